import type powerbi from "powerbi-visuals-api";
import { formatFor } from "../view/format";
import { text } from "../view/strings";
import { type Identities, MOST_ROWS } from "./identities";

type Host = powerbi.extensibility.visual.IVisualHost;
type Id = powerbi.visuals.ISelectionId;

/**
 * Keeps the report's selection in step with the principals that the reader chose: a principal is selected with all its
 * rows, up to MOST_ROWS in all. What the host selects (a bookmark) comes back as principals.
 */
export class Selecting {
  private readonly manager: powerbi.extensibility.ISelectionManager | undefined;
  private readonly chosen = new Set<string>();
  private incoming: readonly Id[] | null = null;
  /** Rows were still being read when the reader chose: the rest is added when they are in. */
  private growing = false;

  /** `show` is told the principals of a selection that came from the host. */
  constructor(
    private readonly host: Host | undefined,
    private readonly identities: Identities,
    private readonly show: (keys: readonly string[]) => void,
  ) {
    this.manager = host?.createSelectionManager?.();
    this.manager?.registerOnSelectCallback?.((ids) => {
      if (!this.allowed) return;
      this.incoming = Array.isArray(ids) ? (ids as Id[]) : [];
      this.growing = false;
      this.take(false);
    });
  }

  get keys(): ReadonlySet<string> {
    return this.chosen;
  }

  /**
   * Selects one principal, or nothing for null; `add` adds it to the others or takes it away. Returns a line for the
   * reader where not all rows fit, else an empty text.
   */
  choose(key: string | null, add: boolean, loading: boolean): string {
    if (!this.allowed) return "";
    this.incoming = null;
    this.growing = loading;
    if (key === null) {
      this.clear();
      return "";
    }
    if (add && this.chosen.delete(key)) {
      const held = this.held();
      this.toggle(this.idsOf(key).filter((id) => held.has(id.getKey())));
      return "";
    }
    if (add) return this.add(key);
    this.chosen.clear();
    this.chosen.add(key);
    const ids = this.idsOf(key);
    const held = this.held();
    const same = held.size === ids.length && ids.every((id) => held.has(id.getKey()));
    if (ids.length === 0) this.drop();
    else if (!same) quietly(this.manager?.select(ids, false));
    return this.words(ids.length, this.identities.total(key));
  }

  /** After rows were read: adds those of the chosen principals that came later, and takes up what waited for them. */
  settle(loading: boolean): void {
    if (this.incoming !== null) this.take(!loading);
    if (loading || !this.growing) return;
    this.growing = false;
    for (const key of this.chosen) this.add(key);
  }

  contextMenu(key: string | undefined, x: number, y: number): void {
    const [id] = key === undefined ? [] : this.idsOf(key, 1);
    quietly(this.manager?.showContextMenu(id ?? {}, { x, y }));
  }

  /** Selection ids of a principal, at most `most`. */
  idsOf(key: string, most = MOST_ROWS): Id[] {
    const { host } = this;
    return host === undefined ? [] : this.identities.idsOf(key, () => host.createSelectionIdBuilder(), most);
  }

  private get allowed(): boolean {
    return this.host?.hostCapabilities?.allowInteractions !== false;
  }

  /** Adds what is missing of a principal: the host takes selected ids away when they are selected once more. */
  private add(key: string): string {
    this.chosen.add(key);
    const held = this.held();
    const ids = this.idsOf(key);
    const missing = ids.filter((id) => !held.has(id.getKey()));
    const room = Math.max(0, MOST_ROWS - held.size);
    this.toggle(missing.slice(0, room));
    const selected = ids.length - Math.max(0, missing.length - room);
    return this.words(selected, this.identities.total(key));
  }

  private toggle(ids: Id[]): void {
    if (ids.length > 0) quietly(this.manager?.select(ids, true));
  }

  private clear(): void {
    this.chosen.clear();
    this.drop();
  }

  private drop(): void {
    if (this.manager?.hasSelection() === true) quietly(this.manager.clear());
  }

  private held(): Set<string> {
    return new Set((this.manager?.getSelectionIds() as Id[] | undefined)?.map((id) => id.getKey()));
  }

  /** Finds the principals of a selection from outside. `last`: no more rows will come, so that the rest is foreign. */
  private take(last: boolean): void {
    const wanted = new Set(this.incoming?.map((id) => id.getKey()));
    const found = new Set<string>();
    for (const key of this.identities.principals()) {
      if (wanted.size === 0) break;
      for (const id of this.idsOf(key)) if (wanted.delete(id.getKey())) found.add(key);
    }
    if (wanted.size > 0 && !last && found.size === 0) return;
    if (wanted.size === 0 || last) this.incoming = null;
    this.chosen.clear();
    for (const key of found) this.chosen.add(key);
    this.show([...found]);
  }

  private words(selected: number, total: number): string {
    if (selected >= total) return "";
    const format = formatFor(this.host?.locale ?? "en-US", undefined);
    return text("selectedPart", format.number(selected), format.number(total), format.number(MOST_ROWS));
  }
}

/** A host that refuses a selection leaves the visual as it is; an unhandled refusal would be an error in its console. */
function quietly(asked: powerbi.IPromise<unknown> | undefined): void {
  asked?.then(
    () => undefined,
    () => undefined,
  );
}
