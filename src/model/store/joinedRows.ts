import { SIGN_IN_FIELDS, type ColumnMap } from "../fields";
import type { Cells } from "../read/cells";
import { ints } from "./grow";
import { Interner } from "./interner";

const WIDTH = SIGN_IN_FIELDS.length;

/**
 * Remembers the sign-in fields of rows that also carry held fields. A query that joins credentials to sign-ins repeats
 * each sign-in once for every credential; rows that agree in all sign-in fields are one sign-in row.
 */
export class JoinedRows {
  private readonly values = new Interner();
  private readonly tuples = ints();
  private table = new Int32Array(256).fill(-1);
  private readonly tuple = new Int32Array(WIDTH);

  /** True the first time a combination of sign-in fields is seen. */
  addIfNew(row: Cells, columns: ColumnMap): boolean {
    for (let i = 0; i < WIDTH; i++) {
      const column = columns[SIGN_IN_FIELDS[i] as (typeof SIGN_IN_FIELDS)[number]];
      this.tuple[i] = this.values.of(keyOf(column < 0 ? null : row[column]));
    }
    if ((this.count + 1) * 2 > this.table.length) this.grow();
    const slot = this.slotOf(this.tuple, 0);
    if ((this.table[slot] as number) >= 0) return false;
    this.table[slot] = this.count;
    for (const value of this.tuple) this.tuples.push(value);
    return true;
  }

  private get count(): number {
    return this.tuples.length / WIDTH;
  }

  private slotOf(from: Int32Array, offset: number): number {
    const mask = this.table.length - 1;
    let hash = 0x811c9dc5;
    for (let i = 0; i < WIDTH; i++) hash = Math.imul(hash ^ (from[offset + i] as number), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = this.table[slot] as number;
      if (id < 0 || this.same(id, from, offset)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private same(id: number, from: Int32Array, offset: number): boolean {
    for (let i = 0; i < WIDTH; i++) if (this.tuples.at(id * WIDTH + i) !== from[offset + i]) return false;
    return true;
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    const { data } = this.tuples;
    for (let id = 0; id < this.count; id++) this.table[this.slotOf(data, id * WIDTH)] = id;
  }
}

function keyOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return `d${String(cell.getTime())}`;
  if (typeof cell === "string") return `s${cell}`;
  return typeof cell === "number" || typeof cell === "boolean" ? `${typeof cell}${String(cell)}` : "o";
}
