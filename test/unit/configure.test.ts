import fc from "fast-check";
import { exportDocument } from "../../src/export";
import { Model, type Settings, type Snapshot } from "../../src/model";
import { Loader } from "../../src/powerbi/loader";
import { readCsv } from "../../src/model/read/csv";
import { fixture, NOW, SOURCE } from "../support/load";

const SAMPLE = fixture("assets/sample.csv");

function modelWith(settings?: Settings): Model {
  const model = settings === undefined ? new Model(NOW) : new Model(NOW, settings);
  readCsv(SAMPLE, (rows, columns) => model.append(rows, columns));
  return model;
}

const state = (snapshot: Snapshot): unknown => [
  exportDocument(snapshot, { generatedAt: NOW, marks: () => null, scope: { kind: "all" } as const }),
  snapshot.totals,
  snapshot.watchedCodes,
  [...snapshot.columns.grade],
];

const settings = fc.record<Settings>({
  cloud: fc.constantFrom("public", "usgov", "china"),
  thresholds: fc.dictionary(
    fc.constantFrom("secret-lifetime-extreme", "secret-lifetime", "expiring", "certificate-lifetime", "unused"),
    fc.integer({ min: 1, max: 3650 }),
  ),
  watchedCodes: fc.uniqueArray(fc.constantFrom(50171, 7000222, 700016, 1), { minLength: 1 }),
});

describe("other settings for rows that were read before", () => {
  it("give what a new model with those settings gives, however often they change", () => {
    const model = modelWith();
    fc.assert(
      fc.property(settings, (next) => {
        model.configure(next);
        expect(state(model.snapshot(SOURCE))).toEqual(state(modelWith(next).snapshot(SOURCE)));
      }),
      { numRuns: 12 },
    );
  });

  it("leave a snapshot that was taken before as it is", () => {
    const model = modelWith();
    const before = model.snapshot(SOURCE);
    const grades = [...before.columns.grade];
    model.configure({ cloud: "public", thresholds: { expiring: 3650 }, watchedCodes: [1] });
    expect([...before.columns.grade]).toEqual(grades);
    expect(before.watchedCodes).toEqual([50171]);
    expect([...model.snapshot(SOURCE).columns.grade]).not.toEqual(grades);
  });
});

describe("the loader's settings", () => {
  const columns = [
    { displayName: "", roles: { servicePrincipalId: true } },
    { displayName: "", roles: { resultType: true } },
  ];
  const view = { table: { columns, rows: [["a", "50171"]] }, metadata: { columns } } as never;
  const other: Settings = { cloud: "china", thresholds: {}, watchedCodes: [1, 2] };

  it("apply to what was read and to what is read later, and say whether they are new", () => {
    const loader = new Loader(() => NOW, undefined);
    expect(loader.configure(other)).toBe(true);
    expect(loader.configure({ ...other })).toBe(false);
    loader.read(view, 0);
    expect(loader.snapshot()?.watchedCodes).toEqual([1, 2]);
    expect(loader.configure({ ...other, watchedCodes: [3] })).toBe(true);
    expect(loader.read(view, 0)).toBe("unchanged");
    expect(loader.snapshot()?.watchedCodes).toEqual([3]);
  });
});
