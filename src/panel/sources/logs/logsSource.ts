import type { AskSingles } from "../singles";
import type { LiveSource, LoadOutcome, LoadRequest, PartProgress } from "../types";
import type { Trouble } from "../../trouble";
import { say } from "../../words";
import { scopesOf, type LogsOptions } from "./context";
import { everything, isTodo, type TodoPart } from "./plan";
import { PartLoad } from "./partLoad";
import { TABLES } from "./queries";
import { loadSingles } from "./singles";
import { mayPass, NOT_COLLECTED } from "./troubles";

/** What a load from Log Analytics came to. */
export interface LogsOutcome extends LoadOutcome {
  /** Time of the newest sign-in that the workspace holds for the range, epoch ms; null where it holds none. */
  readonly newest: number | null;
  /** For each table that answered without a row: the sentence that says what to check. */
  readonly notes: readonly string[];
}

/** Sign-ins from a Log Analytics workspace, aggregated there. */
export interface LogsSource extends LiveSource {
  readonly kind: "logs";
  /** Where credentials come from: see LogsOptions. */
  readonly credentials: "graph" | "none";
  load(request: LoadRequest): Promise<LogsOutcome>;
  readonly singles: AskSingles;
}

export function createLogsSource(options: LogsOptions): LogsSource {
  return {
    kind: "logs",
    scopes: scopesOf(options.cloud),
    credentials: options.credentials ?? "none",
    load: (request) => load(options, request),
    singles: (id, from, request) => loadSingles(options, id, from, request),
  };
}

async function load(options: LogsOptions, request: LoadRequest): Promise<LogsOutcome> {
  const todo = isTodo(request.resume) ? request.resume : everything({ from: request.from, until: request.to });
  const parts: PartProgress[] = TABLES.map(({ table, words }) => {
    const state = todo.parts.some((part) => part.table === table) ? "waiting" : "done";
    return { part: say(words), rows: 0, done: 0, total: null, waitingUntil: null, state };
  });
  const show = (index: number, change: Partial<PartProgress>): void => {
    parts[index] = { ...(parts[index] as PartProgress), ...change };
    request.progress([...parts]);
  };
  const troubles: Trouble[] = [];
  const left: TodoPart[] = [];
  const notes: string[] = [];
  let newest: number | null = null;
  let stop: "no" | "later" | "never" = "no";
  for (const [index, source] of TABLES.entries()) {
    const part = todo.parts.find(({ table }) => table === source.table);
    if (part === undefined) continue;
    if (stop !== "no") {
      if (stop === "later") left.push(part);
      continue;
    }
    show(index, { state: "loading" });
    const work = new PartLoad(options, request, source, todo.grain, part, (change) => show(index, change));
    const trouble = await work.run();
    newest = Math.max(newest ?? -Infinity, work.newest ?? -Infinity);
    troubles.push(...work.partial);
    if (trouble === null) {
      // A window that gave nothing of what it holds is no empty one.
      const isEmpty = work.rows === 0 && work.partial.length === 0 && !part.planned;
      if (isEmpty) notes.push(say("logsEmpty", source.table, source.category));
    } else {
      troubles.push(trouble);
      if (mayPass(trouble)) left.push(work.left());
      // What stops one table stops the other, unless the table itself is what is missing.
      if (trouble.code !== NOT_COLLECTED) stop = mayPass(trouble) ? "later" : "never";
    }
    show(index, { state: trouble === null && work.partial.length === 0 ? "done" : "failed", waitingUntil: null });
  }
  return {
    troubles,
    resume: left.length === 0 ? null : { grain: todo.grain, parts: left },
    newest: newest === null || !Number.isFinite(newest) ? null : newest,
    notes,
  };
}
