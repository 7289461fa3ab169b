const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const stored = 0;
const deflated = 8;

/** Reads the files of a zip archive by its central directory. Only stored and deflated entries are known. */
export async function unzip(archive: ArrayBuffer): Promise<Map<string, Uint8Array>> {
  const view = new DataView(archive);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry++) {
    if (view.getUint32(at, true) !== directoryEntry) throw new Error("The archive's directory is damaged");
    const method = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const skipped = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new TextDecoder().decode(new Uint8Array(archive, at + 46, nameLength));
    if (!name.endsWith("/")) files.set(name, await readEntry(archive, view.getUint32(at + 42, true), size, method));
    at += 46 + nameLength + skipped;
  }
  return files;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) if (view.getUint32(at, true) === endOfDirectory) return at;
  throw new Error("This is not a zip archive");
}

async function readEntry(archive: ArrayBuffer, header: number, size: number, method: number): Promise<Uint8Array> {
  const view = new DataView(archive);
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  const bytes = new Uint8Array(archive, start, size);
  if (method === stored) return bytes;
  if (method !== deflated) throw new Error(`Compression method ${String(method)} is not known`);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
