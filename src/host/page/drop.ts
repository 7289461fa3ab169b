import { largestPackage } from "./package";

const largestText = 256 * 1024 * 1024;

/** What a file that a person hands over is taken for, by its name. */
export type FileUse = "package" | "csv" | "scenario";

/** Says what a file is for; the error is a sentence for the person who chose it. */
export function useOf(name: string, size: number): FileUse {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const limit = extension === "pbiviz" ? largestPackage : largestText;
  if (size > limit) throw new Error(`${name} is too large: at most ${String(limit / 1024 / 1024)} MB are read`);
  if (extension === "pbiviz") return "package";
  if (extension === "csv" || extension === "tsv" || extension === "txt") return "csv";
  if (extension === "json") return "scenario";
  throw new Error(`${name} is no .pbiviz, .csv or .json file`);
}

/** Takes files that are dragged onto the page; a cover keeps the frames from getting them. */
export class DropArea {
  readonly #cover: HTMLElement;

  constructor(cover: HTMLElement, onFiles: (files: File[]) => void) {
    this.#cover = cover;
    window.addEventListener("dragenter", (event) => {
      if (event.dataTransfer?.types.includes("Files")) this.show();
    });
    window.addEventListener("dragover", (event) => {
      event.preventDefault();
    });
    cover.addEventListener("dragleave", () => {
      this.#hide();
    });
    window.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#hide();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    });
  }

  show(): void {
    this.#cover.hidden = false;
  }

  #hide(): void {
    this.#cover.hidden = true;
  }
}
