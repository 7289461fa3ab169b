import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import { open, origin, useBrowser } from "../support/browser";

const chromium = useBrowser();
const PRINCIPALS = Number(process.env["SPP_LONG"] ?? 400);

/** The panel on a sample of failing principals without end. */
async function openLong() {
  const watched = await open(chromium.browser, "/panel/icon.png");
  watched.console.length = 0;
  const { page } = watched;
  const rows = Array.from(
    { length: PRINCIPALS },
    (_, i) => `p-${String(i).padStart(6, "0")},50171,r${String(i % 3)},2026-11-1${String(i % 9)}T00:00:00Z\n`,
  );
  await page.route("**/sample.csv", (route) =>
    route.fulfill({ body: `ServicePrincipalId,ResultType,ResourceDisplayName,TimeGenerated\n${rows.join("")}` }),
  );
  await page.goto(`${origin()}/panel/`);
  await page.locator("[data-principal-id]").first().waitFor();
  return watched;
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Export checklist" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

describe("long writing", () => {
  it("leaves the page answering, can be called off, and ends in a whole file", async () => {
    const { page, console, errors } = await openLong();
    const workers: string[] = [];
    page.on("worker", (worker) => workers.push(worker.url()));
    await choose(page, "Excel workbook");
    // That it can be pressed at all shows that the page answers.
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Writing was cancelled. Nothing was saved.").waitFor();
    expect(workers).toEqual([`${origin()}/panel/workbook.js`]);

    const download = page.waitForEvent("download");
    await choose(page, "Excel workbook");
    const file = path.join(await mkdtemp(path.join(tmpdir(), "long-")), "book.xlsx");
    await (await download).saveAs(file);
    const book = await openXlsx(await readFile(file));
    expect(book.sheets[0]?.rows).toHaveLength(PRINCIPALS + 1);
    expect([...console, ...errors]).toEqual([]);
  });
});
