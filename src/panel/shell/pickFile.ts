import { attrs, el } from "../../view/dom";

/** Lets the reader pick a file of facts; null where nothing was picked. */
export function pickFile(): Promise<File | null> {
  const input = attrs(el("input"), { type: "file", accept: ".csv,.json,.ndjson,.jsonl,.gz" });
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}
