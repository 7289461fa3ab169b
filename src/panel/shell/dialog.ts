import { attrs, button, el, type Child } from "../../view/dom";
import { icon } from "../../view/icons";

/** Opens a modal dialog with a title and a button to close it; it leaves the page when it closes. */
export function openDialog(
  id: string,
  title: string,
  closeWord: string,
  ...content: readonly Child[]
): HTMLDialogElement {
  const close = attrs(button("panel-button is-icon", `${id}-close`, icon("close")), { "aria-label": closeWord });
  close.title = closeWord;
  const head = el("div", "panel-dialoghead", attrs(el("h2", "", title), { id: `${id}-title` }), close);
  const dialog = attrs(el("dialog", `panel-dialog is-${id}`, head, ...content), { "aria-labelledby": `${id}-title` });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
