import { insightTexts } from "../../knowledge";
import type { JudgedCredential } from "../derive/credentials";
import type { Peers } from "../diagnosis/peers";
import type { Verifier } from "../derive/verification";
import type { FactsStore } from "../store/factsStore";
import { filled } from "../words";
import { credentialInsights } from "./credentials";
import { failingCases, type FailingCase } from "./failingCases";
import { grouped } from "./grouped";
import { sameHour, sameResource } from "./together";
import type { Draft, Insight } from "./types";

/** More lines than these are a list that nobody reads. */
const SHOWN = 8;
const SEVERAL = 2;

export interface InsightInput {
  readonly store: FactsStore;
  readonly verifier: Verifier;
  readonly peers: Peers;
  readonly asOf: number;
  readonly now: number;
  /** Store index of each principal that is shown, in the order of the columns. */
  readonly shown: Int32Array;
  credentials(principal: number): readonly JudgedCredential[];
}

/** What stands out across principals: those that concern most come first. One line each, and only what the rows show. */
export function insightsOf(input: InsightInput): readonly Insight[] {
  const { store, verifier, asOf } = input;
  const columns = new Map<number, number>();
  input.shown.forEach((principal, index) => columns.set(principal, index));
  const failing = failingCases(store, verifier, asOf, (principal) => columns.has(principal));
  const drafts = [
    ...sameResource({ ...input, failing }),
    ...sameHour({ ...input, failing }),
    ...credentialInsights({ ...input, failing }),
    ...sameOwner(store, failing),
  ];
  const found = drafts.map(({ id, principals, code, values }) => ({
    // Names are not unique: principals' keys keep the order of lines free of that of rows.
    order: principals.map((principal) => store.principals.key(principal)).sort()[0] ?? "",
    insight: {
      id,
      code,
      text: filled(insightTexts.get(id) ?? "", values),
      principals: principals.map((principal) => columns.get(principal) ?? -1).sort((a, b) => a - b),
    },
  }));
  found.sort(
    (a, b) =>
      b.insight.principals.length - a.insight.principals.length ||
      compare(a.insight.text, b.insight.text) ||
      compare(a.order, b.order),
  );
  return found.slice(0, SHOWN).map(({ insight }) => insight);
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Failing principals whose applications one other tenant owns. */
function sameOwner({ principals }: FactsStore, failing: readonly FailingCase[]): Draft[] {
  const elsewhere = [...new Set(failing.map(({ principal }) => principal))].filter(
    (principal) => principals.elsewhereOwners.at(principal) !== "",
  );
  return grouped(elsewhere, (principal) => principals.elsewhereOwners.at(principal))
    .filter((owned) => owned.length >= SEVERAL)
    .map((owned) => ({
      id: "one-owner",
      principals: owned,
      code: null,
      values: { count: String(owned.length), owner: principals.elsewhereOwners.at(owned[0] ?? 0) },
    }));
}
