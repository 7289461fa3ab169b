import { createSelectionIdBuilder, idFrom, Selections } from "../../src/host/frame/selection";
import { Identities } from "../../src/powerbi/identities";
import { Selecting } from "../../src/powerbi/selecting";

type Host = NonNullable<ConstructorParameters<typeof Selecting>[0]>;

/** The stand-in's selection around rows that are read as the test wants it. */
function place(allowInteractions = true) {
  const identities = new Identities();
  const shown: (readonly string[])[] = [];
  const selections = new Selections({ call: () => undefined } as never, () => true);
  const manager = selections.createManager();
  const host = {
    createSelectionManager: () => manager,
    createSelectionIdBuilder,
    hostCapabilities: { allowInteractions },
    locale: "en-US",
  } as unknown as Host;
  let rows = 0;
  return {
    manager,
    selections,
    shown,
    selecting: new Selecting(host, identities, (keys) => shown.push(keys)),
    read: (principal: string, count: number): void => {
      for (let i = 0; i < count; i++) {
        identities.remember(principal, { columns: [], identity: [{ identityIndex: rows++ }] }, 0);
      }
    },
  };
}

describe("the selection in the report", () => {
  it("holds at most 1,000 rows, says so, and grows with rows that come later", () => {
    const { manager, read, selecting } = place();
    read("a", 400);
    expect(selecting.choose("a", false, true)).toBe("");
    read("a", 200);
    selecting.settle(true);
    expect(manager.getSelectionIds()).toHaveLength(400);
    selecting.settle(false);
    expect(manager.getSelectionIds()).toHaveLength(600);
    read("b", 700);
    expect(selecting.choose("b", true, false)).toMatch(/^Only 400 of 700 rows/);
    expect(manager.getSelectionIds()).toHaveLength(1000);
    selecting.choose("b", true, false);
    expect(manager.getSelectionIds()).toHaveLength(600);
    selecting.choose(null, false, false);
    expect(manager.hasSelection()).toBe(false);
    expect([...selecting.keys]).toEqual([]);
  });

  it("is not taken back when the same principal is chosen once more", () => {
    const { manager, read, selecting } = place();
    read("a", 2);
    selecting.choose("a", false, false);
    selecting.choose("a", false, false);
    expect(manager.getSelectionIds()).toHaveLength(2);
  });

  it("of a bookmark waits for rows that are still to come", () => {
    const { read, selecting, selections, shown } = place();
    read("a", 2);
    selections.setFromHost([idFrom(3)]);
    expect(shown).toEqual([]);
    read("b", 2);
    selecting.settle(true);
    expect(shown).toEqual([["b"]]);
    expect([...selecting.keys]).toEqual(["b"]);
  });

  it("stays as it is where nothing may be operated", () => {
    const { manager, read, selecting, selections, shown } = place(false);
    read("a", 2);
    expect(selecting.choose("a", false, false)).toBe("");
    selections.setFromHost([idFrom(0)]);
    expect(manager.getSelectionIds()).toHaveLength(1);
    expect(shown).toEqual([]);
  });
});
