import type powerbi from "powerbi-visuals-api";
import type { Tip, TipSink } from "../view/types";

type Host = powerbi.extensibility.visual.IVisualHost;
type Id = powerbi.extensibility.ISelectionId;

/** Power BI's own tooltips; the identities let a report page serve as one. Undefined where the host has none. */
export function tooltipsOf(
  host: Host | undefined,
  root: HTMLElement,
  identitiesOf: (index: number) => Id[],
): TipSink | undefined {
  const service = host?.tooltipService;
  if (service === undefined || typeof service.show !== "function") return undefined;
  let identities: Id[] = [];
  /** The service counts from the visual's corner. */
  const at = (x: number, y: number): number[] => {
    const { left, top } = root.getBoundingClientRect();
    return [Math.round(x - left), Math.round(y - top)];
  };
  return {
    show({ index, lines }: Tip, x, y, touch) {
      if (!service.enabled()) return false;
      identities = index === null ? [] : identitiesOf(index);
      const dataItems = lines.map(({ name, value }) => ({ displayName: name, value }));
      service.show({ coordinates: at(x, y), isTouchEvent: touch, dataItems, identities });
      return true;
    },
    move(x, y, touch) {
      service.move({ coordinates: at(x, y), isTouchEvent: touch, identities });
    },
    hide(touch, immediately) {
      service.hide({ isTouchEvent: touch, immediately });
    },
  };
}
