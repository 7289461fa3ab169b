import type { Download } from "../protocol";
import type { LogEntry, RecordedDownload, RecordedUpdate } from "./recordings";
import { count } from "./stage";

/** Lines in the document at a time. */
const maxLines = 300;
/** Entries that can be filtered; the recordings themselves are complete. */
const keptEntries = 10_000;
const typeNames: readonly (readonly [number, string])[] = [
  [2, "Data"],
  [4, "Resize"],
  [8, "ViewMode"],
  [16, "Style"],
  [32, "ResizeEnd"],
];
const kindNames = ["Create", "Append", "Segment"];
const mediaTypes: Record<string, string> = { csv: "text/csv", json: "application/json", xml: "text/xml" };

/** Which entries the list shows. */
export interface LogFilter {
  text: string;
  kind: string;
}

/** The list of recorded calls, newest first. */
export class LogPanel {
  readonly #list: HTMLElement;
  readonly #summary: HTMLElement;
  readonly #counter: HTMLElement;
  readonly #urls: string[] = [];
  #entries: LogEntry[] = [];
  #total = 0;
  #filter: LogFilter = { text: "", kind: "" };
  #due = false;

  constructor(list: HTMLElement, summary: HTMLElement, counter: HTMLElement) {
    this.#list = list;
    this.#summary = summary;
    this.#counter = counter;
    this.#draw();
  }

  add(entry: LogEntry): void {
    this.#total++;
    this.#entries.push(entry);
    if (this.#entries.length > 2 * keptEntries) this.#entries = this.#entries.slice(-keptEntries);
    this.#drawSoon();
  }

  filter(filter: LogFilter): void {
    this.#filter = filter;
    this.#drawSoon();
  }

  /** The entries that the filter lets through, oldest first. */
  shown(): LogEntry[] {
    const { kind } = this.#filter;
    const text = this.#filter.text.trim().toLowerCase();
    return this.#entries.filter(
      (entry) => (kind === "" || entry.kind === kind) && (text === "" || words(entry).toLowerCase().includes(text)),
    );
  }

  clear(): void {
    this.#total = 0;
    this.#entries = [];
    this.#drawSoon();
  }

  // One change of the document a frame, however many calls a visual makes, and none while nobody looks.
  #drawSoon(): void {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#draw();
    });
  }

  #draw(): void {
    this.#counter.textContent = this.#total.toLocaleString("en-US");
    if (this.#list.closest("[hidden]")) return;
    for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
    const found = this.shown();
    const lines = found.slice(-maxLines).reverse();
    this.#list.replaceChildren(...lines.map((entry) => this.#line(entry)));
    const all = count(found.length, "entry").replace("entrys", "entries");
    this.#summary.textContent = found.length > maxLines ? `${all}, the newest ${String(maxLines)} shown` : all;
  }

  #line(entry: LogEntry): HTMLElement {
    const line = document.createElement("li");
    line.dataset["kind"] = entry.kind;
    const { seq, instance, name, text } = parts(entry);
    fill(line, seq, instance > 1 ? `${name} · visual ${String(instance)}` : name, text);
    if (entry.kind === "download") line.lastElementChild?.append(this.#link(entry.download));
    return line;
  }

  #link(download: RecordedDownload): HTMLElement {
    const link = document.createElement("a");
    const url = URL.createObjectURL(toBlob(download));
    this.#urls.push(url);
    link.href = url;
    link.download = download.fileName;
    link.textContent = download.fileName;
    return link;
  }
}

function parts(entry: LogEntry): { seq: number; instance: number; name: string; text: string } {
  switch (entry.kind) {
    case "call":
      return { ...entry.call, text: entry.call.args.map(short).join(", ") };
    case "update":
      return { ...entry.update, name: "update", text: describeUpdate(entry.update) };
    case "problem":
      return { ...entry.problem, name: entry.problem.kind, text: entry.problem.message };
    case "download":
      return { ...entry.download, name: "download", text: entry.download.completed ? "" : "refused: " };
  }
}

function words(entry: LogEntry): string {
  const { name, text } = parts(entry);
  return `${name} ${text} ${entry.kind === "download" ? entry.download.fileName : ""}`;
}

function fill(line: HTMLElement, seq: number, name: string, text: string): void {
  const parts: [string, string][] = [
    ["log-seq", String(seq)],
    ["log-name", name],
    ["log-text", text],
  ];
  for (const [className, content] of parts) {
    const part = document.createElement("span");
    part.className = className;
    part.textContent = content;
    line.append(part);
  }
  line.title = text.slice(0, 1_000);
}

function describeUpdate({ updateId, type, operationKind, rows }: RecordedUpdate): string {
  const names = typeNames.filter(([bit]) => (type & bit) !== 0).map(([, name]) => name);
  const kind = operationKind === null ? "" : ` · ${kindNames[operationKind] ?? String(operationKind)}`;
  return `${String(updateId)} · ${names.join(" + ")}${kind} · ${count(rows, "row")}`;
}

function short(value: unknown): string {
  const json: unknown = typeof value === "string" ? value : JSON.stringify(value);
  const text = typeof json === "string" ? json : String(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** The bytes of a file as Power BI would write it. */
function toBlob({ content, fileName, fileType }: Download): Blob {
  const extension = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
  if (fileType !== "base64") return new Blob([content], { type: mediaTypes[extension] ?? "text/plain" });
  try {
    return new Blob([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))]);
  } catch {
    return new Blob([content]);
  }
}
