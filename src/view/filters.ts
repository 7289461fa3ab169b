import { findCode } from "../knowledge/codes";
import { GRADES, STATES } from "../model/types";
import { resourceWordsApart } from "./resources";
import { shown } from "./safeText";
import type { Scene } from "./scene";
import { type Choice, createSelect, type Select } from "./select";
import { ALL_FAILING, type ListState, NO_FAILURES, NO_SIGN_INS } from "./state";
import { count, type StringKey, text } from "./strings";
import { gradeWord, stateWord } from "./words";

/** Codes and resources offered; a longer list could not be read. */
const OFFERED = 60;
const FAILED_WITHIN = [1, 7, 14, 30];
const EXPIRES_WITHIN = [7, 30, 90];

/** Groups in the status filter: the failing ones before the single states, the rest after them. */
const GROUPS: Readonly<Record<string, number>> = { all: ALL_FAILING, none: NO_FAILURES, noSignIns: NO_SIGN_INS };
const groupOf = (status: number): string => Object.keys(GROUPS).find((key) => GROUPS[key] === status) ?? "";

export type FilterId = "code" | "posture" | "status" | "resource" | "days" | "group";

/** One way to narrow or arrange the list: what it offers, what is chosen, and how to let go of it. */
interface Filter {
  readonly id: FilterId;
  readonly label: StringKey;
  readonly cleared: Partial<ListState>;
  choices(scene: Scene, state: ListState): readonly Choice[];
  value(state: ListState): string;
  change(value: string): Partial<ListState>;
}

const FILTERS: readonly Filter[] = [
  {
    id: "code",
    label: "filterCode",
    cleared: { code: null },
    choices({ snapshot }, { code }) {
      const listed = snapshot.codes.slice(0, OFFERED).map((one) => one.code);
      if (code !== null && !listed.includes(code)) listed.push(code);
      const words = (one: number): string => `${one} ${findCode(one)?.short ?? ""}`.trim();
      return [
        { value: "", words: text("anyCode") },
        ...listed.map((one) => ({ value: String(one), words: words(one) })),
      ];
    },
    value: ({ code }) => (code === null ? "" : String(code)),
    change: (value) => ({ code: value === "" ? null : Number(value) }),
  },
  {
    id: "posture",
    label: "filterPosture",
    cleared: { grade: null },
    choices: () => [
      { value: "", words: text("anyPosture") },
      ...GRADES.map((grade) => ({ value: grade, words: gradeWord(grade) })),
    ],
    value: ({ grade }) => (grade === null ? "" : (GRADES[grade] ?? "")),
    change(value) {
      const rank = GRADES.findIndex((grade) => grade === value);
      return { grade: rank < 0 ? null : rank };
    },
  },
  {
    id: "status",
    label: "filterStatus",
    cleared: { status: null },
    choices: () => [
      { value: "", words: text("anyStatus") },
      { value: "all", words: text("allFailing") },
      ...STATES.map((one) => ({ value: one, words: stateWord(one) })),
      { value: "none", words: stateWord(null) },
      { value: "noSignIns", words: text("stateNoSignIns") },
    ],
    value: ({ status }) => (status === null ? "" : (STATES[status] ?? groupOf(status))),
    change(value) {
      const rank = STATES.findIndex((one) => one === value);
      return { status: GROUPS[value] ?? (rank < 0 ? null : rank) };
    },
  },
  {
    id: "resource",
    label: "filterResource",
    cleared: { resource: null },
    choices({ snapshot, format }, { resource }) {
      const listed = snapshot.resources.slice(0, OFFERED);
      const rest = snapshot.resources.length - listed.length;
      const chosen = listed.some(({ key }) => key === resource) ? null : resource;
      const missing = snapshot.resources.find(({ key }) => key === chosen) ?? { key: chosen ?? "", name: "" };
      const offered = chosen === null ? listed : [...listed, missing];
      return [
        { value: "", words: text("anyResource") },
        // Isolated, so that the direction of a foreign name stays its own.
        ...offered.map(({ key, name }) => ({
          value: key,
          words: `\u2068${shown(resourceWordsApart(key, name))}\u2069`,
        })),
        ...(rest > 0 ? [{ value: "…", words: count(rest, "moreResources", format.number(rest)), disabled: true }] : []),
      ];
    },
    value: ({ resource }) => resource ?? "",
    change: (value) => ({ resource: value === "" ? null : value }),
  },
  {
    id: "days",
    label: "filterDays",
    cleared: { days: null },
    choices({ snapshot, format }, { days }) {
      const failed = snapshot.hasTimes ? FAILED_WITHIN : [];
      const ends = snapshot.hasCredentials ? [...EXPIRES_WITHIN.map((one) => -one), 0] : [];
      const all = [...failed, ...ends];
      if (days !== null && !all.includes(days)) all.push(days);
      const words = (one: number): string => {
        if (one === 0) return text("hasExpired");
        const many = format.number(Math.abs(one));
        return one > 0 ? count(one, "failedWithin", many) : count(-one, "expiresWithin", many);
      };
      return [{ value: "", words: text("anyTime") }, ...all.map((one) => ({ value: String(one), words: words(one) }))];
    },
    value: ({ days }) => (days === null ? "" : String(days)),
    change: (value) => ({ days: value === "" ? null : Number(value) }),
  },
  {
    id: "group",
    label: "groupBy",
    cleared: { group: "none" },
    choices: () => [
      { value: "", words: text("groupNone") },
      { value: "resource", words: text("groupResource") },
      { value: "code", words: text("groupCode") },
    ],
    value: ({ group }) => (group === "none" ? "" : group),
    change: (value) => ({ group: value === "resource" || value === "code" ? value : "none" }),
  },
];

/** What is chosen needs no label before it. */
const SAYS_ITSELF: ReadonlySet<FilterId> = new Set<FilterId>(["days", "group"]);

/** An active filter in words, and what lets go of it. */
export interface ActiveFilter {
  readonly id: FilterId;
  readonly words: string;
  readonly cleared: Partial<ListState>;
}

export interface Filters {
  readonly controls: ReadonlyMap<FilterId, Select>;
  /** Shows the state and returns what is active. */
  update(scene: Scene, state: ListState): readonly ActiveFilter[];
}

export function createFilters(onChange: (change: Partial<ListState>) => void): Filters {
  const controls = new Map(
    FILTERS.map((filter) => [filter.id, createSelect(text(filter.label), (value) => onChange(filter.change(value)))]),
  );
  return {
    controls,
    update(scene, state) {
      const active: ActiveFilter[] = [];
      for (const filter of FILTERS) {
        const { id, label, cleared } = filter;
        const offered = filter.choices(scene, state);
        const chosen = filter.value(state);
        controls.get(id)?.update(offered, chosen);
        const words = chosen === "" ? undefined : offered.find((one) => one.value === chosen)?.words;
        if (words !== undefined)
          active.push({ id, words: SAYS_ITSELF.has(id) ? words : text("labelled", text(label), words), cleared });
      }
      return active;
    },
  };
}
