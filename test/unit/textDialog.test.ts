import { openTextDialog, registerDialogs, TextDialog, type TextState } from "../../src/powerbi/textDialog";

const BROWSER = { width: 1440, height: 900 };
const STATE: TextState = {
  text: "# Checklist",
  help: "Press Ctrl+C",
  label: "Text",
  lang: "en-US",
  dir: "ltr",
  theme: { dark: false, highContrast: false },
};

/** A host that keeps what it was asked for. */
function fakeHost(answer: () => Promise<unknown>) {
  const asked: unknown[][] = [];
  const openModalDialog = (...args: unknown[]): never => {
    asked.push(args);
    return answer() as never;
  };
  return { asked, host: { openModalDialog } };
}

describe("the host's dialog with a text to copy", () => {
  it("is registered under its id, beside the dialogs that are there already", () => {
    const other = (): string => "";
    const registry = { dialogRegistry: { Other: other } };
    registerDialogs(registry);
    expect(registry.dialogRegistry).toEqual({ Other: other, [TextDialog.id]: TextDialog });
    const empty: { dialogRegistry?: Record<string, unknown> } = {};
    registerDialogs(empty);
    expect(Object.keys(empty.dialogRegistry ?? {})).toEqual([TextDialog.id]);
  });

  it("opens with a title, a size that hosts accept and one button, and hands the text over", async () => {
    const { asked, host } = fakeHost(() => Promise.resolve({}));
    expect(await openTextDialog(host, BROWSER, "Checklist as text", STATE)).toBe(true);
    expect(asked).toEqual([
      [
        TextDialog.id,
        { title: "Checklist as text", size: { width: 720, height: 540 }, position: { type: 0 }, actionButtons: [0] },
        STATE,
      ],
    ]);
  });

  it("answers false where the host refuses, throws, has none, or has no room, so that the view shows the text", async () => {
    const refusing = fakeHost(() => Promise.reject(new Error("not here")));
    expect(await openTextDialog(refusing.host, BROWSER, "", STATE)).toBe(false);
    const throwing = fakeHost(() => {
      throw new Error("not here");
    });
    expect(await openTextDialog(throwing.host, BROWSER, "", STATE)).toBe(false);
    expect(await openTextDialog({}, BROWSER, "", STATE)).toBe(false);
    expect(await openTextDialog(undefined, BROWSER, "", STATE)).toBe(false);
    const small = fakeHost(() => Promise.resolve({}));
    expect(await openTextDialog(small.host, { width: 240, height: 200 }, "", STATE)).toBe(false);
    expect(small.asked).toEqual([]);
  });
});
