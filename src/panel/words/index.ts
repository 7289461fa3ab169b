import { found } from "../../view/strings";
import { LABELS } from "./labels";

type Key = keyof typeof LABELS;

/** A text of the panel alone, with its parameters filled in; the view's own texts are in `view/strings`. */
export function say(key: Key, ...args: readonly string[]): string {
  return (found(key) ?? LABELS[key]).replaceAll(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? "");
}
