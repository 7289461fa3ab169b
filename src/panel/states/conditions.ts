import type { Snapshot } from "../../model";
import type { Format } from "../../view/format";
import type { LoadState } from "../shell/loading";
import type { Trouble } from "../trouble";
import { say } from "../words";
import { listed } from "../words/reader";
import { byRank, type Described, describeTrouble, missingParts, troubleTitle } from "./describe";
import { STALE_MINUTES, type Act } from "./table";

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
  readonly now: number;
}

/** A state, as a whole page or as a bar; null where the data say it all. */
export interface Condition {
  readonly whole: boolean;
  readonly shown: Described;
  readonly more: readonly Described[];
}

/** Acts that lead away from what is shown. */
const ELSEWHERE: ReadonlySet<Act> = new Set<Act>(["paste", "sample", "file", "details"]);
const NOTHING = { details: [], retryAt: null } as const;

/** Judges what the reader must be told beside the data. */
export function conditionOf(judged: Judged, format: Format): Condition | null {
  const { load, snapshot, isLive } = judged;
  if (load.loading) return null;
  const anything = snapshot !== null && snapshot.columns.count > 0;
  if (load.troubles.length > 0) return anything ? partial(load, format) : nothingFor(load.troubles);
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

function nothingFor(troubles: readonly Trouble[]): Condition {
  const [first, ...more] = byRank(troubles).map(describeTrouble);
  return { whole: true, shown: first as Described, more };
}

function partial({ troubles, parts, notes }: LoadState, format: Format): Condition {
  const all = byRank(troubles);
  const missing = missingParts(troubles);
  const known = missing.length > 0 && parts.length >= missing.length;
  const title = known
    ? say("statePartial", format.number(missing.length), format.number(parts.length), listed(missing))
    : say("stateMissing", listed([...new Set(all.map(troubleTitle))]));
  const retryAt = all.map(({ retryAt: at }) => at ?? 0).reduce((a, b) => Math.max(a, b), 0);
  const more = all.map(describeTrouble);
  // What repairs most stands in the bar; the rest is with its trouble.
  const acts = [...new Set<Act>(["resume", ...(more[0]?.acts ?? [])])].filter((act) => !ELSEWHERE.has(act)).slice(0, 3);
  const shown = {
    sign: "triangle",
    title,
    lines: [say("troubleKept"), ...notes],
    details: [],
    acts,
    retryAt: retryAt || null,
  } as const;
  return { whole: false, shown, more };
}

function empty({ load, from, to }: Judged, format: Format, checked: string): Condition {
  const lines = [say("stateEmptyHelp", format.utcDate(from), format.utcDate(to)), ...load.notes, checked];
  const acts = ["longer", "again", "file", "paste"] as const;
  return {
    whole: true,
    shown: { ...NOTHING, sign: "dash", title: say("stateEmpty"), lines, acts },
    more: [],
  };
}
