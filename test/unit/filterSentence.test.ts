import { toJson } from "../../src/export";
import { filterSentence } from "../../src/view/exporting/filterSentence";
import { listScopes } from "../../src/view/exporting/scopes";
import { sceneFor } from "../../src/view/scene";
import { ALL_FAILING, INITIAL_STATE, type ListState } from "../../src/view/state";
import { speak } from "../../src/view/strings";
import type { ViewInput } from "../../src/view/types";
import { at, NOW, snapshotOf } from "../support/load";

const snapshot = snapshotOf([
  { servicePrincipalId: "a", servicePrincipalName: "A", resultType: 50171, resource: "Ledger", time: at(20) },
  { servicePrincipalId: "b", resultType: 50171, resource: "Graph", resourceId: "r1", time: at(21) },
  { servicePrincipalId: "c", resultType: 0, time: at(21) },
]);
const said = (changes: Partial<ListState>, matching = 1): string =>
  filterSentence({ ...INITIAL_STATE, ...changes }, matching, snapshot);

describe("the filter as a sentence for files", () => {
  it.each<[Partial<ListState>, string]>([
    [{}, "1 of 3 service principals."],
    [{ query: " sql " }, "1 of 3 service principals, chosen by: search for “sql”."],
    [{ code: 50171, grade: 0 }, "1 of 3 service principals, chosen by: code 50171; posture Critical."],
    [{ status: 1 }, "1 of 3 service principals, chosen by: status Failing."],
    [{ status: ALL_FAILING }, "1 of 3 service principals, chosen by: status All failing."],
    [{ resource: "ledger" }, "1 of 3 service principals, chosen by: failures on “Ledger”."],
    [{ resource: "r1" }, "1 of 3 service principals, chosen by: failures on “Graph” (r1)."],
    [{ resource: "gone" }, "1 of 3 service principals, chosen by: failures on “gone”."],
    [{ resource: "-" }, "1 of 3 service principals, chosen by: failures on unnamed resource."],
    [{ days: 1 }, "1 of 3 service principals, chosen by: a failure in the last day."],
    [{ days: 7 }, "1 of 3 service principals, chosen by: a failure in the last 7 days."],
    [{ days: -1 }, "1 of 3 service principals, chosen by: a credential that expires within a day."],
    [{ days: -30 }, "1 of 3 service principals, chosen by: a credential that expires within 30 days."],
    [{ days: 0 }, "1 of 3 service principals, chosen by: a credential that has expired."],
    [{ among: ["a", "b"] }, "1 of 3 service principals, chosen by: a choice of 2 by an insight."],
  ])("%j", (changes, sentence) => {
    expect(said(changes)).toBe(sentence);
  });

  it("is English whatever the interface speaks", () => {
    speak((key) => (key === "language" ? "de-DE" : `de ${key}`));
    try {
      expect(said({ grade: 1, status: 0 })).toBe(
        "1 of 3 service principals, chosen by: posture Poor; status Regressed.",
      );
    } finally {
      speak(undefined);
    }
  });
});

describe("the scopes of the menu above the list", () => {
  const input = { locale: "en-US", marks: () => null } as unknown as ViewInput;
  const offered = (state: ListState, order: readonly number[], openId: string | null) =>
    listScopes(sceneFor(input, snapshot, null), state, order, openId);

  it("are everything alone, and the list first where it is filtered", () => {
    const plain = offered(INITIAL_STATE, [0, 1, 2], null);
    expect([plain.proposed, plain.choices.map(({ words }) => words)]).toEqual(["all", ["Everything (3)"]]);
    const filtered = offered({ ...INITIAL_STATE, code: 50171 }, [0, 1], "b");
    expect(filtered.proposed).toBe("principals");
    expect(filtered.choices.map(({ words }) => words)).toEqual([
      "Everything (3)",
      "This list: 2 of 3",
      "This principal",
    ]);
  });

  it("offer no list that lets nothing through", () => {
    expect(offered({ ...INITIAL_STATE, code: 1 }, [], null).choices).toHaveLength(1);
  });

  it("are what the writers take, and the file states them", () => {
    const { choices } = offered({ ...INITIAL_STATE, code: 50171 }, [1, 0], "b");
    const written = choices.map((choice) => {
      const json = toJson(snapshot, { generatedAt: NOW, marks: () => null, scope: choice.scope() });
      const { scope, principals } = JSON.parse(json) as { scope: { text: string }; principals: { id: string }[] };
      return [scope.text, principals.map(({ id }) => id)];
    });
    expect(written).toEqual([
      ["Every service principal in the data.", ["a", "b", "c"]],
      ["2 of 3 service principals, chosen by: code 50171.", ["a", "b"]],
      ["One service principal: b.", ["b"]],
    ]);
  });
});
