import { own } from "../read/own";

/** Keeps, for each index, the non-empty text with the newest time; equal times keep the smaller text. */
export class LatestTexts {
  private readonly texts: string[] = [];
  private readonly times: number[] = [];

  /** `time` in epoch ms or NaN where the row has none. The order of calls does not matter. */
  offer(index: number, text: string, time: number): void {
    if (text === "") return;
    const when = Number.isNaN(time) ? -Infinity : time;
    const known = this.texts[index];
    if (known === undefined) {
      while (this.texts.length < index) {
        this.texts.push("");
        this.times.push(-Infinity);
      }
      this.texts[index] = own(text);
      this.times[index] = when;
      return;
    }
    const since = this.times[index] as number;
    if (known === "" || when > since || (when === since && text < known)) {
      if (text !== known) this.texts[index] = own(text);
      this.times[index] = when;
    }
  }

  at(index: number): string {
    return this.texts[index] ?? "";
  }

  /** Time of the text kept, -Infinity where it has none. */
  timeAt(index: number): number {
    return this.times[index] ?? -Infinity;
  }
}
