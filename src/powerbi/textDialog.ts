import { type CopyWords, copyField } from "../view/copyText";
import { attrs, el } from "../view/dom";
import { applyTheme } from "../view/theme";
import type { Theme } from "../view/types";
import { DIALOG_CENTER, DIALOG_CLOSE } from "./constants";
import { dialogSize } from "./places";

/** What the dialog shows; handed over by the visual, because the dialog runs in a frame of its own. */
export interface TextState extends CopyWords {
  readonly text: string;
  readonly lang: string;
  readonly dir: string;
  readonly theme: Theme;
}

type Dialogs = Record<string, unknown>;

/** The host's modal dialog with a text to copy. */
export class TextDialog {
  static readonly id = "TextDialog";
  readonly root: HTMLElement;

  constructor({ element }: { readonly element: HTMLElement }, state: object) {
    const { text, help, label, lang, dir, theme } = state as TextState;
    this.root = attrs(el("div", "spp is-dialog"), { lang, dir });
    applyTheme(this.root, theme);
    const field = copyField(text, { help, label });
    this.root.append(field.element);
    element.append(this.root);
    field.focus();
  }
}

/** Makes the dialog known: the packaged plugin looks its class up here when the host opens one. */
export function registerDialogs(
  registry: { dialogRegistry?: Dialogs } = globalThis as { dialogRegistry?: Dialogs },
): void {
  registry.dialogRegistry = { ...registry.dialogRegistry, [TextDialog.id]: TextDialog };
}

/** The part of the host that opens a dialog; enums of the visuals API are plain numbers here. */
interface Opener {
  openModalDialog(
    id: string,
    options: {
      title: string;
      size: { width: number; height: number };
      position: { type: number };
      actionButtons: number[];
    },
    state: object,
  ): unknown;
}

/** Opens the dialog; false where the host has none, it does not fit, or it was refused. Call it from a click only. */
export async function openTextDialog(
  host: Partial<Opener> | undefined,
  screen: { readonly width: number; readonly height: number },
  title: string,
  state: TextState,
): Promise<boolean> {
  const size = dialogSize(screen);
  if (typeof host?.openModalDialog !== "function" || size === null) return false;
  const position = { type: DIALOG_CENTER };
  const actionButtons = [DIALOG_CLOSE];
  try {
    await host.openModalDialog(TextDialog.id, { title, size, position, actionButtons }, state);
    return true;
  } catch {
    return false;
  }
}
