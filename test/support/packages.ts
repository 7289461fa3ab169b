interface Entry {
  readonly name: string;
  readonly data: Buffer;
  /** 0 stored, 8 deflated. */
  readonly method?: number;
}

/** A zip archive of these entries; the bytes of a deflated one are taken as they are, right or wrong. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, method = 0 } of entries) {
    const bytes = Buffer.from(name, "utf8");
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt16LE(bytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, bytes, data);
    directory.push(entry, bytes);
    at += local.length + bytes.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** The JSON of a small visual of our own; `body` runs in its constructor with `element` and `host` at hand. */
export function visualJson(body: string, more: object = {}, before = ""): Record<string, unknown> {
  const js = `${before}
    powerbi.visuals = { plugins: { tiny: {
      create(options) {
        const { element, host } = options;
        ${body}
        return { update(o) { host.eventService.renderingStarted(o); element.textContent = "Tiny visual"; host.eventService.renderingFinished(o); } };
      },
      createModalDialog(id, options, state) { new globalThis.dialogRegistry[id](options, state); },
    } } };`;
  const visual = { guid: "tiny", displayName: "Tiny", version: "1.2.3.4" };
  return { visual, apiVersion: "5.11.0", content: { js, css: "" }, capabilities: { privileges: [] }, ...more };
}

export function packageOf(json: unknown, name = "resources/tiny.pbiviz.json"): Buffer {
  return zipOf([{ name, data: Buffer.from(typeof json === "string" ? json : JSON.stringify(json)) }]);
}
