import type { Case, Principal, Snapshot } from "../../model/types";
import type { Glimpse, GlimpsedCase, GlimpsedPrincipal } from "./types";

/** Takes from a snapshot what its first picture needs. Runs when the site is built. */
export function glimpseOf(snapshot: Snapshot): Glimpse {
  const { columns } = snapshot;
  const plain = Object.fromEntries(
    Object.entries(snapshot).filter(([name, value]) => name !== "columns" && typeof value !== "function"),
  ) as unknown as Glimpse["plain"];
  const indices = Array.from({ length: columns.count }, (_, index) => index);
  const { codes, failures } = snapshot.dailyTotals();
  return {
    plain,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? [...(value as Float64Array)] : (value as unknown),
      ]),
    ) as unknown as Glimpse["columns"],
    dailyTotals: { codes, failures: failures.map((values) => [...values]) },
    trends: indices.map((index) => [...snapshot.trend(index)]),
    insights: snapshot.insights(),
    principals: indices.map((index) => glimpsed(snapshot.principal(index))),
  };
}

const glimpsed = ({ index, id, name, posture: { grade, label }, cases }: Principal): GlimpsedPrincipal => ({
  index,
  id,
  name,
  posture: { grade, label },
  cases: cases.map(glimpsedCase),
});

const glimpsedCase = ({ id, code, verification, checklist }: Case): GlimpsedCase => ({
  id,
  code,
  verification,
  checklist: checklist.map(({ step, applies, completedBySystem }) => ({ step, applies, completedBySystem })),
});
