import type powerbi from "powerbi-visuals-api";

type Table = powerbi.DataViewTable;

/**
 * Remembers one row identity for each principal, so that a context menu or drill-through can name it after its window
 * of rows is gone. One entry a principal, none a row.
 */
export class Identities {
  private readonly tables = new Map<string, Table>();

  remember(principal: string, table: Table, row: number): void {
    const identity = table.identity?.[row];
    if (identity === undefined || this.tables.has(principal)) return;
    this.tables.set(principal, { columns: table.columns, rows: [], identity: [identity] });
  }

  /** The selection id of a principal, or null where the host gave no identity. */
  selectionId(
    principal: string,
    builder: () => powerbi.visuals.ISelectionIdBuilder,
  ): powerbi.extensibility.ISelectionId | null {
    const table = this.tables.get(principal);
    return table === undefined ? null : builder().withTable(table, 0).createSelectionId();
  }

  clear(): void {
    this.tables.clear();
  }
}
