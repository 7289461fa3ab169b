import type powerbi from "powerbi-visuals-api";
import { text } from "../view/strings";
import { CARDS } from "./settings/cards";
import { cardUid, descriptorsOf, groupUid } from "./settings/formattingModel";

type Host = powerbi.extensibility.visual.IVisualHost;
type SubSelection = powerbi.visuals.CustomVisualSubSelection;
type Styles = powerbi.visuals.SubSelectionStyles;
type Shortcuts = powerbi.visuals.VisualSubSelectionShortcuts;
type Outline = powerbi.visuals.SubSelectionRegionOutline;

/** Numbers of the API's const enums. */
const NO_STYLE = 0;
const SHAPE = 3;
const RESET = 0;
const NAVIGATE = 1;
const RECTANGLE = 1;
const HOVERED = 1;
const ACTIVE = 2;

/** A thing on the screen and the card of the format pane that changes it. */
interface Kind {
  readonly selector: string;
  readonly card: string;
  /** The attribute that names the group of the card, or the property that colours the thing. */
  readonly group?: string;
  readonly color?: string;
}

const KINDS: readonly Kind[] = [
  { selector: ".spp-hcell[data-column]", card: "columns", group: "column" },
  { selector: ".spp-chip[data-grade]", card: "gradeColors", color: "grade" },
  { selector: ".spp-chip[data-severity]", card: "gradeColors", color: "severity" },
  { selector: ".spp-figure.is-watched, .spp-pill.is-watched", card: "codes" },
  { selector: ".spp-menubox", card: "exports" },
  { selector: ".spp-tile", card: "tile" },
  { selector: ".spp-row", card: "density" },
];

/** What was found under the pointer. */
interface Part {
  readonly element: HTMLElement;
  readonly card: string;
  readonly group: string | null;
  readonly color: string | null;
}

/** What comes back from the host with a sub-selection: enough to find the card again. */
interface Mark {
  readonly card: string;
  readonly group: string | null;
  readonly color: string | null;
}

const keyOf = ({ card, group, color }: Mark): string => [card, group ?? "", color ?? ""].join("|");

/** The innermost thing that can be formatted, from an element outwards. */
function partOf(from: EventTarget | null, root: HTMLElement): Part | null {
  for (let node = from instanceof Element ? from : null; node && node !== root; node = node.parentElement) {
    const kind = KINDS.find(({ selector }) => node?.matches(selector));
    if (kind === undefined || !(node instanceof HTMLElement)) continue;
    const named = (attribute: string | undefined): string | null =>
      attribute === undefined ? null : (node.dataset[attribute] ?? null);
    return { element: node, card: kind.card, group: named(kind.group), color: named(kind.color) };
  }
  return null;
}

/** The words for a part: its group or property where it has one, else its card. */
function nameOf({ card, group, color }: Mark): string {
  const found = CARDS.find(({ name }) => name === card);
  const label =
    found?.groups.find(({ name }) => name === group)?.label ??
    found?.groups.flatMap(({ properties }) => properties).find(({ name }) => name === color)?.label ??
    found?.label;
  return label === undefined ? "" : text(label);
}

function isMark(value: unknown): value is Mark {
  const card = (value as Mark | null | undefined)?.card;
  return CARDS.some(({ name }) => name === card);
}

const markOf = (subSelections: readonly SubSelection[] | undefined): Mark | null => {
  const [first] = Array.isArray(subSelections) ? (subSelections as readonly SubSelection[]) : [];
  if (isMark(first?.metadata)) return first.metadata;
  const named = { card: first?.customVisualObjects?.[0]?.objectName ?? "", group: null, color: null };
  return isMark(named) ? named : null;
};

/**
 * On-object formatting: in the host's format mode a click names what is to be formatted instead of opening it, and the
 * host goes to its card. In every other mode nothing listens.
 */
export class OnObject implements powerbi.extensibility.visual.VisualOnObjectFormatting {
  private isOn = false;
  private active: string | null = null;

  constructor(
    private readonly host: Host | undefined,
    private readonly root: HTMLElement | undefined,
  ) {}

  /** `subSelections` is what the host holds selected now. */
  update(formatMode: boolean, subSelections: readonly SubSelection[] | undefined): void {
    if (formatMode !== this.isOn) this.listen(formatMode);
    if (!formatMode) return;
    const mark = markOf(subSelections);
    this.active = mark === null ? null : keyOf(mark);
    this.outline(null);
  }

  destroy(): void {
    if (this.isOn) this.listen(false);
  }

  getSubSelectionStyles(subSelections: SubSelection[]): Styles | undefined {
    const mark = markOf(subSelections);
    if (mark?.color === undefined || mark.color === null) return undefined;
    const reference = { objectName: mark.card, propertyName: mark.color };
    const styles: unknown = { type: SHAPE, fill: { reference, label: nameOf(mark) } };
    return styles as Styles;
  }

  getSubSelectionShortcuts(subSelections: SubSelection[]): Shortcuts | undefined {
    const mark = markOf(subSelections);
    const card = CARDS.find(({ name }) => name === mark?.card);
    if (mark === null || card === undefined) return undefined;
    const group = card.groups.find(({ name }) => name === (mark.group ?? card.name));
    const shortcuts: unknown = [
      {
        type: RESET,
        relatedResetFormattingIds: descriptorsOf(group === undefined ? card : { ...card, groups: [group] }),
      },
      {
        type: NAVIGATE,
        destinationInfo: {
          cardUid: cardUid(card.name),
          ...(group === undefined ? {} : { groupUid: groupUid(card.name, group.name) }),
        },
        label: text("paneGoTo", nameOf(mark)),
      },
    ];
    return shortcuts as Shortcuts;
  }

  getSubSelectables(filter?: powerbi.visuals.SubSelectionStylesType): SubSelection[] | undefined {
    const all = [...this.parts().values()].map((part) => {
      const box = part.element.getBoundingClientRect();
      return this.subSelection(part, box.left + box.width / 2, box.top + box.height / 2, false);
    });
    return filter === undefined ? all : all.filter(({ subSelectionType }) => subSelectionType === filter);
  }

  /** One part of each kind that is on the screen. */
  private parts(): Map<string, Part> {
    const found = new Map<string, Part>();
    const selector = KINDS.map((kind) => kind.selector).join(", ");
    for (const element of this.root?.querySelectorAll(selector) ?? []) {
      const part = this.root === undefined ? null : partOf(element, this.root);
      if (part === null || part.element.getClientRects().length === 0) continue;
      if (!found.has(keyOf(part))) found.set(keyOf(part), part);
    }
    return found;
  }

  private subSelection(part: Part, x: number, y: number, showUI: boolean): SubSelection {
    const { card, group, color } = part;
    const selectionId = this.host?.createSelectionIdBuilder?.().createSelectionId();
    const made: unknown = {
      customVisualObjects: [{ objectName: card, selectionId }],
      displayName: nameOf(part),
      subSelectionType: color === null ? NO_STYLE : SHAPE,
      selectionOrigin: { x, y },
      showUI,
      metadata: { card, group, color },
    };
    return made as SubSelection;
  }

  private listen(on: boolean): void {
    this.isOn = on;
    const { root } = this;
    if (root === undefined) return;
    const change = on ? root.addEventListener.bind(root) : root.removeEventListener.bind(root);
    // Caught on the way down, before the view's own listeners.
    change("click", this.choose, true);
    change("contextmenu", this.choose, true);
    change("pointerover", this.hover, true);
    if (!on) this.host?.subSelectionService?.updateRegionOutlines?.([]);
  }

  private readonly choose = (event: Event): void => {
    const { root } = this;
    if (root === undefined || !(event instanceof MouseEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    const part = partOf(event.target, root);
    if (part === null) return;
    this.active = keyOf(part);
    this.host?.subSelectionService?.subSelect?.(this.subSelection(part, event.clientX, event.clientY, true));
    this.outline(part);
  };

  private readonly hover = (event: Event): void => {
    if (this.root !== undefined) this.outline(partOf(event.target, this.root));
  };

  /** Tells the host where the chosen part lies, and the one under the pointer. */
  private outline(hovered: Part | null): void {
    const service = this.host?.subSelectionService;
    if (typeof service?.updateRegionOutlines !== "function") return;
    const chosen = this.active === null ? undefined : this.parts().get(this.active);
    const outlines: Outline[] = [];
    if (chosen) outlines.push(outlineOf(chosen, ACTIVE));
    if (hovered && keyOf(hovered) !== this.active) outlines.push(outlineOf(hovered, HOVERED));
    service.updateRegionOutlines(outlines);
  }
}

function outlineOf(part: Part, visibility: number): Outline {
  const { left, top, width, height } = part.element.getBoundingClientRect();
  const made: unknown = {
    id: keyOf(part),
    visibility,
    outline: { type: RECTANGLE, x: left, y: top, width, height },
  };
  return made as Outline;
}
