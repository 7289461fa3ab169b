import type { Capabilities, Dataset, FormatObjects, FrameEvent, RawColumn, Saved, VisualPackage } from "../protocol";
import { customId, fromCsv } from "./datasets";
import { FrameLink } from "./frameLink";
import { change, frameOptions, reloading, type PageOptions } from "./options";
import type { RecordedCall, RecordedDownload, RecordedProblem, RecordedUpdate, Recordings } from "./recordings";
import { frameDocument } from "./srcdoc";
import type { Stage } from "./stage";

interface CsvChoices {
  now?: string;
  types?: "text" | "typed";
  dates?: "date" | "text";
  aliases?: Record<string, string>;
  title?: string;
}

/** What the rest of the page does for the stand-in. */
export interface Surroundings {
  stage: Stage;
  recordings: Recordings;
  loadPackage: () => Promise<{ visual: VisualPackage; runtime: string }>;
  /** Also says which set it was, since an empty or unknown name means the first. */
  loadData: (id: string) => Promise<{ id: string; dataset: Dataset; now: string | null }>;
  /** Called with the options in force, after every change. */
  show: (options: PageOptions, customTitle: string | undefined) => void;
}

/** The page's test API, `window.standIn`: drives one visual and reports what it did. */
export class StandIn {
  /** The package is loaded and the first update has been rendered. */
  readonly ready: Promise<void>;
  readonly #around: Surroundings;
  #options: PageOptions;
  #visual: VisualPackage | undefined;
  #runtime = "";
  #link: FrameLink | undefined;
  #dataset: Dataset = { source: "noFields" };
  #now: string | null = null;
  #customTitle: string | undefined;
  #saved: Saved = { objects: {}, storage: {} };
  #tail: Promise<unknown>;

  constructor(options: PageOptions, around: Surroundings) {
    this.#options = options;
    this.#around = around;
    this.ready = this.#begin();
    this.#tail = this.ready;
  }

  get options(): Readonly<PageOptions> {
    return this.#options;
  }

  get capabilities(): Capabilities | undefined {
    return this.#visual?.capabilities;
  }

  calls(): RecordedCall[] {
    return [...this.#around.recordings.calls];
  }

  /** How often each call was made, also of those too frequent to be recorded one by one. */
  counts(): Record<string, number> {
    return { ...this.#around.recordings.counts };
  }

  updates(): RecordedUpdate[] {
    return [...this.#around.recordings.updates];
  }

  problems(): RecordedProblem[] {
    return [...this.#around.recordings.problems];
  }

  downloads(): RecordedDownload[] {
    return [...this.#around.recordings.downloads];
  }

  /** What a saved report and the browser would keep: format objects and local storage. */
  saved(): Saved {
    return structuredClone(this.#saved);
  }

  clear(): void {
    this.#around.recordings.clear();
  }

  /** Applies options in one update (place, locale and high contrast load the frame again). */
  setOptions(changes: Partial<PageOptions>): Promise<void> {
    return this.#next(async () => {
      const former = this.#options;
      this.#options = this.#sized(change(former, changes));
      const newData = this.#options.data !== former.data && this.#options.data !== customId;
      if (newData) await this.#load();
      const options = this.#options;
      this.#show();
      if (reloading.some((name) => former[name] !== options[name])) await this.#mount();
      else if (newData) await this.#send();
      else await this.#link?.request({ kind: "options", options: frameOptions(options) });
      this.#resizeFrame();
    });
  }

  loadCsv(text: string, choices: CsvChoices = {}): Promise<void> {
    const { now, types = this.#options.types, dates = this.#options.dates, aliases, title } = choices;
    return this.#custom(fromCsv(text, aliases), now, title ?? "CSV", { types, dates });
  }

  /** Arbitrary values, as far as structured clone carries them (NaN, Infinity, dates, undefined). */
  loadRows({ columns, rows }: { columns: RawColumn[]; rows: unknown[][] }, now?: string): Promise<void> {
    return this.#custom({ source: "rows", columns, rows }, now, "Rows");
  }

  /** Hands these data views to the visual as they are. */
  loadRaw(dataViews: unknown, now?: string): Promise<void> {
    return this.#custom({ source: "raw", dataViews }, now, "Data views");
  }

  /** Sets the format pane's values. */
  setObjects(objects: FormatObjects): Promise<void> {
    return this.#next(() => this.#link?.request({ kind: "objects", objects }));
  }

  /** Sends the last data view again with these type bits; several times without waiting in between. */
  resend(type: number, times = 1): Promise<void> {
    return this.#next(() => this.#link?.request({ kind: "resend", type, times }));
  }

  /** Sets the selection as a bookmark does: row numbers of the table, or keys of selection ids. */
  select(ids: (number | string)[]): Promise<void> {
    return this.#next(() => this.#link?.request({ kind: "select", ids }));
  }

  /** Asks for the formatting model, as opening the format pane does, and returns a summary of it. */
  formattingModel(): Promise<unknown> {
    return this.#link?.request({ kind: "formattingModel" }) ?? Promise.resolve(undefined);
  }

  /** No window is outstanding, the last update has ended and nothing has followed it for a moment. */
  async settled(): Promise<void> {
    await this.#tail;
    await this.#link?.request({ kind: "settle" });
  }

  /** Loads the frame again, keeping what a saved report keeps (or, with `forget`, nothing; `saved` puts something else there). */
  reload({ forget = false, saved = {} }: { forget?: boolean; saved?: Partial<Saved> } = {}): Promise<void> {
    return this.#next(() => {
      if (forget) this.#saved = { objects: {}, storage: {} };
      this.#saved = { ...this.#saved, ...saved };
      return this.#mount();
    });
  }

  async #begin(): Promise<void> {
    const { visual, runtime } = await this.#around.loadPackage();
    this.#visual = visual;
    this.#runtime = runtime;
    await this.#load();
    this.#options = this.#sized(this.#options);
    this.#show();
    await this.#mount();
  }

  async #load(): Promise<void> {
    const { id, dataset, now } = await this.#around.loadData(this.#options.data);
    this.#options = { ...this.#options, data: id };
    this.#dataset = dataset;
    this.#now = now;
    this.#customTitle = undefined;
  }

  #custom(dataset: Dataset, now: string | undefined, title: string, changes: Partial<PageOptions> = {}): Promise<void> {
    return this.#next(async () => {
      this.#options = { ...this.#options, ...changes, data: customId };
      this.#dataset = dataset;
      this.#now = now ?? null;
      this.#customTitle = title;
      this.#show();
      await this.#send();
    });
  }

  #send(): Promise<unknown> | undefined {
    const options = frameOptions(this.#options);
    return this.#link?.request({ kind: "dataset", dataset: this.#dataset, now: this.#clock(), options });
  }

  /** A clock named in the page's address wins over the data set's. */
  #clock(): string | null {
    return this.#options.now === "" ? this.#now : this.#options.now;
  }

  async #mount(): Promise<void> {
    const visual = this.#visual;
    if (!visual) return;
    const { stage } = this.#around;
    this.#link?.close();
    this.#link = undefined;
    stage.reset();
    const options = frameOptions(this.#options);
    this.#link = await FrameLink.open(
      stage.holder,
      frameDocument(visual, this.#runtime, options.locale),
      {
        kind: "init",
        guid: visual.guid,
        capabilities: visual.capabilities,
        stringResources: visual.stringResources,
        options,
        saved: this.#saved,
        dataset: this.#dataset,
        now: this.#clock(),
      },
      (event) => {
        this.#received(event);
      },
    );
  }

  #received(event: FrameEvent): void {
    if (event.kind === "saved") this.#saved = event.saved;
    if (event.kind === "focus") void this.setOptions({ focus: event.on });
    const { recordings, stage } = this.#around;
    recordings.add(event);
    stage.react(event);
    stage.report(recordings.latest, recordings.problems.length);
  }

  #sized(options: PageOptions): PageOptions {
    return options.focus ? { ...options, ...this.#around.stage.available(options.chrome) } : options;
  }

  #show(): void {
    this.#around.show(this.#options, this.#customTitle);
    this.#resizeFrame();
  }

  #resizeFrame(): void {
    const element = this.#link?.element;
    if (!element) return;
    element.width = String(this.#options.width);
    element.height = String(this.#options.height);
  }

  // One change after the other: a test may start several without waiting.
  #next(task: () => Promise<unknown> | undefined): Promise<void> {
    const done = this.#tail.then(task).then(() => undefined);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}
