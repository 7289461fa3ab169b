const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;
const encrypted = 1;
const stored = 0;
const deflated = 8;

/** What the files of an archive may add up to: a bomb must not fill the memory of the page. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Reads the files of a zip archive by its central directory. Only stored and deflated entries are known. Every error says
 * what is wrong with the file in words for the person who chose it.
 */
export async function unzip(archive: ArrayBuffer): Promise<Map<string, Uint8Array>> {
  const view = new DataView(archive);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const files = new Map<string, Uint8Array>();
  let left = mostBytes;
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > archive.byteLength || view.getUint32(at, true) !== directoryEntry) throw new Error(damaged);
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > archive.byteLength) throw new Error(damaged);
    const name = new TextDecoder().decode(new Uint8Array(archive, at + 46, nameLength));
    if ((view.getUint16(at + 8, true) & encrypted) !== 0) throw new Error(`${name} in the archive is encrypted`);
    if (!name.endsWith("/")) {
      const bytes = await readEntry(view, at, name, left);
      left -= bytes.byteLength;
      files.set(name, bytes);
    }
    at = next;
  }
  return files;
}

const damaged = "The archive's directory is damaged: was the file copied completely?";

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at--) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw new Error("This is not a zip archive, or its end is missing");
}

async function readEntry(view: DataView, directory: number, name: string, left: number): Promise<Uint8Array> {
  const method = view.getUint16(directory + 10, true);
  const size = view.getUint32(directory + 20, true);
  const header = view.getUint32(directory + 42, true);
  if (header + 30 > view.byteLength || view.getUint32(header, true) !== localEntry) throw new Error(damaged);
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + size > view.byteLength) throw new Error(damaged);
  const bytes = new Uint8Array(view.buffer as ArrayBuffer, start, size);
  if (method === stored) return bytes;
  if (method !== deflated) throw new Error(`${name} is compressed in a way that is not known (${String(method)})`);
  return inflate(bytes, name, left);
}

async function inflate(bytes: Uint8Array<ArrayBuffer>, name: string, left: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Error(`${name} in the archive is damaged: it cannot be unpacked`);
    });
    if (done) break;
    length += value.byteLength;
    if (length > left) {
      void reader.cancel();
      throw new Error(`The archive unpacks to more than ${String(mostBytes / 1024 / 1024)} MB`);
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
