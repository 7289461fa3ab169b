import type { Snapshot } from "../../model/types";
import type { ViewScope } from "../exportFormat";
import type { Scene } from "../scene";
import { isFiltered, type ListState } from "../state";
import { text } from "../strings";
import { filterSentence } from "./filterSentence";

/** A scope to choose in a menu; what it holds is made when it is chosen. */
export interface ScopeChoice {
  readonly kind: ViewScope["kind"];
  readonly words: string;
  readonly scope: () => ViewScope;
}

/** What the menu above the list offers, and the one to propose. */
export interface ScopeChoices {
  readonly choices: readonly ScopeChoice[];
  readonly proposed: ViewScope["kind"];
}

const principalChoice = (id: string): ScopeChoice => ({
  kind: "principal",
  words: text("exportPrincipal"),
  scope: () => ({ kind: "principal", id }),
});

const idsOf = ({ columns }: Snapshot, order: ArrayLike<number>): string[] =>
  Array.from(order, (index) => columns.id[index] ?? "");

/** The scopes of the menu above the list: everything, the list as it is filtered, the open principal. */
export function listScopes(
  { snapshot, format }: Scene,
  state: ListState,
  order: ArrayLike<number>,
  openId: string | null,
): ScopeChoices {
  const { count } = snapshot.columns;
  const filtered = isFiltered(state) && order.length > 0;
  const choices: ScopeChoice[] = [
    { kind: "all", words: text("exportEverything", format.number(count)), scope: () => ({ kind: "all" }) },
  ];
  if (filtered) {
    choices.push({
      kind: "principals",
      words: text("exportList", format.number(order.length), format.number(count)),
      scope: () => ({
        kind: "principals",
        ids: idsOf(snapshot, order),
        words: filterSentence(state, order.length, snapshot),
      }),
    });
  }
  // Alone, everything is this principal.
  if (openId !== null && count > 1) choices.push(principalChoice(openId));
  return { choices, proposed: filtered ? "principals" : "all" };
}

/** The scopes of a checklist's own menu. */
export function caseScopes(principalId: string, caseId: string): ScopeChoices {
  const own: ScopeChoice = { kind: "case", words: text("exportCase"), scope: () => ({ kind: "case", id: caseId }) };
  return { choices: [own, principalChoice(principalId)], proposed: "case" };
}
