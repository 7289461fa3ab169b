import { readFileSync } from "node:fs";
import type { FrameLocator, Page } from "playwright-core";
import type { Look, Steps } from "./looks";

/** The day the sample was made for: ages and windows on every picture stay the same. */
const NOW = "2026-11-23T12:00:00Z";

/** Path and options of the stand-in host for a look. */
export const hostPath = ({ query, width, height }: Look): string =>
  `/host/?chrome=0&w=${width}&h=${height}${query === "" ? "" : `&${query}`}`;

const call = (page: Page, member: string, ...values: readonly unknown[]): Promise<unknown> =>
  page.evaluate(
    async ({ name, args }) => {
      const api = (globalThis as unknown as { standIn: Record<string, unknown> }).standIn;
      const found = api[name];
      if (typeof found === "function") await (found as (...all: unknown[]) => unknown).apply(api, args);
      else await found;
    },
    { name: member, args: [...values] },
  );

/** The sample's rows of these principals, under its header. */
function rowsOf(sample: string, ids: readonly string[]): string {
  const [head = "", ...rows] = readFileSync(sample, "utf8").split("\n");
  return [head, ...rows.filter((row) => ids.some((id) => row.startsWith(id)))].join("\n");
}

/**
 * Brings a freshly opened stand-in to a look: settings, rows, groups, the open principal, presses.
 * `sample` is the path of the sample's CSV file. Rejects when something to press is not there.
 */
export async function arrange(page: Page, visual: FrameLocator, steps: Steps, sample: string): Promise<void> {
  await call(page, "ready");
  if (steps.objects !== undefined) await call(page, "setObjects", steps.objects);
  const csv = steps.only === undefined ? steps.csv : rowsOf(sample, steps.only);
  if (csv !== undefined) await call(page, "loadCsv", csv, { now: NOW });
  await call(page, "settled");
  await visual.locator(".spp").first().waitFor();
  if (steps.groupBy !== undefined) {
    const grouping = visual
      .locator(".spp-toolbar select")
      .filter({ has: visual.locator(`[value='${steps.groupBy}']`) });
    await grouping.selectOption(steps.groupBy);
  }
  if (steps.open !== undefined) {
    const row = steps.open === "first" ? "[data-principal-id]" : `[data-principal-id="${steps.open}"]`;
    await visual.locator(row).first().click();
  }
  // A menu whose files cannot be saved says so, and still opens.
  for (const selector of steps.press ?? []) await visual.locator(selector).first().click({ force: true });
  await page.mouse.move(0, 0);
}
