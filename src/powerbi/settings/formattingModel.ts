import type powerbi from "powerbi-visuals-api";
import { findRule } from "../../knowledge";
import { text } from "../../view/strings";
import { sourceLine as sourceWords } from "../../view/words";
import { sourceLine } from "../../knowledge";
import { type Card, CARDS, type Group, type Property, THRESHOLDS } from "./cards";
import { type FormatSettings, keyOf } from "./parse";

type Model = powerbi.visuals.FormattingModel;
type FormattingCard = powerbi.visuals.FormattingCard;
type FormattingGroup = powerbi.visuals.FormattingGroup;
type Slice = powerbi.visuals.SimpleVisualFormattingSlice;
type Descriptor = powerbi.visuals.FormattingDescriptor;

/** What decides which cards and slices make sense now. */
export interface PaneState {
  readonly highContrast: boolean;
  /** False where rows were read and no credential is among them. */
  readonly hasCredentials: boolean;
  /** False where rows were read and none has a time. */
  readonly hasTimes: boolean;
  /** Colour of each grade where the author set none. */
  readonly themeColors: Readonly<Record<string, string>>;
}

export const cardUid = (card: string): string => `${card}-card`;
export const groupUid = (card: string, group: string): string => `${card}-${group}-group`;

/** Validators of numbers, as the API numbers them. */
const MIN = 0;
const MAX = 1;

const descriptor = (card: string, property: string): Descriptor => ({ objectName: card, propertyName: property });

const REASONS = { gradeColors: "paneNoColors", thresholds: "paneNoCredentials" } as const;

/** Why a whole card has no effect now, or null. */
function reasonOf(card: string, state: PaneState): string | null {
  if (card === "gradeColors" && state.highContrast) return text(REASONS.gradeColors);
  if (card === "thresholds" && !state.hasCredentials) return text(REASONS.thresholds);
  return null;
}

/** The mark's colour means nothing without a mark or where high contrast has its own. */
const isMarkIdle = (settings: FormatSettings, state: PaneState): boolean =>
  state.highContrast || settings.view.failures.from === 0;

function isIdle(card: string, group: string, property: string, settings: FormatSettings, state: PaneState): boolean {
  if (card === "failures" && property === "color") return isMarkIdle(settings, state);
  if (card === "tile" && property === "trend") return !state.hasTimes;
  if (card !== "columns") return false;
  if (!state.hasTimes && (group === "trend" || group === "lastFailure")) return true;
  return property !== `${group}Show` && settings.values.get(keyOf(card, `${group}Show`)) === false;
}

/** What a threshold's information icon says: default, rule and source. */
function helpOf(card: string, property: string): string | undefined {
  const [id] = (card === "thresholds" && THRESHOLDS.find(([, name]) => name === property)) || [];
  if (id === undefined) return undefined;
  const rule = findRule(id);
  return [text("paneDefaultDays", String(rule.threshold)), rule.condition, sourceWords(sourceLine(rule))].join(" ");
}

/** The pane's control for a property; its value is the one in use, not what was set wrongly. */
function controlOf(
  card: string,
  { name, kind }: Property,
  settings: FormatSettings,
  state: PaneState,
): Slice["control"] {
  const value = settings.values.get(keyOf(card, name));
  const base = { descriptor: descriptor(card, name) };
  const control = ((): unknown => {
    switch (kind.is) {
      case "toggle":
        return { type: "ToggleSwitch", properties: { ...base, value: value === true } };
      case "number":
        return {
          type: "NumUpDown",
          properties: {
            ...base,
            value: Number(value),
            options: {
              ...(kind.unit === undefined ? {} : { unitSymbol: kind.unit, unitSymbolAfterInput: true }),
              minValue: { type: MIN, value: kind.min },
              maxValue: { type: MAX, value: kind.max },
            },
          },
        };
      case "choice": {
        const items = kind.choices.map(([one, label]) => ({ value: one, displayName: text(label) }));
        return {
          type: "Dropdown",
          properties: { ...base, items, value: items.find((one) => one.value === value) ?? items[0] },
        };
      }
      case "text":
        return { type: "TextInput", properties: { ...base, value: String(value), placeholder: text(kind.hint) } };
      case "color": {
        const theme = { value: state.themeColors[name] ?? "" };
        return {
          type: "ColorPicker",
          properties: { ...base, value: value === "" ? theme : { value: String(value) }, defaultColor: theme },
        };
      }
    }
  })();
  return control as Slice["control"];
}

function groupOf(card: Card, group: Group, settings: FormatSettings, state: PaneState): FormattingGroup {
  const slices = group.properties.map((property): Slice => {
    const info = helpOf(card.name, property.name);
    return {
      uid: `${card.name}-${property.name}`,
      displayName: text(property.label),
      control: controlOf(card.name, property, settings, state),
      ...(info === undefined ? {} : { description: info, infoIconText: info }),
      ...(isIdle(card.name, group.name, property.name, settings, state) ? { disabled: true } : {}),
    };
  });
  return {
    uid: groupUid(card.name, group.name),
    displayName: group.label === null ? "" : text(group.label),
    ...(group.label === null ? { collapsible: false } : { collapsible: true }),
    slices,
  };
}

/** Every property of a card, so that its reset leaves nothing behind. */
export const descriptorsOf = (card: Card): Descriptor[] =>
  card.groups.flatMap(({ properties }) => properties.map(({ name }) => descriptor(card.name, name)));

function cardOf(card: Card, settings: FormatSettings, state: PaneState): FormattingCard {
  const notes = settings.notes.get(card.name) ?? [];
  const reason = reasonOf(card.name, state);
  return {
    uid: cardUid(card.name),
    displayName: text(card.label),
    description: [text(card.help), ...notes].join("\n"),
    ...(reason === null ? {} : { disabled: true, disabledReason: reason }),
    groups: card.groups.map((group) => groupOf(card, group, settings, state)),
    revertToDefaultDescriptors: descriptorsOf(card),
  };
}

/** The format pane for what is set and loaded now. */
export const formattingModel = (settings: FormatSettings, state: PaneState): Model => ({
  cards: CARDS.map((card) => cardOf(card, settings, state)),
});
