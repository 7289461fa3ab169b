import type powerbi from "powerbi-visuals-api";
import capabilities from "../../capabilities.json";
import { objectsOf } from "../../src/build/objects";
import { OnObject } from "../../src/powerbi/onObject";
import { CARDS } from "../../src/powerbi/settings/cards";
import { Formatting } from "../../src/powerbi/settings/formatting";
import type { Theme } from "../../src/view/types";
import { cellsOf, snapshotOf, type FactRow } from "../support/load";

const THEME: Theme = { dark: false, highContrast: false, background: "#ffffff" };
type Pane = ReturnType<Formatting["pane"]>;
type Slice = powerbi.visuals.SimpleVisualFormattingSlice;
type Card = powerbi.visuals.FormattingCard;
type Group = powerbi.visuals.FormattingGroup;

const SIGN_IN: FactRow = { servicePrincipalId: "a", resultType: "50171", time: "2026-11-20T00:00:00Z" };
const HELD: FactRow = { servicePrincipalId: "a", heldKind: "secret", heldKeyId: "k", heldEnd: "2027-01-01" };

function pane(objects: unknown, rows: readonly FactRow[] | null = [SIGN_IN, HELD], theme = THEME): Pane {
  const formatting = new Formatting(theme);
  formatting.take({ metadata: { columns: [], objects } } as never, theme);
  return formatting.pane(rows === null ? null : snapshotOf(rows));
}

const cardsOf = (model: Pane): Card[] => model.cards.filter((one): one is Card => "groups" in one);
const card = (model: Pane, name: string): Card => cardsOf(model).find(({ uid }) => uid === `${name}-card`) as Card;
const slicesOf = (one: Card): Slice[] => (one.groups as Group[]).flatMap((group) => group.slices as Slice[]);
const slice = (model: Pane, name: string, property: string): Slice =>
  slicesOf(card(model, name)).find(({ uid }) => uid === `${name}-${property}`) as Slice;
const properties = (one: Slice): { descriptor: { objectName: string; propertyName: string }; value: unknown } =>
  one.control.properties;

describe("the format pane", () => {
  it("is declared by the capabilities, card by card (npx tsx src/build/resources.ts writes them)", () => {
    expect(capabilities.objects).toEqual(objectsOf());
    expect(capabilities).toMatchObject({ supportsOnObjectFormatting: true, enablePointerEventsFormatMode: true });
  });

  it.each<[string, readonly FactRow[] | null]>([
    ["no fields", null],
    ["no rows", []],
    ["credentials only", [HELD]],
    ["sign-ins only", [SIGN_IN]],
    ["everything", [SIGN_IN, HELD]],
  ])("shows every card with %s, and describes no property that is not declared", (_, rows) => {
    const model = pane({}, rows);
    const declared: Readonly<Record<string, { properties: object }>> = capabilities.objects;
    expect(cardsOf(model).map(({ uid }) => uid)).toEqual(CARDS.map(({ name }) => `${name}-card`));
    for (const one of cardsOf(model)) {
      const described = slicesOf(one).map((each) => properties(each).descriptor);
      expect(described.length).toBeGreaterThan(0);
      for (const { objectName, propertyName } of described) {
        expect(Object.keys(declared[objectName]?.properties ?? {})).toContain(propertyName);
      }
      // Reset leaves nothing behind.
      expect(one.revertToDefaultDescriptors).toEqual(described);
      expect(described.map(({ propertyName }) => propertyName)).toEqual(
        Object.keys(declared[one.uid.replace("-card", "")]?.properties ?? {}),
      );
    }
    const uids = cardsOf(model).flatMap((one) => [
      one.uid,
      ...one.groups.map((g) => (g as Group).uid),
      ...slicesOf(one).map(({ uid }) => uid),
    ]);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it("survives being posted to another frame", () => {
    const model = pane({ columns: { trendShow: false } });
    expect(structuredClone(model)).toEqual(model);
  });

  it("shows the values in use, and says at the card what was set instead", () => {
    const model = pane({ thresholds: { expiring: 99999 }, codes: { watched: "AADSTS7000222, x" } });
    expect(properties(slice(model, "thresholds", "expiring")).value).toBe(3650);
    expect(card(model, "thresholds").description).toContain("Expiring within: 99999 was set, 3650 is used.");
    expect(properties(slice(model, "codes", "watched")).value).toBe("7000222");
    expect(card(model, "codes").description).toContain("x was set");
    expect(card(model, "density").description).not.toContain("was set");
  });

  it("names default, unit and source of every threshold", () => {
    const model = pane({});
    for (const each of slicesOf(card(model, "thresholds"))) {
      expect(each.infoIconText).toMatch(/^Default: \d+ days\. .*Source: /s);
      expect(each.control.properties).toMatchObject({
        options: { unitSymbol: "d", minValue: { value: 1 }, maxValue: { value: 3650 } },
      });
    }
  });

  it("puts to rest what has no effect now, with the reason", () => {
    const model = pane({ columns: { statusShow: false } }, [{ servicePrincipalId: "a", resultType: "50171" }]);
    expect(slice(model, "columns", "statusPosition").disabled).toBe(true);
    expect(slice(model, "columns", "statusShow").disabled).toBeUndefined();
    expect(slice(model, "columns", "trendShow").disabled).toBe(true);
    expect(slice(model, "tile", "trend").disabled).toBe(true);
    expect(slice(model, "failures", "color").disabled).toBe(true);
    expect(card(model, "thresholds")).toMatchObject({
      disabled: true,
      disabledReason: "No credential is in the rows, so no limit applies.",
    });
    expect(card(model, "gradeColors").disabled).toBeUndefined();
    const contrast = pane({ failures: { from: 3 } }, [SIGN_IN, HELD], { ...THEME, highContrast: true });
    expect(card(contrast, "gradeColors").disabled).toBe(true);
    expect(slice(contrast, "failures", "color").disabled).toBe(true);
    expect(slice(pane({ failures: { from: 3 } }), "failures", "color").disabled).toBeUndefined();
  });

  it("starts its colour pickers at the theme's colours where those can be seen", () => {
    const themed = { ...THEME, negative: "#a00000", positive: "#eeffee" };
    const model = pane({}, [SIGN_IN, HELD], themed);
    expect(properties(slice(model, "gradeColors", "critical")).value).toEqual({ value: "#a00000" });
    expect(properties(slice(model, "gradeColors", "good")).value).toEqual({ value: "#107c41" });
  });
});

describe("on-object formatting", () => {
  const onObject = new OnObject(undefined, undefined);
  const chosen = (metadata: unknown): never => [{ customVisualObjects: [], metadata }] as never;
  const model = pane({});

  it("leads every part to a card and a group that the pane has", () => {
    const parts = [
      { card: "columns", group: "status", color: null },
      { card: "gradeColors", group: null, color: "good" },
      ...["codes", "exports", "tile", "density"].map((name) => ({ card: name, group: null, color: null })),
    ];
    for (const part of parts) {
      const shortcuts = onObject.getSubSelectionShortcuts(chosen(part)) ?? [];
      const last = shortcuts[shortcuts.length - 1] as {
        type: number;
        destinationInfo: { cardUid: string; groupUid: string };
      };
      expect(last.type).toBe(1);
      const found = cardsOf(model).find(({ uid }) => uid === last.destinationInfo.cardUid);
      expect(found?.groups.map((group) => (group as Group).uid)).toContain(last.destinationInfo.groupUid);
    }
  });

  it("offers the colour of a grade where the grade is, and resets the card's properties", () => {
    const grade = chosen({ card: "gradeColors", group: null, color: "poor" });
    expect(onObject.getSubSelectionStyles(grade)).toMatchObject({
      type: 3,
      fill: { reference: { objectName: "gradeColors", propertyName: "poor" }, label: "Poor" },
    });
    expect(onObject.getSubSelectionStyles(chosen({ card: "tile", group: null, color: null }))).toBeUndefined();
    const [reset] = onObject.getSubSelectionShortcuts(chosen({ card: "density", group: null, color: null })) ?? [];
    expect(reset).toMatchObject({ relatedResetFormattingIds: [{ objectName: "density", propertyName: "rows" }] });
  });

  it("goes by the object's name where a host gives no metadata back, and by nothing for what is not ours", () => {
    const byName = [{ customVisualObjects: [{ objectName: "tile" }] }] as never;
    expect(onObject.getSubSelectionShortcuts(byName)).toHaveLength(2);
    for (const odd of [undefined, null, [], [null], [{}], chosen({ card: "x" }), chosen(7)]) {
      expect(onObject.getSubSelectionShortcuts(odd as never)).toBeUndefined();
      expect(onObject.getSubSelectionStyles(odd as never)).toBeUndefined();
    }
    expect(onObject.getSubSelectables()).toEqual([]);
  });
});

// The rows above are read by name: a field that went missing would make every state look alike.
test("the rows of these tests hold sign-ins and credentials", () => {
  expect(cellsOf(SIGN_IN).filter((cell) => cell !== null)).toHaveLength(3);
  expect(snapshotOf([SIGN_IN, HELD]).hasCredentials).toBe(true);
});
