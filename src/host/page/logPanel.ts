import type { Download } from "../protocol";
import type { LogEntry, RecordedDownload, RecordedUpdate } from "./recordings";
import { count } from "./stage";

/** Lines kept in the document; the recordings themselves are complete. */
const maxLines = 500;
const typeNames: readonly (readonly [number, string])[] = [
  [2, "Data"],
  [4, "Resize"],
  [8, "ViewMode"],
  [16, "Style"],
  [32, "ResizeEnd"],
];
const kindNames = ["Create", "Append", "Segment"];
const mediaTypes: Record<string, string> = { csv: "text/csv", json: "application/json", xml: "text/xml" };

/** The list of recorded calls, newest first. */
export class LogPanel {
  readonly #list: HTMLElement;
  readonly #summary: HTMLElement;
  readonly #counter: HTMLElement;
  readonly #urls: string[] = [];
  #total = 0;
  #waiting: HTMLElement[] = [];

  constructor(list: HTMLElement, summary: HTMLElement, counter: HTMLElement) {
    this.#list = list;
    this.#summary = summary;
    this.#counter = counter;
    this.#report();
  }

  add(entry: LogEntry): void {
    this.#total++;
    this.#waiting.unshift(this.#line(entry));
    if (this.#waiting.length > maxLines) this.#waiting.length = maxLines;
    // One change of the document a frame, however many calls a visual makes.
    if (this.#waiting.length === 1)
      requestAnimationFrame(() => {
        this.#draw();
      });
  }

  clear(): void {
    this.#total = 0;
    this.#waiting = [];
    this.#list.replaceChildren();
    for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
    this.#report();
  }

  #draw(): void {
    this.#list.prepend(...this.#waiting);
    this.#waiting = [];
    while (this.#list.childElementCount > maxLines) this.#list.lastElementChild?.remove();
    this.#report();
  }

  #report(): void {
    const hidden = this.#total - this.#list.childElementCount;
    this.#summary.textContent = count(this.#total, "entry").replace("entrys", "entries");
    if (hidden > 0) this.#summary.textContent += `, the newest ${String(maxLines)} shown`;
    this.#counter.textContent = this.#total.toLocaleString("en-US");
  }

  #line(entry: LogEntry): HTMLElement {
    const line = document.createElement("li");
    line.dataset["kind"] = entry.kind;
    switch (entry.kind) {
      case "call":
        fill(line, entry.call.seq, entry.call.name, entry.call.args.map(short).join(", "));
        break;
      case "update":
        fill(line, entry.update.seq, "update", describeUpdate(entry.update));
        break;
      case "problem":
        fill(line, entry.problem.seq, entry.problem.kind, entry.problem.message);
        break;
      case "download":
        fill(line, entry.download.seq, "download", entry.download.completed ? "" : "refused: ");
        line.lastElementChild?.append(this.#link(entry.download));
    }
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
