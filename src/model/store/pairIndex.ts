import { ints, type Ints } from "./grow";

/** Numbers distinct pairs of 32-bit integers densely, in order of first appearance; open addressing, no objects. */
export class PairIndex {
  readonly left: Ints = ints();
  readonly right: Ints = ints();
  private table = new Int32Array(256).fill(-1);

  /** The number of a pair, new if it was not seen before: compare with `size` before the call to tell. */
  of(left: number, right: number): number {
    let slot = this.slotOf(left, right);
    const found = this.table[slot] as number;
    if (found >= 0) return found;
    if ((this.size + 1) * 2 > this.table.length) {
      this.grow();
      slot = this.slotOf(left, right);
    }
    const id = this.left.push(left);
    this.right.push(right);
    this.table[slot] = id;
    return id;
  }

  /** The number of a pair, or -1. */
  find(left: number, right: number): number {
    return this.table[this.slotOf(left, right)] as number;
  }

  get size(): number {
    return this.left.length;
  }

  private slotOf(left: number, right: number): number {
    const mask = this.table.length - 1;
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const id = this.table[slot] as number;
      if (id < 0 || (this.left.at(id) === left && this.right.at(id) === right)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    for (let id = 0; id < this.size; id++) this.table[this.slotOf(this.left.at(id), this.right.at(id))] = id;
  }
}
