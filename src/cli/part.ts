import type { Snapshot } from "../model/types";

/** The snapshot with some of its principals alone, as exporters see it. */
export function part(snapshot: Snapshot, indices: readonly number[]): Snapshot {
  const { columns } = snapshot;
  return {
    ...snapshot,
    columns: { ...columns, count: indices.length, id: indices.map((index) => columns.id[index] ?? "") },
    principal: (index) => snapshot.principal(indices[index] ?? -1),
  };
}
