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

/** The `objects` of capabilities.json: every card of the format pane with its properties. */
export function objectsOf(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
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
}
