import type { Snapshot } from "../../model";
import type { Format } from "../../view/format";
import type { LoadState } from "../shell/loading";
import { say } from "../words";
import { listed } from "../words/reader";
import { causeOf, type Described, describeGroup, groupsOf, missingParts } from "./describe";
import { STALE_MINUTES } from "./table";

const MINUTE = 60_000;

/** What there is to judge: a load, and what came of it. */
export interface Judged {
  readonly load: LoadState;
  readonly snapshot: Snapshot | null;
  /** The range that was asked for, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** False for what stands still: a sample or a file does not grow stale. */
  readonly isLive: boolean;
  /** What is on screen came with a load before this one. */
  readonly isFormer?: boolean;
  readonly now: number;
}

/** A state, as a whole page or as a bar; null where the data say it all. */
export interface Condition {
  readonly whole: boolean;
  readonly shown: Described;
  readonly more: readonly Described[];
}

const NOTHING = { details: [], retryAt: null } as const;

/** Judges what the reader must be told beside the data. */
export function conditionOf(judged: Judged, format: Format): Condition | null {
  const { load, snapshot, isLive } = judged;
  if (load.loading) return null;
  const anything = snapshot !== null && snapshot.columns.count > 0;
  if (load.troubles.length > 0) return anything ? partial(judged, format) : nothingFor(load);
  if (!isLive) return noted(load);
  const checked = say("stateLastChecked", format.instant(load.endedAt ?? judged.now));
  if (!anything) return empty(judged, format, checked);
  const age = judged.now - (load.endedAt ?? judged.now);
  if (age > STALE_MINUTES * MINUTE) {
    const title = say("stateStale", format.ago(judged.now - age, judged.now), format.number(STALE_MINUTES));
    return bar({ ...NOTHING, sign: "clock", title, lines: [], acts: ["again"] });
  }
  if (snapshot.totals.failures > 0 || snapshot.totals.signIns === 0) return noted(load);
  return bar({
    ...NOTHING,
    sign: "check",
    title: say("stateNoFailures"),
    lines: [checked, ...load.notes],
    acts: ["again", "longer"],
  });
}

/** What the source says of rows that all came. */
function noted({ notes: [title, ...lines] }: LoadState): Condition | null {
  return title === undefined ? null : bar({ ...NOTHING, sign: "dash", title, lines, acts: [] });
}

const bar = (shown: Described): Condition => ({ whole: false, shown, more: [] });

function nothingFor({ troubles, parts }: LoadState): Condition {
  const groups = groupsOf(troubles);
  const isAll = groups.length === 1 && parts.every(({ state }) => state === "failed");
  const [first, ...more] = groups.map((group) => describeGroup(group, isAll));
  return { whole: true, shown: first as Described, more };
}

/** Causes that a bar names; the others are below it. */
const MOST_CAUSES = 2;

function partial({ load, isFormer }: Judged, format: Format): Condition {
  const { troubles, parts, notes } = load;
  const groups = groupsOf(troubles);
  const more = groups.map((group) => describeGroup(group));
  const causes = [...new Set(groups.map(([first]) => causeOf(first)))];
  const missing = missingParts(troubles);
  const known = missing.length > 0 && parts.length >= missing.length;
  const title = known
    ? say("statePartial", format.number(missing.length), format.number(parts.length), listed(missing, "unit"))
    : say("stateMissing", listed(causes));
  // Sign, acts and countdown are those of what stands in the way of most.
  const [{ sign, acts, retryAt }] = more as [Described];
  const shown = {
    sign,
    title,
    lines: [
      ...(known ? causes.slice(0, MOST_CAUSES).map((cause) => say("stateCause", cause)) : []),
      ...notes,
      ...(isFormer === true ? [say("stateFormer")] : []),
    ],
    details: [],
    // Beside what came nobody needs something else to look at, unless it is the only way.
    acts: acts.filter((act, at) => act !== "sample" && (act !== "file" || at === 0)),
    retryAt,
  };
  return { whole: false, shown, more };
}

function empty({ load, from, to }: Judged, format: Format, checked: string): Condition {
  const lines = [say("stateEmptyHelp", format.utcDate(from), format.utcDate(to)), ...load.notes, checked];
  const acts = ["longer", "again", "file"] as const;
  return {
    whole: true,
    shown: { ...NOTHING, sign: "dash", title: say("stateEmpty"), lines, acts },
    more: [],
  };
}
