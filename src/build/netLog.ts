import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Events of Chromium's network log in which something is reached, with the address in their parameters. */
const CONNECTS = ["TCP_CONNECT_ATTEMPT", "UDP_CONNECT", "QUIC_SESSION"] as const;

const HERE = /^(127\.0\.0\.1|\[::1\]):\d+$/;

/** What a browser's own network log says it reached. */
export interface Reached {
  /** Connections to this machine. */
  readonly local: number;
  /** Addresses of other machines that it tried to reach, each once. */
  readonly foreign: readonly string[];
}

/**
 * Reads a log that Chromium wrote with `--log-net-log`, an event a line. UDP sockets that send nothing are left out: with
 * them the browser asks its own machine which of its addresses would be used.
 */
export async function readNetLog(file: string): Promise<Reached> {
  let types = new Map<number, string>();
  let local = 0;
  const foreign = new Set<string>();
  const udp = new Map<number, string>();
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    if (types.size === 0) {
      const found = /"logEventTypes":(\{[^}]*\})/.exec(line)?.[1];
      if (found !== undefined) {
        const ids = Object.entries(JSON.parse(found) as Record<string, number>);
        types = new Map(ids.map(([name, id]): [number, string] => [id, name]));
      }
      continue;
    }
    const event = eventOf(line);
    const type = types.get(event?.type ?? -1) ?? "";
    if (event === null) continue;
    if (type === "UDP_BYTES_SENT") {
      const to = udp.get(event.source.id) ?? event.params?.address;
      if (to !== undefined && !HERE.test(to)) foreign.add(to);
      continue;
    }
    const address = event.params?.address;
    if (address === undefined || !CONNECTS.some((one) => one === type)) continue;
    if (type === "UDP_CONNECT") udp.set(event.source.id, address);
    else if (HERE.test(address)) local += 1;
    else foreign.add(address);
  }
  return { local, foreign: [...foreign] };
}

interface NetEvent {
  readonly type: number;
  readonly source: { readonly id: number };
  readonly params?: { readonly address?: string };
}

/** The event of a line; null for what begins or ends the file, and for a line that was cut off. */
function eventOf(line: string): NetEvent | null {
  if (!line.startsWith("{") || !line.includes('"source"')) return null;
  try {
    return JSON.parse(line.replace(/[,\]}\s]*$/, (end) => end.replace(/,\s*$/, ""))) as NetEvent;
  } catch {
    return null;
  }
}
