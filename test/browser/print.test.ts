import { toHtml } from "../../src/export/all";
import { fixture, NOW, snapshotOfCsv } from "../support/load";
import { useBrowser } from "../support/browser";

const chromium = useBrowser();
const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1|8d11e0aa-7777-4d01-9101-0000000000f1|50171";
const sample = snapshotOfCsv([fixture("assets/sample.csv")]);
const options = { generatedAt: NOW, marks: () => null } as const;
const one = toHtml(sample, { ...options, scope: { kind: "case", id: LARKSPUR } });
const all = toHtml(sample, { ...options, scope: { kind: "all" } });

/** Height of a page between its margins, in CSS pixels at 96 a inch. */
const HEIGHTS = { A4: ((297 - 34) / 25.4) * 96, Letter: 11 * 96 - (34 / 25.4) * 96 } as const;
const WIDTHS = { A4: Math.floor(((210 - 30) / 25.4) * 96), Letter: Math.floor(8.5 * 96 - (30 / 25.4) * 96) } as const;

async function printed(html: string, format: "A4" | "Letter"): Promise<{ pages: number; box: number[] }> {
  const page = await chromium.browser.newPage();
  await page.setContent(html);
  const pdf = (await page.pdf({ format })).toString("latin1");
  const [, box = ""] = /\/MediaBox \[([^\]]+)\]/.exec(pdf) ?? [];
  return { pages: pdf.match(/\/Type \/Page\b/g)?.length ?? 0, box: box.trim().split(" ").map(Number) };
}

describe("the printable page", () => {
  it.each([
    ["A4", [596, 843]],
    ["Letter", [612, 792]],
  ] as const)("prints a case on a few pages of %s", async (format, size) => {
    const { pages, box } = await printed(one, format);
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(20);
    expect(box.slice(2).map(Math.round)).toEqual(size);
  });

  it("begins every case on a page of its own", async () => {
    const [single, whole] = [await printed(one, "A4"), await printed(all, "A4")];
    expect(whole.pages).toBeGreaterThan(30);
    expect(whole.pages).toBeGreaterThan(single.pages);
  });

  it.each(["A4", "Letter"] as const)(
    "has no block of a step that a page of %s cannot hold, and nothing wider than it",
    async (format) => {
      const page = await chromium.browser.newPage({ viewport: { width: WIDTHS[format], height: 1000 } });
      await page.emulateMedia({ media: "print" });
      await page.setContent(all);
      const { tallest, wide } = await page.evaluate(() => ({
        tallest: Math.max(
          ...[...document.querySelectorAll(".whole")].map((step) => step.getBoundingClientRect().height),
        ),
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(wide).toBe(0);
      expect(tallest).toBeLessThanOrEqual(HEIGHTS[format]);
    },
  );

  it("keeps to its own policy, on 320 pixels as well", async () => {
    const page = await chromium.browser.newPage({ viewport: { width: 320, height: 800 } });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.setContent(one);
    expect(said).toEqual([]);
    const seen = await page.evaluate(() => ({
      styled: getComputedStyle(document.querySelector(".sample") ?? document.body).fontWeight,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect(seen).toEqual({ styled: "600", wide: 0 });
  });
});
