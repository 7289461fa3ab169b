import fc from "fast-check";
import type { CaseQuestion, GroupBy, Snapshot } from "../../src/model/types";
import { createGrouper, type Lines } from "../../src/view/groups";
import { createOrders, INITIAL_STATE, type ListState, questionOf, type SortKey } from "../../src/view/state";
import { at, NOW, snapshotOf, type FactRow } from "../support/load";
import { naiveGroups, naiveWith } from "../support/naive";

const row: fc.Arbitrary<FactRow> = fc.record({
  servicePrincipalId: fc.constantFrom("a", "b", "c", "d", "__proto__"),
  servicePrincipalName: fc.constantFrom("one", "two", null),
  resultType: fc.constantFrom("0", "50171", "7000215", "53003"),
  resource: fc.constantFrom("Ledger", "ledger", "", null),
  resourceId: fc.constantFrom("r1", "r2", null, "constructor"),
  time: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 30 }).map((halfDays) => at(1) + halfDays * 43_200_000),
  ),
  signIns: fc.constantFrom(1, 2, 3),
});
const rows = fc.array(row, { maxLength: 40 });

const question: fc.Arbitrary<CaseQuestion> = fc.record({
  code: fc.option(fc.constantFrom(50171, 53003, 1)),
  resource: fc.option(fc.constantFrom("r1", "ledger", "-", "gone", "constructor")),
  days: fc.option(fc.constantFrom(1, 5, 14)),
});
const by = fc.constantFrom<Exclude<GroupBy, "none">>("resource", "code");

/** Members as the model gives them, in a stable order. */
function membersOf(snapshot: Snapshot, kind: Exclude<GroupBy, "none">, asked: CaseQuestion): unknown[] {
  const cases = snapshot.caseGroups(kind, asked);
  return [...cases.group]
    .map((group, member) => {
      const trend = new Float64Array(snapshot.days.length);
      cases.addTrend(member, trend);
      return {
        group: cases.keys[group],
        principal: snapshot.columns.id[cases.principal[member] ?? -1],
        failures: cases.failures[member],
        dated: trend.reduce((sum, value) => sum + value, 0),
        first: cases.firstFailure[member],
        last: cases.lastFailure[member],
        status: cases.status[member],
        topCode: cases.topCode[member],
      };
    })
    .sort((x, y) => (`${x.group}|${x.principal}` < `${y.group}|${y.principal}` ? -1 : 1));
}

describe("cases by group", () => {
  it("are those of a naive pass over the rows, for every question", () => {
    fc.assert(
      fc.property(rows, by, question, (given, kind, asked) => {
        expect(membersOf(snapshotOf(given), kind, asked)).toEqual(naiveGroups(given, kind, asked));
      }),
      { numRuns: 600 },
    );
  });

  it("belong to the principals that the filter lets through", () => {
    fc.assert(
      fc.property(rows, question, (given, asked) => {
        const snapshot = snapshotOf(given);
        const flags = snapshot.withCases(asked);
        const found = snapshot.columns.id.filter((_, index) => flags[index] === 1).sort();
        expect(found).toEqual(naiveWith(given, asked));
      }),
      { numRuns: 600 },
    );
  });

  it("name every resource that failed, most failures first", () => {
    const snapshot = snapshotOf([
      { servicePrincipalId: "a", resultType: "50171", resource: "Ledger", resourceId: "r1", signIns: 2 },
      {
        servicePrincipalId: "b",
        resultType: "53003",
        resource: "Ledger new",
        resourceId: "r1",
        signIns: 3,
        time: at(2),
      },
      { servicePrincipalId: "b", resultType: "53003", signIns: 9 },
      { servicePrincipalId: "b", resultType: "0", resource: "Vault", signIns: 90 },
    ]);
    expect(snapshot.resources).toEqual([
      { key: "-", name: "", isNamed: false, failures: 9 },
      { key: "r1", name: "Ledger new", isNamed: true, failures: 5 },
    ]);
  });
});

const sorts = fc.constantFrom<SortKey>("name", "failures", "topCode", "posture", "expiry", "lastFailure", "status");
const states: fc.Arbitrary<ListState> = fc
  .tuple(question, by, sorts, fc.boolean(), fc.constantFrom("", "one", "b"))
  .map(([asked, group, key, descending, query]) => ({
    ...INITIAL_STATE,
    ...asked,
    group,
    query,
    sort: { key, descending },
  }));

/** Lines as words: "# group" or "principal". */
function wordsOf(snapshot: Snapshot, lines: Lines): string[] {
  return Array.from({ length: lines.length }, (_, position) => {
    const group = lines.group(position);
    return group >= 0
      ? `# ${lines.grouping?.groups[group]?.key}`
      : (snapshot.columns.id[lines.principal(position)] ?? "?");
  });
}

/** The slow and obvious way: objects, sorted by comparing. */
function naiveLines(snapshot: Snapshot, order: Int32Array, state: ListState): string[] {
  const cases = snapshot.caseGroups(state.group === "code" ? "code" : "resource", questionOf(state));
  const place = (member: number): number => order.indexOf(cases.principal[member] ?? -1);
  const members = [...cases.group.keys()].filter((member) => place(member) >= 0);
  const value = (member: number): number => {
    if (state.sort.key === "failures") return cases.failures[member] ?? 0;
    if (state.sort.key === "lastFailure") return cases.lastFailure[member] ?? NaN;
    if (state.sort.key === "topCode") return cases.topCode[member] ?? 0;
    return state.sort.key === "status" ? -(cases.status[member] ?? 0) : 0;
  };
  const compare = (a: number, b: number): number => {
    const [x, y] = [value(a), value(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return state.sort.descending ? y - x : x - y;
  };
  const groups = cases.keys
    .map((key, group) => {
      const own = members.filter((member) => cases.group[member] === group);
      own.sort((a, b) => compare(a, b) || place(a) - place(b));
      return {
        key,
        own,
        failing: own.filter((member) => (cases.status[member] ?? 9) <= 2).length,
        failures: own.reduce((sum, member) => sum + (cases.failures[member] ?? 0), 0),
      };
    })
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => b.failing - a.failing || b.failures - a.failures || (a.key < b.key ? -1 : 1));
  const id = (index: number | undefined): string => snapshot.columns.id[index ?? -1] ?? "?";
  const lines = groups.flatMap(({ key, own }) => [`# ${key}`, ...own.map((member) => id(cases.principal[member]))]);
  const rest = [...order].filter((index) => !members.some((member) => cases.principal[member] === index));
  if (rest.length === 0) return lines;
  return [...lines, "# ", ...(lines.length === 0 ? rest.map(id) : [])];
}

describe("lines of the grouped list", () => {
  it("are the naive ones for every search, filter, sort and grouping", () => {
    fc.assert(
      fc.property(rows, states, (given, state) => {
        const snapshot = snapshotOf(given);
        const order = createOrders().of(snapshot, state);
        const lines = createGrouper().of(snapshot, order, state);
        expect(wordsOf(snapshot, lines)).toEqual(naiveLines(snapshot, order, state));
      }),
      { numRuns: 600 },
    );
  });

  it("know their group, and find a principal from any line on", () => {
    fc.assert(
      fc.property(rows, states, fc.nat(40), (given, state, from) => {
        const snapshot = snapshotOf(given);
        const lines = createGrouper().of(snapshot, createOrders().of(snapshot, state), state);
        const words = wordsOf(snapshot, lines);
        words.forEach((word, position) => {
          const above = words.slice(0, position + 1).reduce((last, one, i) => (one.startsWith("# ") ? i : last), -1);
          expect(lines.groupPosition(position)).toBe(above);
          expect(word.startsWith("# ")).toBe(lines.principal(position) < 0);
        });
        const wanted = snapshot.columns.id.indexOf("b");
        const all = words.flatMap((word, position) => (word === "b" ? [position] : []));
        expect(lines.find(wanted, from)).toBe(all.find((position) => position >= from) ?? all[0] ?? -1);
      }),
    );
  });

  const two: readonly FactRow[] = [
    { servicePrincipalId: "a", resultType: "50171", resourceId: "r1" },
    { servicePrincipalId: "a", resultType: "53003", resourceId: "r2" },
    { servicePrincipalId: "b", resultType: "50171", resourceId: "r1" },
    { servicePrincipalId: "c", resultType: "0", resourceId: "r1" },
  ];
  const grouped: ListState = { ...INITIAL_STATE, group: "resource" };

  it("hide the principals of a closed group, and those without failures until asked", () => {
    const snapshot = snapshotOf(two);
    const order = createOrders().of(snapshot, grouped);
    const grouper = createGrouper();
    const first = grouper.of(snapshot, order, grouped);
    expect(wordsOf(snapshot, first)).toEqual(["# r1", "a", "b", "# r2", "a", "# "]);
    expect(grouper.of(snapshot, order, grouped)).toBe(first);
    grouper.setOpen("resource", "r1", false);
    grouper.setOpen("resource", "", true);
    expect(wordsOf(snapshot, grouper.of(snapshot, order, grouped))).toEqual(["# r1", "# r2", "a", "# ", "c"]);
    // Another grouping has its own.
    const byCode: ListState = { ...grouped, group: "code" };
    expect(wordsOf(snapshot, grouper.of(snapshot, order, byCode))).toEqual(["# 50171", "a", "b", "# 53003", "a", "# "]);
  });

  it("count only what the filters let through", () => {
    const snapshot = snapshotOf(two);
    const state: ListState = { ...grouped, code: 50171 };
    const lines = createGrouper().of(snapshot, createOrders().of(snapshot, state), state);
    expect(lines.grouping?.groups.map(({ key, principals, failures }) => [key, principals, failures])).toEqual([
      ["r1", 2, 2],
    ]);
  });

  it("are those of the plain list without a grouping", () => {
    const snapshot = snapshotOf(two);
    const order = createOrders().of(snapshot, INITIAL_STATE);
    const lines = createGrouper().of(snapshot, order, INITIAL_STATE);
    expect(lines.length).toBe(order.length);
    expect(lines.grouping).toBeNull();
    expect([lines.principal(1), lines.group(1), lines.groupPosition(1)]).toEqual([order[1], -1, -1]);
  });
});

describe("the next expiry", () => {
  const held = (id: string, ...ends: readonly string[]): FactRow[] =>
    ends.map((heldEnd, i) => ({ servicePrincipalId: id, heldKind: "secret", heldKeyId: `${id}${i}`, heldEnd }));
  const of = (...all: readonly FactRow[]): number => snapshotOf(all).columns.nextExpiry[0] ?? 0;

  it("is the end of the best valid credential, an expired one beside it does not count", () => {
    expect(of(...held("a", "2026-12-01", "2027-03-01", "2026-01-01"))).toBe(Date.parse("2027-03-01"));
  });

  it("is in the past where every held one has expired, and unknown where none has an end", () => {
    expect(of(...held("a", "2026-01-01", "2026-10-01"))).toBe(Date.parse("2026-10-01"));
    expect(of(...held("a", "2026-10-01"))).toBeLessThan(NOW);
    expect(of({ servicePrincipalId: "a", heldKind: "managedIdentity" })).toBeNaN();
    expect(of({ servicePrincipalId: "a", resultType: "0" })).toBeNaN();
  });
});
