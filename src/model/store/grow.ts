type Typed = Int32Array | Float64Array;

/** A typed column that grows by doubling. `data` is longer than `length` and is replaced when it grows. */
class Grow<A extends Typed> {
  length = 0;

  constructor(
    public data: A,
    private readonly make: (size: number) => A,
  ) {}

  push(value: number): number {
    if (this.length === this.data.length) {
      const bigger = this.make(this.data.length * 2);
      bigger.set(this.data);
      this.data = bigger;
    }
    this.data[this.length] = value;
    return this.length++;
  }

  /** The value at an index that is known to exist. */
  at(index: number): number {
    return this.data[index] as number;
  }

  /** A copy of exactly the used part. */
  copy(): A {
    return this.data.slice(0, this.length) as A;
  }
}

export type Ints = Grow<Int32Array>;
export type Floats = Grow<Float64Array>;

export const ints = (): Ints => new Grow(new Int32Array(64), (size) => new Int32Array(size));
export const floats = (): Floats => new Grow(new Float64Array(64), (size) => new Float64Array(size));
