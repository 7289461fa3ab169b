import type powerbi from "powerbi-visuals-api";

type Table = powerbi.DataViewTable;
type Columns = Table["columns"];
type Identity = NonNullable<Table["identity"]>[number];
type Builder = () => powerbi.visuals.ISelectionIdBuilder;

/** Rows of one principal that can be selected; why so many: docs/certification.md. */
export const MOST_ROWS = 1000;
/** Identities kept in all: beyond, each principal still keeps its first one. */
const MOST_KEPT = 250_000;

interface Rows {
  readonly columns: Columns;
  readonly identities: Identity[];
  /** Rows of the principal, those beyond the limits included. */
  total: number;
}

/**
 * Remembers the row identities of each principal, so that a selection, a context menu or a drill-through can name it
 * after its windows of rows are gone.
 */
export class Identities {
  private readonly rows = new Map<string, Rows>();
  private kept = 0;

  remember(principal: string, table: Table, row: number): void {
    const identity = table.identity?.[row];
    if (identity === undefined) return;
    const known = this.rows.get(principal);
    if (known === undefined) {
      this.rows.set(principal, { columns: table.columns, identities: [identity], total: 1 });
      return;
    }
    known.total++;
    if (known.identities.length >= MOST_ROWS || this.kept >= MOST_KEPT) return;
    known.identities.push(identity);
    this.kept++;
  }

  /** Selection ids of a principal's rows, at most `most`; none where the host gave no identity. */
  idsOf(principal: string, builder: Builder, most = MOST_ROWS): powerbi.visuals.ISelectionId[] {
    const rows = this.rows.get(principal);
    if (rows === undefined) return [];
    const identities = rows.identities.slice(0, most);
    const table: Table = { columns: rows.columns, rows: [], identity: identities };
    return identities.map((_, row) => builder().withTable(table, row).createSelectionId());
  }

  total(principal: string): number {
    return this.rows.get(principal)?.total ?? 0;
  }

  /** Principals of which at least one row can be selected. */
  principals(): Iterable<string> {
    return this.rows.keys();
  }

  clear(): void {
    this.rows.clear();
    this.kept = 0;
  }
}
