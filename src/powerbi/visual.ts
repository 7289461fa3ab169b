import type powerbi from "powerbi-visuals-api";
import "../../style/visual.less";
import { caseOrAll } from "../export";
import { MarkBook, type Snapshot } from "../model";
import { createView } from "../view";
import { text } from "../view/strings";
import type { ExportFormat, ExportPermission, View } from "../view/types";
import { HOST_DASHBOARD, HOST_EXPORT, UPDATE_DATA } from "./constants";
import { checking, exportPermission, saveFile } from "./exporting";
import { speakAsHost } from "./language";
import { rendering } from "./lifecycle";
import { Loader } from "./loader";
import { Selecting } from "./selecting";
import { themeOf } from "./theme";
import { tooltipsOf } from "./tooltips";
import { Warnings } from "./warnings";

type Host = powerbi.extensibility.visual.IVisualHost;
type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;
type Size = { readonly width: number; readonly height: number };

const TILE_WIDTH = 280;
const TILE_HEIGHT = 240;

/** Wires Power BI to the model and the view; everything else lives in its own file. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  private readonly host: Host | undefined;
  private readonly view: View | undefined;
  private readonly loader: Loader;
  private readonly marks = new MarkBook();
  private readonly selecting: Selecting;
  private readonly warnings: Warnings;
  private snapshot: Snapshot | null = null;
  private size: Size = { width: 0, height: 0 };
  private exporting: ExportPermission;

  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions) {
    const host = options?.host;
    this.host = host;
    speakAsHost(host);
    this.exporting = checking();
    this.warnings = new Warnings(host);
    this.loader = new Loader(Date.now, host?.fetchMoreData === undefined ? undefined : () => host.fetchMoreData(false));
    this.selecting = new Selecting(host, this.loader.identities, (keys) => {
      if (keys.length === 1) this.view?.open(keys[0] ?? null);
      this.draw();
    });
    if (options?.element === undefined) return;
    this.view = createView(options.element, {
      select: (index, add) => this.select(index, add),
      tick: (caseId, step, done) => {
        this.marks.tick(caseId, step, done, Date.now());
        this.draw();
      },
      exportAs: (format, caseId) => this.export(format, caseId),
      contextMenu: (index, x, y) => this.contextMenu(index, x, y),
      tips: tooltipsOf(host, options.element, (index) => this.selecting.idsOf(this.snapshot?.columns.id[index] ?? "")),
    });
    void exportPermission(host?.downloadService).then((permission) => {
      this.exporting = permission;
      if (this.size.width > 0) this.draw();
    });
  }

  update(options: UpdateOptions): void {
    const error = rendering(this.host?.eventService, options, () => {
      const { viewport, type, dataViews, operationKind } = options;
      if (viewport !== undefined && viewport !== null) this.size = { width: viewport.width, height: viewport.height };
      const bringsData = type === undefined || (type & UPDATE_DATA) !== 0;
      if (bringsData && this.loader.read(dataViews?.[0], operationKind) !== "unchanged") {
        this.loader.requestMore();
        this.snapshot = this.loader.snapshot();
        if (this.snapshot !== null) this.warnings.tell(this.loader.load, this.snapshot);
        this.selecting.settle(this.snapshot?.source.loading === true);
      }
      this.draw();
    });
    if (error !== null) this.view?.fail(error.message);
  }

  destroy(): void {
    this.view?.destroy();
  }

  private draw(): void {
    const { host, size } = this;
    const interactive = host?.hostCapabilities?.allowInteractions !== false;
    this.view?.update({
      snapshot: this.snapshot,
      width: size.width,
      height: size.height,
      mode: this.isTile(interactive) ? "tile" : "report",
      interactive,
      locale: host?.locale ?? "en-US",
      theme: themeOf(host?.colorPalette),
      marks: this.marks.lookup,
      chosen: this.selecting.keys,
      exporting: this.exporting,
    });
  }

  private isTile(interactive: boolean): boolean {
    const place = (this.host?.hostEnv ?? 0) as number;
    if (place === HOST_EXPORT) return false;
    return !interactive || place === HOST_DASHBOARD || this.size.width < TILE_WIDTH || this.size.height < TILE_HEIGHT;
  }

  private export(format: ExportFormat, caseId: string | null): Promise<string> {
    const { snapshot, exporting } = this;
    if (snapshot === null) return Promise.resolve(text("saveNothing"));
    if (!exporting.allowed) return Promise.resolve(exporting.reason);
    const options = { generatedAt: Date.now(), marks: this.marks.lookup, scope: caseOrAll(caseId) };
    return saveFile(this.host?.downloadService, snapshot, format, options);
  }

  private select(index: number | null, add: boolean): string {
    const key = index === null ? null : (this.snapshot?.columns.id[index] ?? null);
    const line = this.selecting.choose(key, add, this.snapshot?.source.loading === true);
    this.draw();
    return line;
  }

  private contextMenu(index: number | null, x: number, y: number): void {
    this.selecting.contextMenu(index === null ? undefined : this.snapshot?.columns.id[index], x, y);
  }
}
