import type { Principal } from "../../model/types";
import type { Layout } from "../layout";
import type { Scene } from "../scene";
import type { DetailContext } from "./context";

export interface DetailState {
  readonly scene: Scene;
  readonly layout: Layout;
  /** Index of the principal shown, or null for the overview. */
  readonly selected: number | null;
  /** The only principal there is: nothing to go back to. */
  readonly alone: boolean;
  /** Put beside the title where the principal is alone. */
  readonly action: HTMLElement;
  /** False when a search or filter leaves the open principal out. */
  readonly listed: boolean;
}

/** Draws everything about one principal. A shell may give it later than the view: the overview does without. */
export type PrincipalPage = (context: DetailContext, state: DetailState, close: () => void) => readonly Node[];

/** From this inner width on chart and credentials stand side by side. */
export const TWO_COLUMNS = 470;

export const nameOf = ({ name, appId, id }: Principal): string => name || appId || id;
