import type { LoadRequest, PartProgress } from "../types";
import { TroubleError, type Trouble } from "../../trouble";
import { say } from "../../words";
import { readersFormat } from "../../words/reader";
import { readEstimate, type Answer } from "./answers";
import { ask, handOver, type LogsOptions, type Source } from "./context";
import type { TodoPart } from "./plan";
import { estimateBody, signInsBody, type Grain } from "./queries";
import { isTooLarge } from "./troubles";
import { halve, planWindows, type TimeWindow } from "./windows";

/** Loads one table window by window; what is done stays done, whatever stops it. */
export class PartLoad {
  rows = 0;
  /** Epoch ms of the newest sign-in, as the estimate says; null before it, or without any. */
  newest: number | null = null;
  /** Windows that came in part and will not get better by trying again. */
  readonly partial: Trouble[] = [];
  private windows: TimeWindow[];
  private planned: boolean;
  private done = 0;
  /** The window that was answered in part and is asked for once more. */
  private again: TimeWindow | null = null;

  constructor(
    private readonly options: LogsOptions,
    private readonly request: LoadRequest,
    private readonly source: Source,
    private readonly grain: Grain,
    { windows, planned }: TodoPart,
    private readonly show: (change: Partial<PartProgress>) => void,
  ) {
    this.windows = [...windows];
    this.planned = planned;
  }

  /** Null when everything came; else what stopped it. Does not reject for what a service does. */
  async run(): Promise<Trouble | null> {
    try {
      if (!this.planned) await this.plan();
      for (;;) {
        const [window] = this.windows;
        if (window === undefined) return null;
        this.show({ rows: this.rows, done: this.done, total: this.done + this.windows.length });
        await this.loadWindow(window);
      }
    } catch (error) {
      if (error instanceof TroubleError) return error.trouble;
      throw error;
    } finally {
      this.show({
        rows: this.rows,
        done: this.done,
        ...(this.planned ? { total: this.done + this.windows.length } : {}),
      });
    }
  }

  left(): TodoPart {
    return { table: this.source.table, windows: this.windows, planned: this.planned };
  }

  private async plan(): Promise<void> {
    const planned: TimeWindow[] = [];
    for (const range of this.windows) {
      const days = await this.estimate(range);
      planned.push(...planWindows(range, days, this.options.limits));
    }
    this.windows = planned;
    this.planned = true;
  }

  private async estimate(range: TimeWindow): Promise<ReturnType<typeof readEstimate>["days"] | null> {
    try {
      const answer = await this.send(estimateBody(this.source.table, this.grain, range));
      // An estimate that lacks days would plan windows that are too large.
      if (answer.error !== null) return null;
      const { days, newest } = readEstimate(answer);
      this.newest = newest;
      return days;
    } catch (error) {
      // Too much for one look: day by day it may do.
      if (error instanceof TroubleError && isSplittable(error.trouble)) return null;
      throw error;
    }
  }

  private async loadWindow(window: TimeWindow): Promise<void> {
    let answer: Answer;
    try {
      answer = await this.send(signInsBody(this.source.table, this.grain, window));
    } catch (error) {
      if (!(error instanceof TroubleError) || !isSplittable(error.trouble)) throw error;
      if (this.split(window)) return;
      if (error.trouble.kind !== "tooLarge") throw error;
      this.finish();
      this.lacks(window, "tooLarge", error.trouble);
      return;
    }
    if (answer.error !== null) {
      const tooLarge = isTooLarge(answer.error);
      if (tooLarge && this.split(window)) return;
      if (!tooLarge && this.again !== window) {
        this.again = window;
        return;
      }
      this.lacks(window, tooLarge ? "tooLarge" : "server", answer.error);
    }
    this.finish();
    this.rows += answer.rows.length;
    await handOver(answer, this.request.sink, this.options);
  }

  /** Puts two halves in a window's place; false where it is as small as windows get. */
  private split(window: TimeWindow): boolean {
    const halves = halve(window);
    if (halves === null) return false;
    this.windows.splice(0, 1, ...halves);
    return true;
  }

  private finish(): void {
    this.windows.shift();
    this.done++;
  }

  /** Notes that a window lacks rows. Trying again would count the others twice, so it is not left to do. */
  private lacks(
    { from, until }: TimeWindow,
    kind: "tooLarge" | "server",
    told: Pick<Trouble, "code" | "detail">,
  ): void {
    const format = readersFormat("UTC");
    const [start, end] = [format.instant(from), format.instant(until)];
    const detail =
      kind === "tooLarge" ? say("logsFullHour", start, end) : say("logsPartial", start, end, told.detail ?? "");
    this.partial.push({
      kind,
      part: say(this.source.words),
      ...(told.code === undefined ? {} : { code: told.code }),
      detail,
    });
  }

  private send(body: unknown): Promise<Answer> {
    const { signal } = this.request;
    if (signal.aborted) throw new TroubleError({ kind: "cancelled", part: say(this.source.words) });
    return ask(this.options, this.source, body, signal, (waitingUntil) => this.show({ waitingUntil }));
  }
}

/** A smaller window may get through where this one did not. */
const isSplittable = ({ kind }: Trouble): boolean => kind === "tooLarge" || kind === "timedOut";
