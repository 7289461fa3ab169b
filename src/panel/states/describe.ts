import type { Format } from "../../view/format";
import type { IconName } from "../../view/icons";
import { full } from "../../view/safeText";
import { text } from "../../view/strings";
import type { Trouble, TroubleKind } from "../trouble";
import { say } from "../words";
import { listed } from "../words/reader";
import { type Act, TROUBLE_STATES } from "./table";

/** A label and what there is to say of it, each once. */
type Detail = readonly [label: string, ...values: string[]];

/** A state in words, ready to be drawn; texts of services are cleaned. */
export interface Described {
  readonly sign: IconName;
  readonly title: string;
  readonly lines: readonly string[];
  /** What support asks for. */
  readonly details: readonly Detail[];
  readonly acts: readonly Act[];
  /** Epoch ms from which another try may succeed; null where nobody said. */
  readonly retryAt: number | null;
}

/** More of one kind help nobody. */
const MOST_VALUES = 6;

const cased = <K extends TroubleKind>(kind: K): Capitalize<K> =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as Capitalize<K>;

/** What is wrong, without the part of the data that it is about. */
export const causeOf = (trouble: Trouble): string =>
  say(`trouble${cased(trouble.kind)}`, full(trouble.part), full(nameOf(trouble)));

/** The title of a trouble, with the part of the data that it is about in front. */
export function troubleTitle(trouble: Trouble): string {
  const title = causeOf(trouble);
  return trouble.part === "" ? title : say("troubleIn", full(trouble.part), title);
}

/** The scope or the role that is missing; a dash where the service named none. */
function nameOf({ scope, role, kind }: Trouble): string {
  if (kind === "role" && role !== undefined) return rolesIn(role);
  return scope ?? role ?? "–";
}

/** Roles of which one is enough. */
const rolesIn = (role: string): string => listed(role.split(", "), "disjunction");

/** Scope and role are of use where they may be what is missing. */
const ABOUT_RIGHTS: readonly TroubleKind[] = ["consent", "role", "refused"];

/** The source's own sentence says what to do: it is told in full instead of among the details. */
const isOurs = ({ kind }: Trouble): boolean => kind === "notCollected";

/** What is known of troubles; `whole` also says what a page tells in other places. */
function detailsOf(group: readonly Trouble[], whole: boolean): Detail[] {
  const rights = whole ? group : group.filter(({ kind }) => ABOUT_RIGHTS.includes(kind));
  const all: [string, readonly (string | undefined)[]][] = [
    [say("troublePart"), whole ? group.map(({ part }) => part) : []],
    [say("troubleScope"), rights.map(({ scope }) => scope)],
    [say("troubleRoleName"), rights.map(({ role }) => role)],
    [say("troubleStatus"), group.map(({ status }) => status?.toString())],
    [say("troubleCode"), group.map(({ code }) => code)],
    [say("troubleRequestId"), group.map(({ requestId }) => requestId)],
    [say("troubleDetail"), group.map((one) => (whole || !isOurs(one) ? one.detail : ""))],
  ];
  return all.flatMap(([label, values]): Detail[] => {
    const told = [...new Set(values)].flatMap((value) => (value === undefined || value === "" ? [] : [full(value)]));
    const more = told.length - MOST_VALUES;
    const shown = more > 0 ? [...told.slice(0, MOST_VALUES), say("troubleMore", String(more))] : told;
    return shown.length === 0 ? [] : [[label, ...shown]];
  });
}

/** Troubles with one cause, told together: what helps one helps all. `isAll`: nothing else was asked for. */
export function describeGroup(group: readonly [Trouble, ...Trouble[]], isAll = false): Described {
  const [first] = group;
  const { kind, role } = first;
  const { sign, acts } = TROUBLE_STATES[kind];
  const missing = missingParts(group);
  const retryAt = Math.max(...group.map((one) => one.retryAt ?? 0));
  return {
    sign,
    title: missing.length > 1 ? causeOf(first) : troubleTitle(first),
    lines: [
      ...(missing.length > 1 && !isAll ? [say("stateCause", say("stateWhy", listed(missing, "unit")))] : []),
      ...group.flatMap((one) => (isOurs(one) && one.detail !== undefined ? [full(one.detail)] : [])),
      say(`trouble${cased(kind)}Help`, full(first.part), full(nameOf(first))),
      ...(kind === "consent" && role !== undefined ? [say("troubleConsentRole", full(rolesIn(role)))] : []),
    ],
    details: detailsOf(group, false),
    acts,
    retryAt: retryAt || null,
  };
}

export const describeTrouble = (trouble: Trouble): Described => describeGroup([trouble]);

/** What stands in the way of most comes first; equal ones keep the order of the parts. */
const byRank = (troubles: readonly Trouble[]): Trouble[] =>
  [...troubles].sort((a, b) => TROUBLE_STATES[a.kind].rank - TROUBLE_STATES[b.kind].rank);

/** Troubles by what causes them, the worst cause first. */
export function groupsOf(troubles: readonly Trouble[]): [Trouble, ...Trouble[]][] {
  const groups = new Map<string, [Trouble, ...Trouble[]]>();
  for (const trouble of byRank(troubles)) {
    const { kind, status, code } = trouble;
    const key = JSON.stringify([kind, status, code, ABOUT_RIGHTS.includes(kind) ? nameOf(trouble) : ""]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [trouble]);
    else group.push(trouble);
  }
  return [...groups.values()];
}

/** The parts that are missing, named once each. */
export const missingParts = (troubles: readonly Trouble[]): string[] => [
  ...new Set(troubles.map(({ part }) => full(part)).filter((part) => part !== "")),
];

/** For an export or a note: what is missing, in one sentence. */
export function whyMissing(troubles: readonly Trouble[]): string {
  if (troubles.length === 0) return "";
  return say("stateWhy", listed([...new Set(byRank(troubles).map(troubleTitle))]));
}

/** "12 s" or "3 min": a time to wait, rounded up. */
export function waitWords(ms: number, format: Format): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 90
    ? say("shellSeconds", format.number(seconds))
    : say("shellMinutes", format.number(Math.ceil(seconds / 60)));
}

/** The details as plain lines, to be pasted into a ticket. */
export const detailsText = (troubles: readonly Trouble[]): string =>
  groupsOf(troubles)
    .map((group) =>
      [
        causeOf(group[0]),
        ...detailsOf(group, true).flatMap(([label, ...values]) =>
          values.map((value) => text("labelled", label, value)),
        ),
      ].join("\n"),
    )
    .join("\n\n");
