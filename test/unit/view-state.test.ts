import fc from "fast-check";
import type { CaseQuestion, PrincipalColumns } from "../../src/model/types";
import { mergeOrders, sortNames, sortText } from "../../src/view/names";
import {
  ALL_FAILING,
  amongPresent,
  createOrders,
  INITIAL_STATE,
  isFiltered,
  type Listed,
  type ListState,
  NO_FAILURES,
  NO_SIGN_INS,
  type Sort,
  type SortKey,
  toggleSort,
} from "../../src/view/state";

interface Row {
  readonly name: string;
  readonly appId: string;
  readonly signIns: number;
  readonly failures: number;
  readonly lastFailure: number;
  readonly topCode: number;
  readonly grade: number;
  readonly status: number;
  readonly nextExpiry: number;
}

const CODES = [50171, 7000222, 53003, 700016];

const name = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom("sp-siskin-etl", "sp-siskin-export", "SP-Siskin-ETL", "مزامنة", "İstanbul", "", "a\nb", "a\0b", "ab"),
  fc.nat(30).map((n) => `a-rather-long-common-prefix-of-many-principals-in-one-and-the-same-tenant-${n}`),
);

const row: fc.Arbitrary<Row> = fc.record({
  name,
  appId: fc.oneof(
    fc.constant(""),
    fc.uuid().map((id) => id.toUpperCase()),
  ),
  signIns: fc.nat(2),
  failures: fc.nat(4),
  lastFailure: fc.oneof(fc.constant(NaN), fc.nat(5)),
  topCode: fc.constantFrom(-1, ...CODES),
  grade: fc.nat(4),
  status: fc.constantFrom(0, 1, 2, 3, 4, 5, 255),
  nextExpiry: fc.oneof(fc.constant(NaN), fc.nat(3)),
});

const rows = fc.array(row, { maxLength: 60 });

const sort: fc.Arbitrary<Sort> = fc.record({
  key: fc.constantFrom<SortKey>("name", "failures", "topCode", "posture", "expiry", "lastFailure", "status"),
  descending: fc.boolean(),
});

const state: fc.Arbitrary<ListState> = fc.record({
  query: fc.oneof(
    fc.constant(""),
    fc.constantFrom("s", "SISKIN", " etl ", "a-", "f", "1", "مز", "i̇"),
    fc.string({ maxLength: 2 }),
  ),
  code: fc.option(fc.constantFrom(...CODES)),
  grade: fc.option(fc.nat(4)),
  status: fc.option(fc.constantFrom(0, 1, 2, 3, 4, 5, ALL_FAILING, NO_FAILURES, NO_SIGN_INS)),
  among: fc.option(fc.subarray(["id-0", "id-1", "id-2", "id-7", "gone"])),
  resource: fc.option(fc.constantFrom("r-0", "r-1", "gone")),
  days: fc.option(fc.constantFrom(1, 3, 0, -1, -2)),
  group: fc.constantFrom<ListState["group"]>("none", "resource", "code"),
  sort,
});

function columnsOf(all: readonly Row[]): PrincipalColumns {
  return {
    count: all.length,
    id: all.map((_, i) => `id-${i}`),
    name: all.map((one) => one.name),
    appId: all.map((one) => one.appId),
    signIns: Float64Array.from(all, (one) => one.signIns),
    failures: Float64Array.from(all, (one) => one.failures),
    lastFailure: Float64Array.from(all, (one) => one.lastFailure),
    topCode: Int32Array.from(all, (one) => one.topCode),
    grade: Uint8Array.from(all, (one) => one.grade),
    status: Uint8Array.from(all, (one) => one.status),
    failing: Uint8Array.from(all, (one) => (one.status < 3 ? 1 : 0)),
    nextExpiry: Float64Array.from(all, (one) => one.nextExpiry * DAY),
  };
}

const DAY = 86_400_000;
/** Times and ends of the rows above are days. */
const NOW = 1 * DAY;
const AS_OF = 5;

/** Every row is one case, on the resource r-0 or r-1 by its failures. */
const answers = (one: Row, { code, resource, days }: CaseQuestion): boolean =>
  (code === null || one.topCode === code) &&
  (resource === null || `r-${one.failures % 2}` === resource) &&
  (days === null || one.lastFailure >= AS_OF - days);

const listedOf = (all: readonly Row[]): Listed => ({
  columns: columnsOf(all),
  now: NOW,
  withCases: (question) => Uint8Array.from(all, (one) => Number(answers(one, question))),
});

/** Compares numbers; missing ones come last whichever way round. */
function byNumber(a: number, b: number, descending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return descending ? b - a : a - b;
}

function matchesStatus(one: Row, wanted: number | null): boolean {
  switch (wanted) {
    case null:
      return true;
    case ALL_FAILING:
      return one.status < 3;
    case NO_FAILURES:
      return one.status === 255 && one.signIns > 0;
    case NO_SIGN_INS:
      return one.status === 255 && one.signIns === 0;
    default:
      return one.status === wanted;
  }
}

/** The slow and obvious way. */
function naive(
  all: readonly Row[],
  { query, code, grade, status, among, resource, days, sort: { key, descending } }: ListState,
): number[] {
  const wanted = query
    .trim()
    .replaceAll(/[\0\r\n]/g, "")
    .toLowerCase();
  const matching = all
    .map((_, i) => i)
    .filter((i) => {
      const one = all[i] as Row;
      const texts = [sortText(one.name), one.appId.toLowerCase(), `id-${i}`];
      return (
        texts.some((text) => text.includes(wanted)) &&
        (code === null && resource === null && !(days !== null && days > 0)
          ? true
          : answers(one, { code, resource, days: days !== null && days > 0 ? days : null })) &&
        (days !== 0 || one.nextExpiry * DAY <= NOW) &&
        (days === null || days >= 0 || (one.nextExpiry * DAY > NOW && one.nextExpiry * DAY <= NOW - days * DAY)) &&
        (grade === null || one.grade === grade) &&
        matchesStatus(one, status) &&
        (among === null || among.includes(`id-${i}`))
      );
    });
  const byName = (a: number, b: number): number => {
    const x = sortText((all[a] as Row).name);
    const y = sortText((all[b] as Row).name);
    return x < y ? -1 : x > y ? 1 : a - b;
  };
  const value = (one: Row): number => {
    switch (key) {
      case "failures":
        return one.failures;
      case "topCode":
        return one.topCode < 0 ? NaN : one.topCode;
      case "lastFailure":
        return one.lastFailure;
      case "expiry":
        return one.nextExpiry;
      case "posture":
        return -one.grade;
      default:
        return (one.status < 3 ? 1000 : 0) + 255 - one.status;
    }
  };
  return matching.sort((a, b) => {
    if (key === "name") return descending ? byName(b, a) : byName(a, b);
    const x = all[a] as Row;
    const y = all[b] as Row;
    return (
      byNumber(value(x), value(y), descending) ||
      (key === "posture" ? byNumber(x.nextExpiry, y.nextExpiry, false) : 0) ||
      byNumber(x.failures, y.failures, true) ||
      byName(a, b)
    );
  });
}

describe("the list's order", () => {
  test("is the naive one for every search, filter and sort", () => {
    fc.assert(
      fc.property(rows, fc.array(state, { minLength: 1, maxLength: 4 }), (all, states) => {
        const orders = createOrders();
        const listed = listedOf(all);
        for (const one of states) expect([...orders.of(listed, one)]).toEqual(naive(all, one));
      }),
      { numRuns: 400 },
    );
  });

  test("stays right while principals are added", () => {
    fc.assert(
      fc.property(rows, rows, state, (before, added, one) => {
        const orders = createOrders();
        orders.of(listedOf(before), INITIAL_STATE);
        const all = [...before, ...added];
        expect([...orders.of(listedOf(all), one)]).toEqual(naive(all, one));
      }),
    );
  });

  test("stays right when the principals are others", () => {
    fc.assert(
      fc.property(rows, rows, state, (before, after, one) => {
        const orders = createOrders();
        orders.of(listedOf(before), one);
        expect([...orders.of(listedOf(after), one)]).toEqual(naive(after, one));
      }),
    );
  });

  test("is the same array for the same question", () => {
    const all = [
      {
        name: "a",
        appId: "",
        signIns: 1,
        failures: 1,
        lastFailure: 0,
        topCode: 1,
        grade: 0,
        status: 1,
        nextExpiry: NaN,
      },
    ];
    const orders = createOrders();
    const listed = listedOf(all);
    const first = orders.of(listed, INITIAL_STATE);
    expect(orders.of(listed, { ...INITIAL_STATE })).toBe(first);
    expect(orders.of(listed, { ...INITIAL_STATE, group: "code" })).toBe(first);
  });
});

describe("chosen principals", () => {
  const state: ListState = { ...INITIAL_STATE, among: ["id-0", "gone"] };

  it("are only those that are still there, and nobody when none is left", () => {
    expect(amongPresent(state, ["id-0", "id-1"]).among).toEqual(["id-0"]);
    expect(amongPresent(state, ["id-1"]).among).toBeNull();
    expect(amongPresent(INITIAL_STATE, [])).toBe(INITIAL_STATE);
    expect(amongPresent({ ...state, among: ["id-1"] }, ["id-1"]).among).toEqual(["id-1"]);
  });
});

describe("the status filter", () => {
  const plain = { appId: "", failures: 0, lastFailure: NaN, topCode: -1, grade: 0, nextExpiry: NaN };
  const all: readonly Row[] = [0, 1, 2, 3, 4, 5, 255].map((status) => ({
    ...plain,
    name: `status ${String(status)}`,
    signIns: 1,
    status,
  }));
  const shown = (rows_: readonly Row[], status: number): string[] =>
    [...createOrders().of(listedOf(rows_), { ...INITIAL_STATE, status })].map((index) => rows_[index]?.name ?? "");

  test("takes regressed, failing and changed principals for failing", () => {
    expect(shown(all, ALL_FAILING)).toEqual(["status 0", "status 1", "status 2"]);
    expect(isFiltered({ ...INITIAL_STATE, status: ALL_FAILING })).toBe(true);
  });

  test("tells principals without failures from those that never signed in", () => {
    const both = [...all, { ...plain, name: "credentials only", signIns: 0, status: 255 }];
    expect(shown(both, NO_FAILURES)).toEqual(["status 255"]);
    expect(shown(both, NO_SIGN_INS)).toEqual(["credentials only"]);
  });
});

describe("the list's state", () => {
  test("survives being written as JSON", () => {
    fc.assert(fc.property(state, (one) => expect(JSON.parse(JSON.stringify(one))).toEqual(one)));
  });

  test("counts a resource and days as filters, and a grouping as none", () => {
    expect(isFiltered({ ...INITIAL_STATE, resource: "r" })).toBe(true);
    expect(isFiltered({ ...INITIAL_STATE, days: 0 })).toBe(true);
    expect(isFiltered({ ...INITIAL_STATE, group: "code" })).toBe(false);
  });
});

describe("names", () => {
  test("are sorted by code unit, equal ones by index", () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 200 }), (names) => {
        const keys = names.map(sortText);
        const expected = keys.map((_, i) => i);
        expected.sort((a, b) =>
          (keys[a] ?? "") < (keys[b] ?? "") ? -1 : (keys[a] ?? "") > (keys[b] ?? "") ? 1 : a - b,
        );
        expect([...sortNames(keys)]).toEqual(expected);
      }),
    );
  });

  test("merge into the order that sorting all of them gives", () => {
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (older, newer) => {
        const keys = [...older, ...newer].map(sortText);
        const merged = mergeOrders(keys, sortNames(keys.slice(0, older.length)), sortNames(keys, older.length));
        expect([...merged]).toEqual([...sortNames(keys)]);
      }),
    );
  });
});

describe("a click on a header", () => {
  test("turns the present sort and starts another one its useful way round", () => {
    expect(toggleSort({ key: "status", descending: true }, "status")).toEqual({ key: "status", descending: false });
    expect(toggleSort({ key: "status", descending: true }, "failures")).toEqual({ key: "failures", descending: true });
    expect(toggleSort({ key: "status", descending: true }, "name")).toEqual({ key: "name", descending: false });
    expect(toggleSort({ key: "status", descending: true }, "expiry")).toEqual({ key: "expiry", descending: false });
  });
});
