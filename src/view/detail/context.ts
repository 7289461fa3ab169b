import type { CommandLanguage } from "../../knowledge/types";
import type { Principal } from "../../model/types";
import type { OpenState } from "../disclosure";
import type { Scene } from "../scene";
import type { Way } from "../types";
import type { Intents, OfferedFormat, StepState, ViewScope } from "../types";

/** What the reader has entered on a step and not saved yet; it outlives every redraw. */
export interface StepDraft extends Record<"note" | "reason" | "assignee" | "due", string> {
  state: StepState;
}

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
  /** What was entered on steps and is not saved yet, by case and step. */
  readonly drafts: Map<string, StepDraft>;
  export(format: OfferedFormat, scope: ViewScope): void;
  /** No file can be written; the scope is offered as text to copy where the shell can. */
  refused(reason: string, scope: ViewScope): void;
  /** Says one line to the reader, politely, with ways on from there. */
  say(message: string, ways?: readonly Way[]): void;
  /** Draws the detail again, after something was opened or closed. */
  redraw(): void;
  /** Focuses the control with this key and brings it to the top of the pane. */
  reveal(key: string): void;
  /** Focuses the control with this key where it stands. */
  refocus(key: string): void;
}
