import { layersOf } from "../../src/view/layers";

const series = (codes: readonly number[]): Parameters<typeof layersOf>[0] => ({
  codes,
  failures: codes.map((_, i) => Float64Array.of(i + 1, 10)),
});
const told = (codes: readonly number[], watched: readonly number[]): string[] =>
  layersOf(series(codes), watched).map(({ tone, label, total }) => `${tone} ${label} ${String(total)}`);

describe("layers of the failures a day", () => {
  it("keep watched codes at the bottom and the rest together", () => {
    expect(told([90002, 50171, 53003, 16000, 7000215], [50171])).toEqual([
      "watched 50171 12",
      "second 90002 11",
      "third 53003 13",
      "rest Other codes 29",
    ]);
  });

  it("draw several watched codes as one, since one colour cannot tell them apart", () => {
    expect(told([50171, 53003, 90002], [90002, 50171, 1])).toEqual(["watched 50171, 90002 24", "second 53003 12"]);
    expect(told([1, 2, 3, 4], [4, 3, 2, 1])).toEqual(["watched \u20661 +3\u2069 50"]);
  });

  it("have no watched one where none of the watched codes occurs", () => {
    expect(told([53003], [50171, 90002])).toEqual(["second 53003 11"]);
    expect(told([], [50171])).toEqual([]);
  });
});
