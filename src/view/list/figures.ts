import type { Lines } from "../groups";
import type { Scene } from "../scene";

/** What a line counts: the principal as a whole, or its cases in one group. */
export interface Figures {
  /** Identity: the principal's index and its member, -1 without a group. */
  readonly index: number;
  readonly member: number;
  readonly failures: number;
  readonly topCode: number;
  /** Epoch ms, NaN for none. */
  readonly lastFailure: number;
  /** Index into STATES, 255 for none. */
  readonly status: number;
  /** Failures a day. */
  readonly trend: () => Float64Array;
}

/** Figures of the line at a position that shows a principal. */
export function figuresAt({ snapshot, trend }: Scene, lines: Lines, position: number): Figures {
  const { columns, days } = snapshot;
  const index = lines.principal(position);
  const member = lines.member(position);
  const { grouping } = lines;
  if (member < 0 || grouping === null) {
    return {
      index,
      member: -1,
      failures: columns.failures[index] ?? 0,
      topCode: columns.topCode[index] ?? -1,
      lastFailure: columns.lastFailure[index] ?? NaN,
      status: columns.status[index] ?? 255,
      trend: () => trend(index),
    };
  }
  const { cases } = grouping;
  return {
    index,
    member,
    failures: cases.failures[member] ?? 0,
    topCode: cases.topCode[member] ?? -1,
    lastFailure: cases.lastFailure[member] ?? NaN,
    status: cases.status[member] ?? 255,
    trend: () => {
      const into = new Float64Array(days.length);
      cases.addTrend(member, into);
      return into;
    },
  };
}
