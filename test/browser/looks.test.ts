import path from "node:path";
import type { FrameLocator, Locator } from "playwright-core";
import { arrange, hostPath } from "../../src/build/looks/arrange";
import { type Look, LOOKS } from "../../src/build/looks/looks";
import { PAGE_RULES, violations } from "../support/axe";
import { faults, open, useBrowser, type Watched } from "../support/browser";

const chromium = useBrowser();
const SAMPLE = path.join(__dirname, "../../assets/sample.csv");

/**
 * Looked at in every run: what no other test audits. A look takes seconds on a busy machine, so the others, which the tests
 * of tiles, paper, the phone and languages audit in their own way, are looked at with SPP_LOOKS=all.
 */
const EVERY_RUN: ReadonlySet<string> = new Set([
  ...["tile-320x200-white", "tile-200x120-black", "grouped-dark", "overview-white", "detail-black", "filters-light"],
  ...[
    "exports-light",
    "copy",
    "notes",
    "drillthrough-light",
    "print-report-white",
    "rtl-detail-black",
    "phone-filters",
  ],
]);
const LOOKED_AT = LOOKS.filter(({ name }) => process.env["SPP_LOOKS"] === "all" || EVERY_RUN.has(name));

type Placed = Watched & { readonly visual: FrameLocator };

async function openLook(look: Look): Promise<Placed> {
  const size = { width: Math.max(look.width, 300), height: Math.max(look.height, 200) };
  const watched = await open(chromium.browser, hostPath(look), { viewport: size });
  const visual = watched.page.frameLocator("#visual");
  await arrange(watched.page, visual, look, SAMPLE);
  return { ...watched, visual };
}

/** Elements with words of their own that are cut at their edge and do not say so with an ellipsis. */
const cut = (root: Locator): Promise<string[]> =>
  root.evaluate((view) => {
    const shortens = (style: CSSStyleDeclaration): boolean =>
      style.textOverflow === "ellipsis" || style.getPropertyValue("-webkit-line-clamp") !== "none";
    return [...view.querySelectorAll<HTMLElement>("*")]
      .filter((element) => {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && (node as Text).data.trim() !== "");
        // The browser draws what is in form fields, and a table's own box scrolls.
        if (!own || element.closest(".spp-sr, svg, select, input, textarea, [hidden], .spp-problemtable")) return false;
        if (element.getClientRects().length === 0) return false;
        const style = getComputedStyle(element);
        if (style.display === "inline" || shortens(style)) return false;
        const hides = /hidden|clip/.test(style.overflowY);
        const wide = element.scrollWidth > element.clientWidth + 1;
        return wide || (hides && element.scrollHeight > element.clientHeight + 3);
      })
      .map((element) => `${element.className}: ${element.innerText}`);
  });

/** How far the document, or a part of it that scrolls, runs beyond its own width. */
const sideways = (visual: FrameLocator): Promise<string[]> =>
  visual.locator("html").evaluate((html) =>
    [html, ...html.querySelectorAll<HTMLElement>("*")]
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX) || element === html)
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.getAttribute("class") ?? element.tagName),
  );

describe("a look", () => {
  it("has a name of its own", () => {
    const names = LOOKS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...EVERY_RUN].filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(LOOKED_AT.map((look) => [look.name, look] as const))(
    "at %s is accessible by every rule, whole and quiet",
    async (_, look) => {
      const placed = await openLook(look);
      expect(await violations(placed.page, { include: ["#visual"], without: PAGE_RULES })).toEqual([]);
      expect(await cut(placed.visual.locator(".spp").first())).toEqual([]);
      expect(await sideways(placed.visual)).toEqual([]);
      expect(await faults(placed)).toEqual([]);
    },
  );
});
