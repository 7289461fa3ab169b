import type { CaseGroups, GroupBy, Snapshot } from "../model/types";
import { rankNumbers, type Ranks, sortBy } from "./ranks";
import { type ListState, questionOf, type Sort } from "./state";

/** Ranks at or before `changed` in STATES: the principal is failing. */
const FAILING_UNTIL = 2;

/** Key of the group of principals without a failure that the question is about. */
export const NO_FAILURES_KEY = "";

/** Figures of a group over those of its members that are listed. */
export interface GroupFigures {
  /** Resource key or code; NO_FAILURES_KEY for those without failures. */
  readonly key: string;
  readonly name: string;
  readonly principals: number;
  readonly failing: number;
  readonly failures: number;
  readonly firstFailure: number;
  readonly lastFailure: number;
  /** Rank of the worst state, 255 without any. */
  readonly status: number;
  /** Its members in their order within the group; principals for the group without failures. */
  readonly members: Int32Array;
}

/** Groups in their order, worst first, before any of them is opened or closed. */
export interface Grouping {
  readonly cases: CaseGroups;
  readonly groups: readonly GroupFigures[];
  /** Most failures of one member, of one group. */
  readonly most: number;
  readonly mostOfGroup: number;
}

/** What the list shows, line by line: principals, or groups with theirs. */
export interface Lines {
  readonly length: number;
  /** Index of the principal at a position, or -1 on a group. */
  principal(position: number): number;
  /** True for a group whose principals are shown. */
  isOpen(group: number): boolean;
  /** Number of the group that begins at a position, or -1 on a principal. */
  group(position: number): number;
  /** Member at a position, or -1 where the principal's own figures are meant. */
  member(position: number): number;
  /** Position of the group that a position belongs to, or -1 without groups. */
  groupPosition(position: number): number;
  /** Position of a principal: of its first line at or after `from`, else its first line, else -1. */
  find(principal: number, from: number): number;
  readonly grouping: Grouping | null;
}

/** Every principal once, in the order given. */
export const plainLines = (order: Int32Array): Lines => ({
  length: order.length,
  principal: (position) => order[position] ?? -1,
  isOpen: () => false,
  group: () => -1,
  member: () => -1,
  groupPosition: () => -1,
  find: (principal) => order.indexOf(principal),
  grouping: null,
});

/** Ranks of the members' own figures where the list is sorted by one of them; else the principals' order stands. */
function memberRanks(cases: CaseGroups, { key }: Sort): Ranks | null {
  switch (key) {
    case "failures":
      return rankNumbers(cases.failures, Number.isNaN);
    case "lastFailure":
      return rankNumbers(cases.lastFailure, Number.isNaN);
    case "topCode":
      return rankNumbers(cases.topCode, () => false);
    case "status":
      return rankNumbers(
        Float64Array.from(cases.status, (rank) => -rank),
        () => false,
      );
    default:
      return null;
  }
}

/** Listed members in the order in which lines show them, whatever their group. */
function membersInOrder(cases: CaseGroups, order: Int32Array, sort: Sort, count: number): Int32Array {
  const place = new Int32Array(count).fill(-1);
  order.forEach((principal, at) => (place[principal] = at));
  const ranks = cases.principal.map((principal) => place[principal] ?? -1);
  const listed = Int32Array.from(ranks.keys()).filter((member) => (ranks[member] as number) >= 0);
  const byPlace = sortBy(listed, { rank: ranks, size: order.length }, false);
  const own = memberRanks(cases, sort);
  return own === null ? byPlace : sortBy(byPlace, own, sort.descending);
}

/** Groups with their figures and members, worst first: failing principals, then failures, then the key. */
export function groupingOf(cases: CaseGroups, order: Int32Array, sort: Sort, count: number): Grouping {
  const size = cases.keys.length;
  const failing = new Float64Array(size);
  const failures = new Float64Array(size);
  const first = new Float64Array(size).fill(NaN);
  const last = new Float64Array(size).fill(NaN);
  const status = new Uint8Array(size).fill(255);
  const starts = new Int32Array(size + 1);
  const grouped = new Uint8Array(count);
  const members = membersInOrder(cases, order, sort, count);
  let most = 0;
  members.forEach((member) => {
    const group = cases.group[member] as number;
    const rank = cases.status[member] as number;
    const own = cases.failures[member] as number;
    grouped[cases.principal[member] as number] = 1;
    starts[group + 1] = (starts[group + 1] as number) + 1;
    failures[group] = (failures[group] as number) + own;
    if (rank <= FAILING_UNTIL) failing[group] = (failing[group] as number) + 1;
    if (rank < (status[group] as number)) status[group] = rank;
    first[group] = earlier(first[group] as number, cases.firstFailure[member] as number);
    last[group] = later(last[group] as number, cases.lastFailure[member] as number);
    if (own > most) most = own;
  });
  for (let group = 0; group < size; group++)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const next = starts.slice();
  const byGroup = new Int32Array(members.length);
  members.forEach((member) => {
    const group = cases.group[member] as number;
    byGroup[next[group] as number] = member;
    next[group] = (next[group] as number) + 1;
  });
  const groups: GroupFigures[] = cases.keys.flatMap((key, group) => {
    const own = byGroup.subarray(starts[group], starts[group + 1]);
    if (own.length === 0) return [];
    return {
      key,
      name: cases.names[group] ?? "",
      principals: own.length,
      failing: failing[group] as number,
      failures: failures[group] as number,
      firstFailure: first[group] as number,
      lastFailure: last[group] as number,
      status: status[group] as number,
      members: own,
    };
  });
  groups.sort((a, b) => b.failing - a.failing || b.failures - a.failures || (a.key < b.key ? -1 : 1));
  const mostOfGroup = groups.reduce((top, group) => Math.max(top, group.failures), 0);
  const rest = order.filter((principal) => grouped[principal] === 0);
  if (rest.length > 0) groups.push(withoutFailures(rest));
  return { cases, groups, most, mostOfGroup };
}

// NaN stands for no time, and gives way to any.
const earlier = (a: number, b: number): number => (Number.isNaN(a) || b < a ? b : a);
const later = (a: number, b: number): number => (Number.isNaN(a) || b > a ? b : a);

const withoutFailures = (members: Int32Array): GroupFigures => ({
  key: NO_FAILURES_KEY,
  name: "",
  principals: members.length,
  failing: 0,
  failures: 0,
  firstFailure: NaN,
  lastFailure: NaN,
  status: 255,
  members,
});

/** Lines of the groups: each with its principals below, or alone where it is closed. */
export function groupedLines(grouping: Grouping, byHand: (key: string) => boolean | undefined): Lines {
  const { groups, cases } = grouping;
  // Those without failures are the many that nobody came for, unless there is nobody else.
  const isOpen = (key: string): boolean => byHand(key) ?? (key !== NO_FAILURES_KEY || groups.length === 1);
  const starts = new Int32Array(groups.length + 1);
  groups.forEach(({ key, members }, i) => {
    starts[i + 1] = (starts[i] as number) + 1 + (isOpen(key) ? members.length : 0);
  });
  const length = starts[groups.length] as number;
  /** The last group that starts at or before a position. */
  const groupAt = (position: number): number => {
    let low = 0;
    let high = groups.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const inside = (position: number): boolean => position >= 0 && position < length;
  const entryAt = (position: number): number => {
    const group = groupAt(position);
    return groups[group]?.members[position - (starts[group] as number) - 1] ?? -1;
  };
  const hasCases = (position: number): boolean => groups[groupAt(position)]?.key !== NO_FAILURES_KEY;
  const isGroup = (position: number): boolean => starts[groupAt(position)] === position;
  const principal = (position: number): number => {
    if (!inside(position) || isGroup(position)) return -1;
    const entry = entryAt(position);
    return hasCases(position) ? (cases.principal[entry] ?? -1) : entry;
  };
  return {
    length,
    principal,
    isOpen: (group) => isOpen(groups[group]?.key ?? NO_FAILURES_KEY),
    group: (position) => (inside(position) && isGroup(position) ? groupAt(position) : -1),
    member: (position) => (inside(position) && !isGroup(position) && hasCases(position) ? entryAt(position) : -1),
    groupPosition: (position) => (inside(position) ? (starts[groupAt(position)] as number) : -1),
    find(wanted, from) {
      let found = -1;
      if (wanted < 0) return found;
      for (let position = 0; position < length; position++) {
        if (principal(position) !== wanted) continue;
        if (position >= from) return position;
        if (found < 0) found = position;
      }
      return found;
    },
    grouping,
  };
}

/** Lines for the present question; the same question gives the same lines. */
export interface Grouper {
  of(snapshot: Snapshot, order: Int32Array, state: ListState): Lines;
  /** Remembers that the reader opened or closed a group. */
  setOpen(by: GroupBy, key: string, open: boolean): void;
}

export function createGrouper(): Grouper {
  const byHand = new Map<string, boolean>();
  const handOf = (by: GroupBy, key: string): string => `${by}|${key}`;
  let lines: Lines | null = null;
  let grouping: Grouping | null = null;
  let asked: { readonly snapshot: Snapshot; readonly order: Int32Array; readonly question: string } | null = null;
  return {
    of(snapshot, order, state) {
      const { group: by, sort } = state;
      const question = JSON.stringify([by, questionOf(state), sort]);
      if (asked?.snapshot !== snapshot || asked.order !== order || asked.question !== question) {
        asked = { snapshot, order, question };
        lines = null;
        grouping =
          by === "none"
            ? null
            : groupingOf(snapshot.caseGroups(by, questionOf(state)), order, sort, snapshot.columns.count);
      }
      return (lines ??=
        grouping === null ? plainLines(order) : groupedLines(grouping, (key) => byHand.get(handOf(by, key))));
    },
    setOpen(by, key, open) {
      byHand.set(handOf(by, key), open);
      lines = null;
    },
  };
}
