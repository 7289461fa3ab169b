import type {
  Bookmark,
  Capabilities,
  Dataset,
  FormatObjects,
  FrameEvent,
  Probe,
  RawColumn,
  Request,
  Saved,
  SentResult,
  VisualPackage,
} from "../protocol";
import { customId, fromCsv } from "./datasets";
import { DialogBox } from "./dialogBox";
import { Instance, type Beginning } from "./instance";
import { change, frameOptions, reloading, type PageOptions } from "./options";
import type { RecordedCall, RecordedDownload, RecordedProblem, RecordedUpdate, Recordings } from "./recordings";
import { runScenario, type Report } from "./run";
import { readScenario, type Step } from "./scenario";
import type { Stage } from "./stage";

interface CsvChoices {
  now?: string;
  types?: "text" | "typed";
  dates?: "date" | "text";
  aliases?: Record<string, string>;
  title?: string;
}

export interface LoadedPackage {
  /** Nothing where the page has no package yet. */
  visual: VisualPackage | undefined;
  runtime: string;
}

/** What the rest of the page does for the stand-in. */
export interface Surroundings {
  stage: Stage;
  recordings: Recordings;
  loadPackage: () => Promise<LoadedPackage>;
  /** Also says which set it was, since an empty or unknown name means the first. */
  loadData: (id: string) => Promise<{ id: string; dataset: Dataset; now: string | null }>;
  /** Called with the options in force, after every change. */
  show: (options: PageOptions, customTitle: string | undefined) => void;
  /** Called with each package that is loaded. */
  named: (visual: VisualPackage) => void;
  /** Called when a file is dragged over one of the frames. */
  dragged: () => void;
  /** Called with the report of each scenario that ran. */
  reported: (report: Report) => void;
}

/** The page's test API, `window.standIn`: drives the visuals on the page and reports what they did. */
export class StandIn {
  /** The package is loaded and the first update of each visual has been rendered. */
  readonly ready: Promise<void>;
  readonly #around: Surroundings;
  readonly #dialogs = new DialogBox();
  readonly #instances: Instance[] = [];
  readonly #steps: Step[] = [];
  #options: PageOptions;
  #visual: VisualPackage | undefined;
  #runtime = "";
  #dataset: Dataset = { source: "noFields" };
  #now: string | null = null;
  #customTitle: string | undefined;
  #tail: Promise<unknown>;

  constructor(options: PageOptions, around: Surroundings) {
    this.#options = options;
    this.#around = around;
    this.ready = this.#begin();
    this.#tail = this.ready.catch(() => undefined);
  }

  get options(): Readonly<PageOptions> {
    return this.#options;
  }

  get capabilities(): Capabilities | undefined {
    return this.#visual?.capabilities;
  }

  /** Everything recorded, or what one visual did. */
  calls(instance?: number): RecordedCall[] {
    return of(this.#around.recordings.calls, instance);
  }

  updates(instance?: number): RecordedUpdate[] {
    return of(this.#around.recordings.updates, instance);
  }

  problems(instance?: number): RecordedProblem[] {
    return of(this.#around.recordings.problems, instance);
  }

  downloads(instance?: number): RecordedDownload[] {
    return of(this.#around.recordings.downloads, instance);
  }

  /** How often each call was made, also of those too frequent to be recorded one by one. */
  counts(instance = 1): Record<string, number> {
    return this.#around.recordings.counts(instance);
  }

  /** What a saved report and the browser would keep of a visual: format objects, filters, local storage. */
  saved(instance = 1): Saved {
    return structuredClone(this.#one(instance).saved);
  }

  clear(): void {
    this.#around.recordings.clear();
  }

  /** Runs another packaged visual. Rejects, and keeps the former one, when the file is none. */
  loadPackage(visual: VisualPackage): Promise<void> {
    return this.#next(undefined, async () => {
      if (visual.guid !== this.#visual?.guid) for (const instance of this.#instances) instance.forget();
      this.#take(visual);
      await this.#mountAll();
    });
  }

  /** Applies options in one update (place, locale and high contrast load the frames again). */
  setOptions(changes: Partial<PageOptions>): Promise<void> {
    return this.#next({ options: changes }, async () => {
      const former = this.#options;
      this.#options = this.#sized(change(former, changes));
      const newData = this.#options.data !== former.data && this.#options.data !== customId;
      if (newData) await this.#load();
      const options = this.#options;
      const added = this.#populate();
      this.#show();
      if (reloading.some((name) => former[name] !== options[name])) await this.#mountAll();
      else if (newData) await this.#send();
      else await this.#all({ kind: "options", options: frameOptions(options) });
      for (const instance of added) await this.#mount(instance);
      this.#resizeFrames();
    });
  }

  loadCsv(text: string, choices: CsvChoices = {}): Promise<void> {
    const { now, types = this.#options.types, dates = this.#options.dates, aliases, title } = choices;
    return this.#custom({ csv: text, choices }, fromCsv(text, aliases), now, title ?? "CSV", { types, dates });
  }

  /** Arbitrary values, as far as structured clone carries them; `{ "$": "NaN" }` and the like stand for others. */
  loadRows({ columns, rows }: { columns: RawColumn[]; rows: unknown[][] }, now?: string): Promise<void> {
    return this.#custom({ rows: { columns, rows }, ...clock(now) }, { source: "rows", columns, rows }, now, "Rows");
  }

  /** Hands these data views to the visuals as they are. */
  loadRaw(dataViews: unknown, now?: string): Promise<void> {
    return this.#custom({ raw: dataViews, ...clock(now) }, { source: "raw", dataViews }, now, "Data views");
  }

  /**
   * Hands update options to a visual as they are, one after the other, and says what each of them led to. `more` is what
   * fetchMoreData answers meanwhile.
   */
  send(updates: unknown[], more = false, instance = 1): Promise<SentResult[]> {
    return this.#ask({ send: updates, more, instance }, instance, { kind: "send", updates, more });
  }

  /** Sets the format pane's values. */
  setObjects(objects: FormatObjects, instance = 1): Promise<void> {
    return this.#ask({ objects, instance }, instance, { kind: "objects", objects });
  }

  /** Sends the last data view again with these type bits; several times without waiting in between. */
  resend(type: number, times = 1, instance = 1): Promise<void> {
    return this.#ask({ resend: type, times, instance }, instance, { kind: "resend", type, times });
  }

  /** Sets the selection as a bookmark does: row numbers of the table, or keys of selection ids. */
  select(ids: (number | string)[], instance = 1): Promise<void> {
    return this.#ask({ select: ids, instance }, instance, { kind: "select", ids });
  }

  /** Clicks the nth element that matches a selector inside the frame; rejects where there is none. */
  async click(selector: string, { nth = 0, ctrlKey = false, instance = 1 } = {}): Promise<void> {
    const request: Request = { kind: "click", selector, nth, ctrlKey };
    const found = await this.#ask<boolean>({ click: selector, nth, ctrlKey, instance }, instance, request);
    if (!found) throw new Error(`The visual has no element ${selector}`);
  }

  /** Looks into a visual's document: its text, what does not belong there, and how many elements match. */
  probe(selector = "", instance = 1): Promise<Probe> {
    return this.#ask(undefined, instance, { kind: "probe", selector });
  }

  /** What a bookmark keeps of a visual: selection and filters. */
  bookmark(instance = 1): Promise<Bookmark> {
    return this.#ask(undefined, instance, { kind: "bookmark" });
  }

  applyBookmark(bookmark: Bookmark, instance = 1): Promise<void> {
    return this.#ask(undefined, instance, { kind: "applyBookmark", bookmark });
  }

  /** Asks for the formatting model, as opening the format pane does, and returns a summary of it. */
  formattingModel(instance = 1): Promise<unknown> {
    return this.#one(instance).request({ kind: "formattingModel" });
  }

  /** No window is outstanding, the last update has ended and nothing has followed it for a moment. */
  async settled(): Promise<void> {
    await this.#tail;
    await this.#all({ kind: "settle" });
  }

  /** Loads the frames again, keeping what a saved report keeps (or, with `forget`, nothing; `saved` replaces it in the first visual). */
  reload({ forget = false, saved = {} }: { forget?: boolean; saved?: Partial<Saved> } = {}): Promise<void> {
    return this.#next({ page: "reload", forget }, () => {
      if (forget) for (const instance of this.#instances) instance.forget();
      const first = this.#one(1);
      first.saved = { ...first.saved, ...saved };
      return this.#mountAll();
    });
  }

  /** The page is left and opened again: destroy, then new frames; with `soft`, new visuals in the same frames. */
  switchPage({ soft = false } = {}): Promise<void> {
    return this.#next({ page: soft ? "recreate" : "leave" }, async () => {
      if (soft) {
        await this.#all({ kind: "recreate" });
        return;
      }
      await this.#all({ kind: "leave" });
      await this.#mountAll();
    });
  }

  /** Runs a scenario, checks every step, and resolves with the report; rejects where it is no scenario. */
  async run(scenario: unknown): Promise<Report> {
    const report = await runScenario(this, readScenario(scenario));
    this.#around.reported(report);
    return report;
  }

  /** The commands since the page was opened, as a scenario that can be run again. */
  scenario(): { title: string; steps: Step[] } {
    return { title: "Recorded steps", steps: structuredClone(this.#steps) };
  }

  async #begin(): Promise<void> {
    const { visual, runtime } = await this.#around.loadPackage();
    this.#runtime = runtime;
    if (visual) this.#take(visual);
    else this.#around.stage.askForPackage(true);
    await this.#load();
    this.#options = this.#sized(this.#options);
    this.#populate();
    this.#show();
    await this.#mountAll();
  }

  #take(visual: VisualPackage): void {
    this.#visual = visual;
    this.#around.stage.askForPackage(false);
    this.#around.named(visual);
  }

  async #load(): Promise<void> {
    const { id, dataset, now } = await this.#around.loadData(this.#options.data);
    this.#options = { ...this.#options, data: id };
    this.#dataset = dataset;
    this.#now = now;
    this.#customTitle = undefined;
  }

  #custom(
    step: Step,
    dataset: Dataset,
    now: string | undefined,
    title: string,
    changes: Partial<PageOptions> = {},
  ): Promise<void> {
    return this.#next(step, async () => {
      this.#options = { ...this.#options, ...changes, data: customId };
      this.#dataset = dataset;
      this.#now = now ?? null;
      this.#customTitle = title;
      this.#show();
      await this.#send();
    });
  }

  #send(): Promise<unknown> {
    const options = frameOptions(this.#options);
    return this.#all({ kind: "dataset", dataset: this.#dataset, now: this.#clock(), options });
  }

  /** A clock named in the page's address wins over the data set's. */
  #clock(): string | null {
    return this.#options.now === "" ? this.#now : this.#options.now;
  }

  /** Makes the number of visuals that is asked for; returns the new ones. */
  #populate(): Instance[] {
    const { stage } = this.#around;
    const added: Instance[] = [];
    while (this.#instances.length > this.#options.instances) {
      const gone = this.#instances.pop();
      gone?.close();
      if (gone) stage.remove(gone.holder);
    }
    while (this.#instances.length < this.#options.instances) {
      const instance = new Instance(this.#instances.length + 1, stage.add(), (event, from) => {
        this.#received(event, from);
      });
      this.#instances.push(instance);
      added.push(instance);
    }
    return added;
  }

  async #mountAll(): Promise<void> {
    this.#around.stage.reset();
    for (const instance of this.#instances) await this.#mount(instance);
  }

  async #mount(instance: Instance): Promise<void> {
    const visual = this.#visual;
    if (!visual) return;
    const { guid, capabilities, stringResources } = visual;
    const options = frameOptions(this.#options);
    const shown = { guid, capabilities, stringResources, options };
    const beginning: Beginning = { kind: "init", ...shown, dataset: this.#dataset, now: this.#clock() };
    await instance.mount(visual, this.#runtime, beginning);
  }

  #received(event: FrameEvent, from: Instance): void {
    if (event.kind === "saved") this.#shareStorage(from);
    if (event.kind === "drag") this.#around.dragged();
    if (event.kind === "focus") void this.setOptions({ focus: event.on });
    if (event.kind === "dialog") void this.#openDialog(event.dialog, event.request, from);
    const { recordings, stage } = this.#around;
    recordings.add(event, from.number);
    stage.react(event);
    from.holder.react(event);
    stage.report(recordings.latest, recordings.problems.length);
  }

  /** Local storage belongs to the visual, not to one of its places: the others see what one has written. */
  #shareStorage(from: Instance): void {
    const { storage } = from.saved;
    for (const other of this.#instances) {
      if (other === from) continue;
      other.saved = { ...other.saved, storage: { ...storage } };
      void other.request({ kind: "storage", storage }).catch(() => undefined);
    }
  }

  async #openDialog(dialog: number, request: Parameters<DialogBox["open"]>[0], from: Instance): Promise<void> {
    const visual = this.#visual;
    if (!visual) return;
    const { guid, capabilities, stringResources } = visual;
    const result = await this.#dialogs.open(
      request,
      visual,
      this.#runtime,
      (event) => {
        this.#around.recordings.add(event, from.number);
      },
      {
        kind: "init",
        guid,
        capabilities,
        stringResources,
        options: frameOptions(this.#options),
        dataset: { source: "noFields" },
        now: this.#clock(),
      },
    );
    await from.request({ kind: "dialogResult", dialog, ...result }).catch(() => undefined);
  }

  #sized(options: PageOptions): PageOptions {
    return options.focus ? { ...options, ...this.#around.stage.available(options.chrome) } : options;
  }

  #show(): void {
    this.#around.show(this.#options, this.#customTitle);
    this.#resizeFrames();
  }

  #resizeFrames(): void {
    for (const instance of this.#instances) instance.resize(this.#options.width, this.#options.height);
  }

  #one(instance: number): Instance {
    const found = this.#instances[instance - 1];
    if (!found) throw new Error(`There is no visual ${String(instance)} on the page`);
    return found;
  }

  #all(request: Request): Promise<unknown> {
    return Promise.all(this.#instances.map((instance) => instance.request(request)));
  }

  async #ask<T>(step: Step | undefined, instance: number, request: Request): Promise<T> {
    let answer: unknown;
    await this.#next(step, async () => {
      answer = await this.#one(instance).request(request);
    });
    return answer as T;
  }

  // One change after the other: a test may start several without waiting.
  #next(step: Step | undefined, task: () => Promise<unknown>): Promise<void> {
    if (step) this.#remember(step);
    const done = this.#tail.then(task).then(() => undefined);
    this.#tail = done.catch(() => undefined);
    return done;
  }

  #remember(step: Step): void {
    this.#steps.push(step);
    if (this.#steps.length > mostSteps) this.#steps.shift();
  }
}

/** Commands kept for a recorded scenario; older ones are dropped. */
const mostSteps = 500;

function of<T extends { instance: number }>(recorded: readonly T[], instance: number | undefined): T[] {
  return recorded.filter((entry) => instance === undefined || entry.instance === instance);
}

function clock(now: string | undefined): { now?: string } {
  return now === undefined ? {} : { now };
}
