import type powerbi from "powerbi-visuals-api";
import type { DialogRequest, FromFrame, InitMessage } from "../protocol";
import type { Recorder } from "./recorder";

type Result = powerbi.extensibility.visual.ModalDialogResult;

/** The dialogs that a visual has asked for and that are not closed. */
export class Dialogs {
  readonly #recorder: Recorder;
  readonly #open = new Map<number, (result: Result) => void>();
  #count = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  open(request: DialogRequest): powerbi.IPromise<Result> {
    const dialog = ++this.#count;
    const closed: unknown = new Promise<Result>((resolve) => {
      this.#open.set(dialog, resolve);
      this.#recorder.emit({ kind: "dialog", dialog, request });
    });
    return closed as powerbi.IPromise<Result>;
  }

  close(dialog: number, actionId: number, resultState: unknown): void {
    this.#open.get(dialog)?.({ actionId, resultState } as unknown as Result);
    this.#open.delete(dialog);
  }
}

/** Shows one of the package's dialogs in this frame; `dialog` is what the visual asked for. */
export function showDialog(
  plugin: powerbi.visuals.plugins.IVisualPlugin,
  element: HTMLElement,
  dialog: NonNullable<InitMessage["dialog"]>,
  send: (message: FromFrame) => void,
): void {
  if (!plugin.createModalDialog) throw new Error("The package has no modal dialogs");
  const registry: unknown = Reflect.get(globalThis, "dialogRegistry");
  if (typeof registry !== "object" || registry === null || !(dialog.dialogId in registry)) {
    throw new Error(`The package registers no dialog named ${dialog.dialogId}`);
  }
  const host: powerbi.extensibility.visual.IDialogHost = {
    setResult: (resultState) => {
      send({ kind: "dialogState", resultState: structuredClone(resultState) });
    },
    close: (actionId, resultState) => {
      send({ kind: "dialogClosed", actionId: actionId, resultState: structuredClone(resultState) });
    },
  };
  plugin.createModalDialog(dialog.dialogId, { element, host }, dialog.initialState ?? {});
}
