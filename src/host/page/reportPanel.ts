import { part } from "./holder";
import type { Report, StepReport } from "./run";
import { count } from "./stage";

/** The report of the scenario that ran last, step by step. */
export class ReportPanel {
  readonly #root: HTMLElement;
  readonly #title: HTMLElement;
  readonly #summary: HTMLElement;
  readonly #list: HTMLElement;
  #report: Report | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    const head = part("panel-head", root);
    this.#title = part("panel-title", head, "h2");
    const save = part("panel-button", head, "button") as HTMLButtonElement;
    const close = part("panel-button", head, "button") as HTMLButtonElement;
    save.type = close.type = "button";
    save.textContent = "Download";
    close.textContent = "Close";
    this.#summary = part("panel-summary", root, "p");
    this.#summary.setAttribute("role", "status");
    this.#list = part("report-list", root, "ol");
    this.#list.tabIndex = 0;
    this.#list.setAttribute("aria-label", "Steps");
    save.addEventListener("click", () => {
      if (this.#report) saveJson(this.#report, "report.json");
    });
    close.addEventListener("click", () => {
      root.hidden = true;
    });
  }

  show(report: Report): void {
    this.#report = report;
    this.#root.hidden = false;
    this.#title.textContent = report.title;
    const failed = report.steps.filter((step) => !step.ok).length;
    const result = failed === 0 ? "All passed" : `${String(failed)} failed`;
    const ms = Math.round(report.ms).toLocaleString("en-US");
    this.#summary.textContent = `${result} · ${count(report.steps.length, "step")} · ${count(report.updates, "update")} · ${ms} ms`;
    this.#root.dataset["tone"] = report.ok ? "good" : "bad";
    this.#list.replaceChildren(...report.steps.map(line));
  }
}

function line(step: StepReport): HTMLElement {
  const item = document.createElement("li");
  item.dataset["tone"] = step.ok ? "good" : "bad";
  part("report-mark", item, "span").textContent = step.ok ? "Passed" : "Failed";
  part("report-title", item, "span").textContent = `${step.number}. ${step.title}`;
  const facts = `${count(step.updates, "update")} · ${count(step.calls, "call")} · ${String(Math.round(step.ms))} ms`;
  part("report-facts", item, "span").textContent = facts;
  for (const text of [...step.failures, ...step.problems]) part("report-fault", item, "span").textContent = text;
  return item;
}

/** Saves a value as a JSON file on this machine. */
export function saveJson(value: unknown, fileName: string): void {
  const url = URL.createObjectURL(new Blob([toJson(value)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** JSON in which values that JSON cannot say are written the way scenarios write them. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, item: unknown) => {
      if (typeof item === "number" && !Number.isFinite(item)) return { $: String(item) };
      if (typeof item === "bigint") return { $: "bigint" };
      return item;
    },
    2,
  );
}
