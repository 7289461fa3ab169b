import type powerbi from "powerbi-visuals-api";
import { OperationKind, UpdateType, ViewMode } from "../constants";
import type { Dataset, FormatObjects, FrameOptions, InitMessage, SentResult } from "../protocol";
import { pinClock } from "./clock";
import { applyChanges } from "./objects";
import type { Recorder } from "./recorder";
import type { Renderings } from "./rendering";
import { tableRoles } from "./roles";
import { findText } from "./services";
import { revive } from "./revive";
import { Sender } from "./sender";
import { buildTable } from "./table";
import { reductionOf, Windows, type Delivery } from "./windows";

type Visual = powerbi.extensibility.visual.IVisual;
type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/** How long nothing may happen before the session counts as settled: visuals may ask for more a moment after rendering. */
const quietMs = 60;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One visual between its creation and the unloading of its frame: its options, its data and the updates it gets. */
export class Session {
  readonly #init: InitMessage;
  readonly #recorder: Recorder;
  readonly #renderings: Renderings;
  #visual: Visual | undefined;
  #options: FrameOptions;
  #dataset: Dataset;
  #objects: FormatObjects;
  #filters: powerbi.IFilter[];
  readonly #sender: Sender;
  #windows: Windows | undefined;
  #last: Delivery = { dataViews: [], operationKind: OperationKind.create };
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #activity = 0;
  #generation = 0;
  #fetching = false;
  #acceptAll = false;

  constructor(init: InitMessage, recorder: Recorder, renderings: Renderings) {
    this.#init = init;
    this.#options = init.options;
    this.#dataset = init.dataset;
    this.#objects = init.saved.objects;
    this.#filters = init.saved.filters as powerbi.IFilter[];
    this.#sender = new Sender(recorder, renderings);
    this.#recorder = recorder;
    this.#renderings = renderings;
    pinClock(init.now);
  }

  get options(): FrameOptions {
    return this.#options;
  }

  get visual(): Visual | undefined {
    return this.#visual;
  }

  /** Gives the created visual its first update. */
  start(visual: Visual): Promise<void> {
    this.#visual = visual;
    return this.#deliver(UpdateType.all);
  }

  /** Applies new options and tells the visual what they changed, in one update. */
  setOptions(options: FrameOptions): Promise<void> {
    const former = this.#options;
    const differs = (...names: (keyof FrameOptions)[]): boolean => names.some((name) => former[name] !== options[name]);
    this.#options = options;
    let type = 0;
    if (differs("width", "height", "focus")) type |= UpdateType.resize | UpdateType.resizeEnd;
    if (differs("mode")) type |= UpdateType.viewMode;
    if (differs("theme", "highContrast")) type |= UpdateType.style;
    if (differs("window", "types", "dates")) return this.#deliver(type | UpdateType.data);
    return type === 0 ? Promise.resolve() : this.resend(type, 1);
  }

  setDataset(dataset: Dataset, now: string | null, options: FrameOptions): Promise<void> {
    pinClock(now);
    this.#options = options;
    this.#dataset = dataset;
    return this.#deliver(UpdateType.data);
  }

  /** Sets the format pane's values, as an author does. */
  setObjects(objects: FormatObjects): Promise<void> {
    this.#objects = objects;
    this.save();
    return this.#redeliver();
  }

  /** persistProperties: the report keeps the values and the visual is updated. */
  persist(changes: powerbi.VisualObjectInstancesToPersist): void {
    this.#objects = applyChanges(this.#objects, changes);
    this.save();
    void this.#redeliver();
  }

  /** refreshHostData: the same data once more, from its first window. */
  refresh(): void {
    void this.#deliver(UpdateType.data);
  }

  /** applyJsonFilter: the report keeps the filters; `remove`, or nothing to filter by, takes them away. */
  setFilters(filter: powerbi.IFilter | powerbi.IFilter[] | null | undefined, remove: boolean): void {
    const given = remove ? [] : [filter].flat().filter((one) => one !== null && one !== undefined);
    this.#filters = structuredClone(given);
    this.save();
  }

  get filters(): readonly unknown[] {
    return this.#filters;
  }

  /** What a bookmark brings back: the filters, in an update where they differ. */
  async restoreFilters(filters: unknown[]): Promise<void> {
    if (JSON.stringify(filters) === JSON.stringify(this.#filters)) return;
    this.#filters = filters as powerbi.IFilter[];
    this.save();
    await this.#deliver(UpdateType.data);
  }

  save(): void {
    const saved = { objects: this.#objects, storage: this.#init.saved.storage, filters: this.#filters };
    this.#recorder.emit({ kind: "saved", saved });
  }

  /** Hands updates that a test wrote to the visual as they are, one after the other. */
  async send(updates: unknown[], more: boolean): Promise<SentResult[]> {
    const results: SentResult[] = [];
    await this.#enqueue(async () => {
      this.#generation++;
      this.#fetching = false;
      this.#windows = undefined;
      this.#acceptAll = more;
      for (const update of updates) {
        if (this.#visual) results.push(await this.#sender.send(this.#visual, revive(update)));
      }
    });
    return results;
  }

  /** Leaves the visual, as a page that is left does; what it throws is a problem. */
  leave(): void {
    try {
      this.#visual?.destroy?.();
    } catch (error) {
      const stack = error instanceof Error ? error.stack : undefined;
      this.#recorder.problem("exception", `destroy threw ${String(error)}`, stack);
    }
    this.#visual = undefined;
  }

  /** Sends the last data view again with other type bits; several at once are not held back by each other. */
  resend(type: number, times: number): Promise<void> {
    return this.#enqueue(() => Promise.all(Array.from({ length: times }, () => this.#update(type))));
  }

  /** fetchMoreData: accepted while rows are left; the window comes later, never during the call. */
  fetchMoreData(aggregate: boolean): boolean {
    const windows = this.#windows;
    if (windows === undefined && this.#acceptAll) return true;
    if (!windows?.accepts(aggregate, this.#options.limit)) return false;
    if (this.#fetching) return true;
    this.#fetching = true;
    const generation = this.#generation;
    setTimeout(() => {
      void this.#enqueue(async () => {
        if (generation !== this.#generation) return;
        this.#fetching = false;
        this.#last = windows.next(aggregate, this.#options.overlap, this.#objects);
        await this.#update(UpdateType.data);
      });
    }, 0);
    return true;
  }

  /** Resolves when no window is outstanding, the last update has ended and nothing has followed for a moment. */
  async settle(): Promise<void> {
    for (;;) {
      const activity = this.#activity;
      await this.#tail;
      await pause(quietMs);
      if (this.#waiting === 0 && !this.#fetching && activity === this.#activity) return;
    }
  }

  /** Builds the table anew and delivers its first window. */
  #deliver(type: number): Promise<void> {
    return this.#enqueue(async () => {
      this.#generation++;
      this.#fetching = false;
      this.#last = this.#first();
      await this.#update(type);
    });
  }

  /** What follows a change of the format objects; which of the two the service does is not documented. */
  #redeliver(): Promise<void> {
    if (this.#options.persist === "first") return this.#deliver(UpdateType.data);
    return this.#enqueue(async () => {
      const dataViews = this.#last.dataViews.map((dataView) =>
        this.#dataset.source === "raw" ? dataView : this.#withObjects(dataView),
      );
      this.#last = { ...this.#last, dataViews };
      await this.#update(UpdateType.data);
    });
  }

  #withObjects(dataView: powerbi.DataView): powerbi.DataView {
    return { ...dataView, metadata: { ...dataView.metadata, objects: this.#objects as powerbi.DataViewObjects } };
  }

  #first(): Delivery {
    const { capabilities, stringResources } = this.#init;
    const dataset = this.#dataset;
    this.#windows = undefined;
    this.#acceptAll = false;
    if (dataset.source === "raw") {
      return { dataViews: revive(dataset.dataViews) as powerbi.DataView[], operationKind: OperationKind.create };
    }
    const roles = tableRoles(capabilities, (key) => findText(stringResources, "en-US", key));
    const table = buildTable(dataset, roles, this.#options);
    if (table) {
      this.#windows = new Windows(table, reductionOf(capabilities, this.#options.window));
      return this.#windows.first(this.#objects);
    }
    const blank = dataset.source === "blank" ? [this.#withObjects({ metadata: { columns: [] } })] : [];
    return { dataViews: blank, operationKind: OperationKind.create };
  }

  async #update(type: number): Promise<void> {
    if (!this.#visual) return;
    const { width, height, mode, focus } = this.#options;
    this.#activity++;
    const update: unknown = {
      type,
      dataViews: this.#last.dataViews,
      operationKind: this.#last.operationKind,
      viewport: { width, height },
      viewMode: ViewMode[mode],
      formatMode: mode === "format",
      editMode: 0,
      isInFocus: focus,
      jsonFilters: this.#filters,
    };
    await this.#renderings.run(this.#visual, update as UpdateOptions);
  }

  // Updates wait for the end of the one before, as the next window in the service takes longer than a rendering.
  #enqueue(task: () => Promise<unknown>): Promise<void> {
    this.#waiting++;
    this.#activity++;
    const done = this.#tail.then(task).then(
      () => undefined,
      (error: unknown) => {
        this.#recorder.problem("stand-in", error instanceof Error ? error.message : String(error));
      },
    );
    this.#tail = done.then(() => {
      this.#waiting--;
    });
    return done;
  }
}
