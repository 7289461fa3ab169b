/** What the page and the runtime inside the sandboxed frame say to each other. Everything here is structured-clone safe. */

import type { HostEnvironment } from "./constants";

export type Place = keyof typeof HostEnvironment;
export type ExportSetting =
  "auto" | "allowed" | "declined" | "never" | "notDeclared" | "notSupported" | "disabledByAdmin";
export type ColumnKind = "text" | "numeric" | "dateTime" | "bool";
export type FormatObjects = Record<string, Record<string, unknown>>;

/** The part of a visual's capabilities that the stand-in reads. */
export interface Capabilities {
  dataRoles?: { name: string; displayName?: string; displayNameKey?: string; kind: string | number }[];
  dataViewMappings?: { table?: { rows?: TableRows } }[];
  privileges?: { name: string }[];
}

export interface Binding {
  bind?: { to: string };
  for?: { in: string };
}

export interface TableRows extends Binding {
  select?: Binding[];
  dataReductionAlgorithm?: {
    window?: { count?: number };
    top?: { count?: number };
    bottom?: { count?: number };
    sample?: { count?: number };
  };
}

/** Everything a `.pbiviz` contains that is needed to run it. */
export interface VisualPackage {
  guid: string;
  displayName: string;
  version: string;
  apiVersion: string;
  js: string;
  css: string;
  externalJS: string[];
  stringResources: Record<string, Record<string, string>>;
  capabilities: Capabilities;
}

/** The options that matter inside the frame. */
export interface FrameOptions {
  width: number;
  height: number;
  place: Place;
  theme: "light" | "dark";
  highContrast: boolean;
  locale: string;
  exportStatus: ExportSetting;
  mode: "view" | "edit" | "format";
  focus: boolean;
  /** Rows a window; 0 = what the capabilities say. */
  window: number;
  /** Rows of the former window repeated at the start of the next. */
  overlap: number;
  /** Rows after which fetchMoreData answers false; 0 = only the documented limits. */
  limit: number;
  types: "text" | "typed";
  dates: "date" | "text";
  /** What follows persistProperties: the first window again, or the last data view once more. */
  persist: "first" | "last";
}

export interface TextColumn {
  header: string;
  values: string[];
}

export interface RawColumn {
  role?: string;
  name?: string;
  type?: ColumnKind;
  format?: string;
  measure?: boolean;
}

/** Where the rows of the next data views come from. */
export type Dataset =
  | { source: "text"; columns: TextColumn[]; aliases?: Record<string, string> }
  | { source: "rows"; columns: RawColumn[]; rows: unknown[][] }
  | { source: "raw"; dataViews: unknown }
  | { source: "noFields" }
  | { source: "blank" }
  | { source: "noRows" }
  | { source: "onlyMeasures" }
  | { source: "wrongValues" };

/** What outlives a reload of the frame, as a saved report and the browser's storage would. */
export interface Saved {
  objects: FormatObjects;
  storage: Record<string, string>;
  filters: unknown[];
}

/** What a bookmark keeps of one visual: its selection, as keys of selection ids, and its filters. */
export interface Bookmark {
  selection: string[];
  filters: unknown[];
}

/** What the document of a frame holds at the moment. */
export interface Probe {
  /** The text that can be read, cut at 20,000 characters. */
  text: string;
  readable: number;
  elements: number;
  /** Elements that no value may bring: scripts, images, frames, forms, links and the like, by name. */
  foreign: Record<string, number>;
  duplicateIds: string[];
  /** How many elements match the selector that was asked for. */
  matches: number;
}

/** One update that a test wrote itself, and what the visual made of it. */
export interface SentResult {
  outcome: "finished" | "failed" | "threw" | "unfinished";
  started: number;
  ended: number;
  problems: string[];
  readable: number;
  foreign: Record<string, number>;
  /** Elements made during this update: work, counted instead of timed. */
  made: number;
}

export interface DialogRequest {
  dialogId: string;
  options: { title?: string; size?: { width: number; height: number }; actionButtons?: number[] };
  initialState: unknown;
}

export interface InitMessage {
  kind: "init";
  guid: string;
  /** Which of the visuals on the page this is, from 1. */
  instance: number;
  /** The frame shows one of the package's dialogs, not the visual. */
  dialog?: DialogRequest;
  capabilities: Capabilities;
  stringResources: Record<string, Record<string, string>>;
  options: FrameOptions;
  saved: Saved;
  dataset: Dataset;
  now: string | null;
}

export type Request =
  | { kind: "options"; options: FrameOptions }
  | { kind: "dataset"; dataset: Dataset; now: string | null; options: FrameOptions }
  | { kind: "objects"; objects: FormatObjects }
  | { kind: "resend"; type: number; times: number }
  | { kind: "select"; ids: (number | string)[] }
  | { kind: "formattingModel" }
  | { kind: "leave" }
  | { kind: "recreate" }
  | { kind: "send"; updates: unknown[]; more: boolean }
  | { kind: "probe"; selector: string }
  | { kind: "click"; selector: string; nth: number; ctrlKey: boolean }
  | { kind: "bookmark" }
  | { kind: "applyBookmark"; bookmark: Bookmark }
  | { kind: "storage"; storage: Record<string, string> }
  | { kind: "dialogResult"; dialog: number; actionId: number; resultState: unknown }
  | { kind: "settle" };

export type ToFrame = InitMessage | { kind: "request"; id: number; request: Request };

export interface Problem {
  kind: "error" | "rejection" | "console" | "csp" | "exception" | "missingMember" | "protocol" | "misuse" | "stand-in";
  message: string;
  detail?: unknown;
}

/** A file handed to the download service. `base64` contents are bytes. */
export interface Download {
  fileName: string;
  fileType: string;
  description: string;
  content: string;
  completed: boolean;
}

export type FrameEvent =
  | { kind: "call"; name: string; args: unknown[]; at: number }
  | { kind: "counts"; counts: Record<string, number> }
  | { kind: "problem"; problem: Problem }
  | { kind: "download"; download: Download }
  | { kind: "update"; updateId: number; type: number; operationKind: number | null; rows: number }
  | { kind: "rendered"; updateId: number; outcome: "finished" | "failed" | "threw" | "unfinished"; ms: number }
  | { kind: "saved"; saved: Saved }
  | { kind: "focus"; on: boolean }
  | { kind: "drag" }
  | { kind: "dialog"; dialog: number; request: DialogRequest }
  | { kind: "dialogState"; resultState: unknown }
  | { kind: "dialogClosed"; actionId: number; resultState: unknown }
  | { kind: "started" };

export type FromFrame = FrameEvent | { kind: "answer"; id: number; value?: unknown; error?: string };
