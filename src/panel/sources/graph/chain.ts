import { TroubleError, type Trouble } from "../../trouble";
import { say } from "../../words";
import { hashOf } from "./hash";

type Row = Readonly<Record<string, unknown>>;

/** How far a chain of pages was read; kept for another try. */
export interface ChainRest {
  /** The next page; null for the first one. */
  readonly next: string | null;
  /** How often each row was handed on, by the hash of what makes it the same row. */
  readonly given: ReadonlyMap<number, number>;
  /** Where pages are read again from the first on: rows that were given and have not come again yet. They are left out. */
  readonly left: ReadonlyMap<number, number> | null;
}

export const START: ChainRest = { next: null, given: new Map(), left: null };

/** The same chain from its first page on, without what was given. */
const fromStart = ({ given }: Pick<ChainRest, "given">): ChainRest => ({ next: null, given, left: new Map(given) });

export interface ChainTask {
  readonly first: string;
  readonly rest: ChainRest;
  get(url: string): Promise<unknown>;
  /** What makes a row the same row when it is read again. */
  keyOf(row: Row): string;
  /** Takes a page's new rows; `context` names their kind. */
  take(rows: readonly Row[], context: string): void;
  /** Told after each page how far the chain was read. */
  keep(rest: ChainRest): void;
  /** What a broken chain's trouble says besides. */
  readonly about: Omit<Trouble, "kind">;
}

/** No service sends more pages without a row; a chain that does would never end. */
const MOST_EMPTY = 50;
/** Faults of the address itself: the service has forgotten the page that it named. */
const LOST = [400, 404, 410];

/**
 * Reads a chain of pages to its end. A page that the service has forgotten starts the chain again, once, without giving a row twice.
 * Throws what `get` throws, or "brokenChain"; everything before it was taken.
 */
export async function readChain(task: ChainTask): Promise<void> {
  let { rest } = task;
  const wasMidway = rest.next !== null;
  for (let restarts = 0; ; restarts++) {
    try {
      await readFrom(rest, task, (next) => {
        rest = next;
        task.keep(next);
      });
      return;
    } catch (error) {
      if (!(error instanceof TroubleError) || !isLost(error.trouble, rest)) throw error;
      rest = fromStart(rest);
      task.keep(rest);
      // A page that was kept from an earlier load may well have expired; one of this load should not have.
      if (restarts > (wasMidway ? 1 : 0)) throw broken(task, "graphLostPage", error.trouble);
    }
  }
}

async function readFrom(rest: ChainRest, task: ChainTask, keep: (rest: ChainRest) => void): Promise<void> {
  const { first, about } = task;
  const given = new Map(rest.given);
  const left = rest.left === null ? null : new Map(rest.left);
  const visited = new Set<string>();
  let url = rest.next ?? first;
  for (let empty = 0; ;) {
    visited.add(url);
    const page = pageOf(await task.get(url), about);
    const rows = page.rows.filter((row) => isNew(row, task, given, left));
    if (rows.length > 0) task.take(rows, page.context);
    const { next } = page;
    if (next === null) return;
    empty = page.rows.length === 0 ? empty + 1 : 0;
    const fault = linkFault(next, first, visited, empty);
    // Once the chain is broken only its beginning can be trusted.
    keep(fault === null ? { next, given, left } : fromStart({ given }));
    if (fault !== null) throw broken(task, fault);
    url = next;
  }
}

function isNew(row: Row, task: ChainTask, given: Map<number, number>, left: Map<number, number> | null): boolean {
  const key = hashOf(task.keyOf(row));
  const count = left?.get(key) ?? 0;
  if (count > 0) {
    left?.set(key, count - 1);
    return false;
  }
  given.set(key, (given.get(key) ?? 0) + 1);
  return true;
}

interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly context: string;
}

function pageOf(answer: unknown, about: Omit<Trouble, "kind">): Page {
  const page = (typeof answer === "object" && answer !== null ? answer : {}) as Row;
  const { value, "@odata.nextLink": next, "@odata.context": context } = page;
  if (!Array.isArray(value)) throw new TroubleError({ ...about, kind: "server", detail: say("graphNoPage") });
  const rows = value.filter((row): row is Row => typeof row === "object" && row !== null && !Array.isArray(row));
  return {
    rows,
    next: typeof next === "string" && next !== "" ? next : null,
    context: typeof context === "string" ? context : "",
  };
}

type LinkFault = "graphForeignLink" | "graphRepeatedLink" | "graphEmptyPages";

/** The token goes to no other host, and no chain goes in circles. */
function linkFault(next: string, first: string, visited: ReadonlySet<string>, empty: number): LinkFault | null {
  if (!isSameHost(next, first)) return "graphForeignLink";
  if (visited.has(next)) return "graphRepeatedLink";
  return empty > MOST_EMPTY ? "graphEmptyPages" : null;
}

function isSameHost(next: string, first: string): boolean {
  try {
    const { origin, protocol, username, password } = new URL(next);
    return protocol === "https:" && origin === new URL(first).origin && username === "" && password === "";
  } catch {
    return false;
  }
}

function isLost({ kind, status }: Trouble, rest: ChainRest): boolean {
  return kind === "refused" && rest.next !== null && LOST.includes(status ?? 0);
}

function broken(task: ChainTask, words: LinkFault | "graphLostPage", cause: Partial<Trouble> = {}): TroubleError {
  return new TroubleError({ ...cause, ...task.about, kind: "brokenChain", detail: say(words) });
}
