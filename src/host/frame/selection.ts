import type powerbi from "powerbi-visuals-api";
import { observe } from "./observe";
import { resolved } from "./promises";
import type { Recorder } from "./recorder";

type SelectionId = powerbi.visuals.ISelectionId;
type Manager = powerbi.extensibility.ISelectionManager;

/** One constraint of a selection id: a row, a category, a series, a matrix node or a measure. */
interface Part {
  kind: "row" | "category" | "series" | "node" | "measure";
  value: string;
  columns?: string[];
}

function describeIdentity(identity: unknown): string | undefined {
  if (identity === undefined || identity === null) return undefined;
  const index: unknown = typeof identity === "object" ? Reflect.get(identity, "identityIndex") : undefined;
  return typeof index === "number" ? String(index) : JSON.stringify(identity);
}

function createId(parts: Part[]): SelectionId {
  const keys = new Set(parts.map((part) => `${part.kind}:${part.value}`));
  const key = JSON.stringify([...keys].sort());
  const identities = parts.filter((part) => part.kind !== "measure");
  const measure = parts.find((part) => part.kind === "measure")?.value;
  const selector = (): Record<string, unknown> => ({
    data: identities.map((part) => ({ kind: part.kind, identity: part.value })),
    ...(measure === undefined ? {} : { metadata: measure }),
  });
  return {
    equals: (other: SelectionId) => other.getKey() === key,
    // An id covers another when each of its constraints is also one of the other's.
    includes: (other: SelectionId) => {
      const others = new Set(JSON.parse(other.getKey()) as string[]);
      return [...keys].every((item) => others.has(item));
    },
    getKey: () => key,
    getSelector: selector,
    getSelectorsByColumn: () => {
      const dataMap: Record<string, string> = {};
      for (const part of identities) for (const column of part.columns ?? []) dataMap[column] = part.value;
      return { dataMap, ...(measure === undefined ? {} : { metadata: measure }) };
    },
    hasIdentity: () => identities.length > 0,
  };
}

/** Makes the id of a row, or the id a key was taken from. */
export function idFrom(source: number | string): SelectionId {
  if (typeof source === "number") return createId([{ kind: "row", value: String(source) }]);
  const keys = JSON.parse(source) as string[];
  return createId(
    keys.map((item) => {
      const colon = item.indexOf(":");
      return { kind: item.slice(0, colon) as Part["kind"], value: item.slice(colon + 1) };
    }),
  );
}

/** A builder that keeps a constraint only where the data view carries an identity for it. */
export function createSelectionIdBuilder(): powerbi.visuals.ISelectionIdBuilder {
  const parts: Part[] = [];
  const add = (kind: Part["kind"], identity: unknown, columns?: (string | undefined)[]): void => {
    const value = describeIdentity(identity);
    if (value === undefined) return;
    const names = columns?.filter((name) => name !== undefined);
    parts.push(names ? { kind, value, columns: names } : { kind, value });
  };
  const builder: powerbi.visuals.ISelectionIdBuilder = {
    withCategory(column, index) {
      add("category", column.identity?.[index], [column.source.queryName]);
      return builder;
    },
    withSeries(series, value) {
      add("series", value.identity, [series.source?.queryName]);
      return builder;
    },
    withMeasure(measureId) {
      parts.push({ kind: "measure", value: measureId });
      return builder;
    },
    withMatrixNode(node) {
      add("node", node.identity);
      return builder;
    },
    withTable(table, rowIndex) {
      const columns = table.columns.filter((column) => column.isMeasure !== true).map((column) => column.queryName);
      add("row", table.identity?.[rowIndex], columns);
      return builder;
    },
    createSelectionId: () => createId([...parts]),
  };
  return builder;
}

/** All selection managers of a visual share one selection, as they share one visual container in Power BI. */
export class Selections {
  readonly #callbacks: ((ids: powerbi.extensibility.ISelectionId[]) => void)[] = [];
  readonly #recorder: Recorder;
  readonly #interactive: () => boolean;
  #selected: SelectionId[] = [];

  constructor(recorder: Recorder, interactive: () => boolean) {
    this.#recorder = recorder;
    this.#interactive = interactive;
  }

  /** Keys of what is selected now, as a bookmark keeps them. */
  get keys(): string[] {
    return this.#selected.map((id) => id.getKey());
  }

  createManager(): Manager {
    const manager: Manager = {
      select: (ids, multiSelect = false) => {
        if (this.#interactive()) this.#select([ids].flat(), multiSelect);
        return resolved([...this.#selected]);
      },
      hasSelection: () => this.#selected.length > 0,
      clear: () => {
        this.#selected = [];
        return resolved({});
      },
      getSelectionIds: () => [...this.#selected],
      registerOnSelectCallback: (callback) => {
        this.#callbacks.push(callback);
      },
      showContextMenu: () => resolved({}),
      toggleExpandCollapse: () => resolved({}),
    };
    return observe(manager, "selectionManager", this.#recorder);
  }

  /** Sets the selection from outside, as a bookmark or another visual does, and tells the visual. */
  setFromHost(ids: SelectionId[]): void {
    this.#selected = ids;
    for (const callback of this.#callbacks) callback([...ids]);
  }

  #select(given: powerbi.extensibility.ISelectionId[], multiSelect: boolean): void {
    const ids = given as SelectionId[];
    const isSelected = (id: SelectionId): boolean => this.#selected.some((other) => other.equals(id));
    if (multiSelect) {
      const kept = this.#selected.filter((id) => !ids.some((other) => other.equals(id)));
      this.#selected = [...kept, ...ids.filter((id) => !isSelected(id))];
      return;
    }
    const same = ids.length === this.#selected.length && ids.every(isSelected);
    this.#selected = same ? [] : [...ids];
  }
}
