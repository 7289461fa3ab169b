import type { CommandLanguage } from "../../knowledge/types";
import type { Principal } from "../../model/types";
import type { OpenState } from "../disclosure";
import type { Scene } from "../scene";
import type { ExportFormat, Intents } from "../types";

/** What every part of the detail needs. */
export interface DetailContext {
  readonly scene: Scene;
  readonly principal: Principal;
  readonly intents: Intents;
  readonly open: OpenState;
  /** Languages of commands that the reader chose, newest first. */
  readonly ways: CommandLanguage[];
  /** Inner width of the pane, for charts. */
  readonly width: number;
  exportCase(format: ExportFormat, caseId: string): void;
  /** Says one line to the reader, politely; with a case, its checklist is offered as text to copy. */
  say(message: string, caseId?: string): void;
  /** Draws the detail again, after something was opened or closed. */
  redraw(): void;
  /** Focuses the control with this key and brings it to the top of the pane. */
  reveal(key: string): void;
}
