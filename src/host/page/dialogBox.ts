import { dialogActions } from "../constants";
import type { DialogRequest, FrameEvent, VisualPackage } from "../protocol";
import { FrameLink } from "./frameLink";
import { part } from "./holder";
import type { Beginning } from "./instance";
import { frameDocument } from "./srcdoc";

interface DialogResult {
  actionId: number;
  resultState: unknown;
}

const close = 0;
const smallest = { width: 240, height: 210 };

/** Shows a dialog of the package in a frame of its own, over the page, with the buttons that the visual asked for. */
export class DialogBox {
  /** Resolves when the reader or the dialog has closed it. */
  open(
    request: DialogRequest,
    visual: VisualPackage,
    runtime: string,
    onEvent: (event: FrameEvent) => void,
    beginning: Beginning,
  ): Promise<DialogResult> {
    const box = part("dialog", document.body, "dialog") as HTMLDialogElement;
    const title = part("dialog-title", box, "h2");
    title.textContent = request.options.title ?? visual.displayName;
    title.id = "dialog-title";
    box.setAttribute("aria-labelledby", title.id);
    const body = part("dialog-body", box);
    const buttons = part("dialog-buttons", box);
    const width = fit(request.options.size?.width, smallest.width, window.innerWidth);
    const height = fit(request.options.size?.height, smallest.height, window.innerHeight);
    return new Promise((resolve) => {
      let state: unknown;
      let link: FrameLink | undefined;
      const end = (actionId: number, resultState: unknown): void => {
        link?.close();
        box.remove();
        resolve({ actionId, resultState });
      };
      for (const action of request.options.actionButtons ?? [close]) {
        const button = part("dialog-action", buttons, "button") as HTMLButtonElement;
        button.type = "button";
        button.textContent = dialogActions[action] ?? String(action);
        button.addEventListener("click", () => {
          end(action, state);
        });
      }
      box.addEventListener("cancel", (event) => {
        event.preventDefault();
        end(close, state);
      });
      box.showModal();
      const init = { ...beginning, dialog: request, instance: 0, saved: { objects: {}, storage: {}, filters: [] } };
      void FrameLink.open(
        { into: body, id: "dialog-frame", title: "Dialog" },
        frameDocument(visual, runtime, beginning.options.locale),
        { ...init, options: { ...beginning.options, width, height } },
        (event) => {
          if (event.kind === "dialogState") state = event.resultState;
          else if (event.kind === "dialogClosed") end(event.actionId, event.resultState ?? state);
          else onEvent(event);
        },
      ).then((opened) => (link = opened));
    });
  }
}

/** Sizes in pixels within what the documentation allows: at least 240 × 210, at most 90 % of the window. */
function fit(asked: number | undefined, least: number, room: number): number {
  return Math.round(Math.min(Math.max(asked ?? room / 2, least), room * 0.9));
}
