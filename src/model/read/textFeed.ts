/** Bytes of a file as text, in pieces: UTF-8, or UTF-16 told by its byte-order mark or by its zero bytes. */
export class TextFeed {
  private decoder: TextDecoder | null = null;
  private first = new Uint8Array(0);
  private replaced = false;

  /** The text of the bytes so far that was not returned yet. */
  push(bytes: Uint8Array): string {
    if (this.decoder !== null) return this.noted(this.decoder.decode(bytes, { stream: true }));
    this.first = joined(this.first, bytes);
    return this.first.length < 2 ? "" : this.start();
  }

  /** What is left at the end of the file. */
  end(): string {
    const before = this.decoder === null ? this.start() : "";
    return before + this.noted(this.decoder?.decode() ?? "");
  }

  /** True when bytes were met that are not text in the file's encoding; they read as U+FFFD. */
  get hasUnreadable(): boolean {
    return this.replaced;
  }

  private start(): string {
    const { first } = this;
    // The decoder takes the byte-order mark away by itself.
    this.decoder = new TextDecoder(encodingOf(first));
    this.first = new Uint8Array(0);
    return this.noted(this.decoder.decode(first, { stream: true }));
  }

  private noted(text: string): string {
    this.replaced ||= text.includes("\uFFFD");
    return text;
  }
}

/** The encoding that a file's first two bytes show. */
function encodingOf([a = 1, b = 1]: Uint8Array): string {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return "utf-16be";
  return "utf-8";
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
