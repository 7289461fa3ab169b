import { CARDS, type Kind } from "../powerbi/settings/cards";
import { LABELS } from "../view/labels";

/** How the capabilities declare what a property holds. */
function typeOf(kind: Kind): unknown {
  switch (kind.is) {
    case "toggle":
      return { bool: true };
    case "number":
      return { numeric: true };
    case "text":
      return { text: true };
    case "color":
      return { fill: { solid: { color: true } } };
    case "choice":
      return {
        enumeration: kind.choices.map(([value, label]) => ({
          value,
          displayName: LABELS[label],
          displayNameKey: label,
        })),
      };
  }
}

/** What the visual itself writes into the report; no card shows it, and the format painter leaves it where it is. */
const KEPT = ["kept", ["marks", "view"]] as const;

/** The `objects` of capabilities.json: every card of the format pane with its properties, and what is kept. */
export function objectsOf(): Readonly<Record<string, unknown>> {
  const [kept, texts] = KEPT;
  const hidden = texts.map((name) => [name, { type: { text: true }, suppressFormatPainterCopy: true }]);
  const cards: Readonly<Record<string, unknown>> = Object.fromEntries(
    CARDS.map((card) => {
      const properties = card.groups
        .flatMap((group) => group.properties)
        .map(({ name, kind }) => [name, { type: typeOf(kind) }]);
      const declared = {
        displayName: LABELS[card.label],
        displayNameKey: card.label,
        properties: Object.fromEntries(properties) as unknown,
      };
      return [card.name, declared];
    }),
  );
  return { ...cards, [kept]: { properties: Object.fromEntries(hidden) as unknown } };
}
