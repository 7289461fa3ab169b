import { own } from "../read/own";

/** Gives each distinct text a small integer, in order of first appearance. */
export class Interner {
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];

  /** `first` gets the ids 0, 1, … before anything else is seen. */
  constructor(first: readonly string[] = []) {
    for (const text of first) this.of(text);
  }

  /** The id of a text, new if it was not seen before. */
  of(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    const kept = own(text);
    this.ids.set(kept, id);
    this.texts.push(kept);
    return id;
  }

  /** The id of a text, or -1 if it was never interned. */
  find(text: string): number {
    return this.ids.get(text) ?? -1;
  }

  text(id: number): string {
    return this.texts[id] ?? "";
  }

  get size(): number {
    return this.texts.length;
  }
}
