import type powerbi from "powerbi-visuals-api";
import "../../style/visual.less";
import { toMarkdown } from "../export";
import type { Snapshot } from "../model";
import { createView } from "../view";
import { EVERYTHING } from "../view/everything";
import { speaks, text } from "../view/strings";
import type { ExportPermission, Intents, NotSaved, OfferedFormat, View, ViewScope } from "../view/types";
import { UPDATE_DATA } from "./constants";
import { checking, exportPermission, saveFile } from "./exporting";
import { Keeping } from "./keeping/keeping";
import type { Schedule } from "./keeping/localStore";
import { speakAsHost } from "./language";
import { launcherOf } from "./launching";
import { rendering } from "./lifecycle";
import { Loader } from "./loader";
import { OnObject } from "./onObject";
import { type Means, meansOf } from "./places";
import { Selecting } from "./selecting";
import { Formatting } from "./settings/formatting";
import { openTextDialog, registerDialogs } from "./textDialog";
import { themeOf } from "./theme";
import { tooltipsOf } from "./tooltips";
import { type Size, sizeOf } from "./viewport";
import { Warnings } from "./warnings";

type Host = powerbi.extensibility.visual.IVisualHost;
type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

registerDialogs();

const schedule: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Wires Power BI to the model and the view; everything else lives in its own file. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  private readonly host: Host | undefined;
  private readonly view: View | undefined;
  private readonly loader: Loader;
  private readonly keeping: Keeping;
  private readonly selecting: Selecting;
  private readonly warnings: Warnings;
  private readonly formatting: Formatting;
  /** Editing by clicking on what is to be changed, in the host's format mode. */
  readonly visualOnObjectFormatting: OnObject;
  private snapshot: Snapshot | null = null;
  private size: Size = { width: 0, height: 0 };
  private exporting: ExportPermission;

  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions) {
    const host = options?.host;
    this.host = host;
    speakAsHost(host);
    this.exporting = checking();
    this.warnings = new Warnings(host);
    this.formatting = new Formatting(themeOf(host?.colorPalette));
    this.visualOnObjectFormatting = new OnObject(host, options?.element);
    this.loader = new Loader(Date.now, host?.fetchMoreData === undefined ? undefined : () => host.fetchMoreData(false));
    this.keeping = new Keeping(host, {
      clock: Date.now,
      schedule,
      restore: (state) => this.view?.restore(state),
      say: (line) => this.view?.say(line),
      redraw: () => this.redraw(),
    });
    this.selecting = new Selecting(host, this.loader.identities, (keys) => {
      if (keys.length === 1) {
        this.keeping.opened();
        this.view?.open(keys[0] ?? null);
      }
      this.draw();
    });
    if (options?.element === undefined) return;
    const intents: Intents = {
      select: (index, add) => this.select(index, add),
      tick: (caseId, step, done) => {
        this.keeping.tick(caseId, step, done);
        this.draw();
      },
      mark: (caseId, step, change) => {
        this.keeping.mark(caseId, step, change);
        this.draw();
      },
      changed: (state) => this.keeping.changed(state),
      exportAs: (format, scope) => this.export(format, scope),
      copyInstead: (scope) => this.copyInstead(scope),
      contextMenu: (index, x, y) => this.contextMenu(index, x, y),
      launch: launcherOf(host),
      tips: tooltipsOf(host, options.element, (index) => this.selecting.idsOf(this.snapshot?.columns.id[index] ?? "")),
    };
    this.view = createView(options.element, intents, EVERYTHING);
    void exportPermission(host?.downloadService).then((permission) => {
      this.exporting = permission;
      this.redraw();
    });
  }

  update(options: UpdateOptions): void {
    const error = rendering(this.host?.eventService, options, () => {
      const { viewport, type, dataViews, operationKind } = options;
      this.size = sizeOf(viewport, this.size);
      const written = this.keeping.take(options);
      const restyled = this.formatting.take(dataViews?.[0], themeOf(this.host?.colorPalette));
      const judgedAnew = this.loader.configure(this.formatting.settings.model);
      const bringsData = type === undefined || (type & UPDATE_DATA) !== 0;
      const echo = written || restyled;
      const read = bringsData && this.loader.read(dataViews?.[0], operationKind, echo) !== "unchanged";
      if (!read && judgedAnew) this.snapshot = this.loader.snapshot();
      if (read) {
        this.loader.requestMore();
        this.snapshot = this.loader.snapshot();
        if (this.snapshot !== null) this.warnings.tell(this.loader.load, this.snapshot);
        this.selecting.settle(this.isLoading);
      }
      this.keeping.settle({
        operable: this.snapshot !== null && this.means().mode === "report",
        loading: this.isLoading,
      });
      this.draw();
      this.visualOnObjectFormatting.update(options.formatMode === true, options.subSelections);
    });
    if (error !== null) this.view?.fail(error.message);
  }

  /** The host asks for this whenever its format pane is open, in whatever state the fields are. */
  getFormattingModel(): powerbi.visuals.FormattingModel {
    return this.formatting.pane(this.snapshot);
  }

  destroy(): void {
    this.keeping.destroy();
    this.visualOnObjectFormatting.destroy();
    this.view?.destroy();
  }

  /** Draws outside of an update, once there has been one. */
  private redraw(): void {
    if (this.size.width === 0) return;
    try {
      this.draw();
    } catch (error) {
      this.view?.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private draw(): void {
    const { host, size, formatting } = this;
    const { view: options, timeZone } = formatting.settings;
    const { mode, interactive, canExport, touch } = this.means();
    this.view?.update({
      snapshot: this.snapshot,
      width: size.width,
      height: size.height,
      mode,
      interactive,
      canExport,
      touch,
      locale: host?.locale ?? "en-US",
      theme: themeOf(host?.colorPalette),
      marks: this.keeping.lookup,
      kept: this.keeping.words,
      chosen: this.selecting.keys,
      exporting: this.exporting,
      options,
      notes: formatting.notes,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  }

  private get isLoading(): boolean {
    return this.snapshot?.source.loading === true;
  }

  private means(): Means {
    const { allowInteractions, allowModalDialog } = this.host?.hostCapabilities ?? {};
    const hostEnv = (this.host?.hostEnv ?? 0) as number;
    return meansOf({ hostEnv, allowInteractions, allowModalDialog, ...this.size });
  }

  private export(format: OfferedFormat, scope: ViewScope): Promise<string | NotSaved> {
    const { snapshot, exporting, host } = this;
    if (snapshot === null) return Promise.resolve(text("saveNothing"));
    if (!exporting.allowed) return Promise.resolve({ saved: false, line: exporting.reason });
    const means = {
      downloads: host?.downloadService,
      schedule,
      locale: host?.locale ?? "en-US",
      say: (line: string) => this.view?.say(line),
    };
    return saveFile(means, snapshot, format, { generatedAt: Date.now(), marks: this.keeping.lookup, scope });
  }

  /** The host's dialog where it has one; the view shows the text that comes back. */
  private async copyInstead(scope: ViewScope): Promise<string> {
    const { snapshot, host } = this;
    if (snapshot === null) return "";
    const all = toMarkdown(snapshot, { generatedAt: Date.now(), marks: this.keeping.lookup, scope });
    if (!this.means().canDialog) return all;
    const { tag: lang, dir } = speaks();
    const words = { help: text("copyHelp"), label: text("copyTitle") };
    const browser = { width: window.screen.availWidth, height: window.screen.availHeight };
    const state = { text: all, ...words, lang, dir, theme: themeOf(host?.colorPalette) };
    return (await openTextDialog(host, browser, text("copyTitle"), state)) ? "" : all;
  }

  private select(index: number | null, add: boolean): string {
    const key = index === null ? null : (this.snapshot?.columns.id[index] ?? null);
    const line = this.selecting.choose(key, add, this.isLoading);
    this.draw();
    return line;
  }

  private contextMenu(index: number | null, x: number, y: number): void {
    this.selecting.contextMenu(index === null ? undefined : this.snapshot?.columns.id[index], x, y);
  }
}
