import type { Format } from "../../view/format";
import type { IconName } from "../../view/icons";
import { full } from "../../view/safeText";
import { text } from "../../view/strings";
import type { Trouble, TroubleKind } from "../trouble";
import { say } from "../words";
import { listed } from "../words/reader";
import { type Act, TROUBLE_STATES } from "./table";

/** A state in words, ready to be drawn; texts of services are cleaned. */
export interface Described {
  readonly sign: IconName;
  readonly title: string;
  readonly lines: readonly string[];
  /** Label and value of what support asks for. */
  readonly details: readonly (readonly [string, string])[];
  readonly acts: readonly Act[];
  /** Epoch ms from which another try may succeed; null where nobody said. */
  readonly retryAt: number | null;
}

const cased = <K extends TroubleKind>(kind: K): Capitalize<K> =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as Capitalize<K>;

/** The title of a trouble, with the part of the data that it is about in front. */
export function troubleTitle(trouble: Trouble): string {
  const title = say(`trouble${cased(trouble.kind)}`, full(trouble.part), full(nameOf(trouble)));
  return trouble.part === "" ? title : say("troubleIn", full(trouble.part), title);
}

/** The scope or the role that is missing; a dash where the service named none. */
const nameOf = ({ scope, role, kind }: Trouble): string => (kind === "role" ? role : scope) ?? role ?? "–";

export function detailsOf(trouble: Trouble): (readonly [string, string])[] {
  const { part, scope, role, status, code, requestId, detail } = trouble;
  const all = [
    [say("troublePart"), part],
    [say("troubleScope"), scope],
    [say("troubleRoleName"), role],
    [say("troubleStatus"), status === undefined ? "" : String(status)],
    [say("troubleCode"), code],
    [say("troubleRequestId"), requestId],
    [say("troubleDetail"), detail],
  ] as const;
  return all.flatMap(([label, value]) => (value === undefined || value === "" ? [] : [[label, full(value)] as const]));
}

export function describeTrouble(trouble: Trouble): Described {
  const { sign, acts } = TROUBLE_STATES[trouble.kind];
  return {
    sign,
    title: troubleTitle(trouble),
    lines: [say(`trouble${cased(trouble.kind)}Help`, full(trouble.part), full(nameOf(trouble)))],
    details: detailsOf(trouble),
    acts,
    retryAt: trouble.retryAt ?? null,
  };
}

/** What stands in the way of most comes first; equal ones keep the order of the parts. */
export const byRank = (troubles: readonly Trouble[]): Trouble[] =>
  [...troubles].sort((a, b) => TROUBLE_STATES[a.kind].rank - TROUBLE_STATES[b.kind].rank);

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
  byRank(troubles)
    .map((trouble) =>
      [troubleTitle(trouble), ...detailsOf(trouble).map(([label, value]) => text("labelled", label, value))].join("\n"),
    )
    .join("\n\n");
