import fc from "fast-check";
import { PART_GAP, planTile } from "../../src/view/tile/plan";

const ALL = { change: true, trend: true, worst: 3, watched: true } as const;
const needs = { parts: ALL, hasDays: true, named: 3, more: 0 };

describe("the parts of a tile", () => {
  it("never add up to more than the tile, at any size and with any parts", () => {
    const parts = fc.record({
      change: fc.boolean(),
      trend: fc.boolean(),
      worst: fc.integer({ min: -2, max: 9 }),
      watched: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 0, max: 2000 }),
          height: fc.integer({ min: 0, max: 1200 }),
          parts,
          hasDays: fc.boolean(),
          named: fc.nat(3),
          more: fc.constantFrom(0, 14),
        }),
        (wanted) => {
          const plan = planTile(wanted);
          const inner = Math.max(0, wanted.height - 2 * plan.padding);
          const column = [plan.watched, plan.chart, plan.legend].filter((one) => one > 0);
          const list = plan.rows * plan.rowHeight;
          const below = plan.aside > 0 || plan.rows === 0 ? 0 : list + 6;
          const used = plan.head + column.reduce((sum, one) => sum + one + PART_GAP, 0) + below;
          expect(used).toBeLessThanOrEqual(inner);
          if (plan.aside > 0) expect(list).toBeLessThanOrEqual(inner);
          expect(plan.rows).toBeLessThanOrEqual(Math.max(0, Math.min(3, wanted.parts.worst, wanted.named)));
          if (!wanted.parts.trend || !wanted.hasDays) expect([plan.chart, plan.legend]).toEqual([0, 0]);
          if (!wanted.parts.watched) expect(plan.watched).toBe(0);
        },
      ),
    );
  });

  it.each([
    [600, 400, { scale: "large", rows: 3, watched: 24, axes: true }],
    [320, 200, { scale: "medium", rows: 3, watched: 18, axes: false }],
    [240, 150, { scale: "medium", rows: 1, watched: 18, axes: false }],
    [200, 120, { scale: "small", rows: 0, watched: 16, axes: false }],
    [120, 80, { scale: "tiny", rows: 0, watched: 0, chart: 0 }],
  ])("fill %d × %d", (width, height, expected) => {
    const plan = planTile({ ...needs, width, height });
    expect(plan).toMatchObject(expected);
    if (plan.scale !== "tiny") expect(plan.chart).toBeGreaterThanOrEqual(30);
  });

  it("leave their room to the others where the report's author switched them off", () => {
    const size = { ...needs, width: 240, height: 150 };
    const all = planTile(size);
    expect(planTile({ ...size, parts: { ...ALL, trend: false } }).rows).toBeGreaterThan(all.rows);
    expect(planTile({ ...size, parts: { ...ALL, worst: 0 } }).chart).toBeGreaterThan(all.chart);
    expect(planTile({ ...size, parts: { ...ALL, watched: false } }).rows).toBeGreaterThanOrEqual(all.rows);
  });
});
