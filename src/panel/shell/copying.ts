/** Puts a text on the clipboard; where the browser refuses, shows it selected, to be copied by hand. True where it was copied. */
export async function copyText(text: string, title: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const { showCopy } = await import("./copyDialog");
    showCopy(title, text);
    return false;
  }
}
