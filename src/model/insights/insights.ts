import { insightTexts } from "../../knowledge";
import type { JudgedCredential } from "../derive/credentials";
import type { Verifier } from "../derive/verification";
import type { FactsStore } from "../store/factsStore";
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
    ...sameResource(store, failing),
    ...sameHour(store, failing),
    ...credentialInsights({ ...input, failing }),
    ...sameOwner(store, failing),
  ];
  const found = drafts.map(({ id, principals, code, values }) => ({
    id,
    code,
    text: (insightTexts.get(id) ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
    principals: principals.map((principal) => columns.get(principal) ?? -1).sort((a, b) => a - b),
  }));
  found.sort((a, b) => b.principals.length - a.principals.length || (a.text < b.text ? -1 : 1));
  return found.slice(0, SHOWN);
}

/** Failing principals whose applications one other tenant owns. */
function sameOwner({ principals }: FactsStore, failing: readonly FailingCase[]): Draft[] {
  const elsewhere = [...new Set(failing.map(({ principal }) => principal))].filter(
    (principal) => principals.ownedElsewhere.at(principal) === 1,
  );
  return grouped(elsewhere, (principal) => principals.appOwners.at(principal))
    .filter((owned) => owned.length >= SEVERAL)
    .map((owned) => ({
      id: "one-owner",
      principals: owned,
      code: null,
      values: { count: String(owned.length), owner: principals.appOwners.at(owned[0] ?? 0) },
    }));
}
