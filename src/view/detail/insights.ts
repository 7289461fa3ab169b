import { advice } from "../advice";
import { el, button } from "../dom";
import { icon } from "../icons";
import type { Scene } from "../scene";
import { NO_FILTERS, type ListState } from "../state";
import { text } from "../strings";

/** What stands out across principals, one line each; a line leads to those that it names. */
export function insights(
  { snapshot, input }: Scene,
  onFilter: (change: Partial<ListState>) => void,
  onOpen: (id: string) => void,
): HTMLElement | null {
  // While rows arrive, every window would tell another story.
  const found = snapshot.source.loading ? [] : snapshot.insights();
  if (found.length === 0) return null;
  const list = el("ul", "spp-insights");
  found.forEach(({ text: line, principals }, i) => {
    if (!input.interactive) {
      list.append(el("li", "spp-insight", advice("span", "", line)));
      return;
    }
    const row = button("spp-insight", `insight|${String(i)}`, advice("span", "", line), icon("chevron"));
    const ids = principals.map((index) => snapshot.columns.id[index] ?? "");
    const [only] = ids;
    row.addEventListener("click", () => {
      if (ids.length === 1 && only !== undefined) onOpen(only);
      // All of them and nobody else: what was filtered before would hide some.
      else onFilter({ ...NO_FILTERS, among: ids });
    });
    list.append(el("li", "", row));
  });
  return el("section", "spp-section", el("h3", "spp-h", text("insightsTitle")), list);
}
