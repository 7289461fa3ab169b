import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openXlsx } from "hucre/xlsx";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { violations } from "../support/axe";
import { open, useBrowser } from "../support/browser";

const chromium = useBrowser();
const step = (page: Page): ReturnType<Page["locator"]> => page.locator("[data-step]").nth(1);

async function openPanel() {
  const watched = await open(chromium.browser, "/panel/");
  await watched.page.locator("[data-principal-id]").first().waitFor();
  return watched;
}

async function save(page: Page, item: string): Promise<{ readonly file: string; readonly content: Buffer }> {
  await page.getByRole("button", { name: "Export checklist" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: item, exact: true }).click();
  const got = await download;
  const file = path.join(await mkdtemp(path.join(tmpdir(), "panel-")), got.suggestedFilename());
  await got.saveAs(file);
  return { file, content: await readFile(file) };
}

describe("the panel's exports", () => {
  it("are ten formats in groups, each a file of its own that parses", async () => {
    const { page, console, errors, foreignRequests } = await openPanel();
    await page.getByRole("button", { name: "Export checklist" }).click();
    const groups = page.getByRole("menu").getByRole("group");
    expect(await groups.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")))).toEqual([
      "Files",
      "For tickets",
      "For auditors",
      "For paper",
    ]);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const names = new Set<string>();
    for (const item of ["CSV", "Azure DevOps work items", "Jira issues"]) {
      const { file, content } = await save(page, item);
      names.add(path.basename(file));
      const { data, errors: wrong } = Papa.parse(
        content
          .toString("utf8")
          .replace(/^\uFEFF/, "")
          .trim(),
      );
      expect([wrong, data.length > 10]).toEqual([[], true]);
    }
    for (const item of ["JSON", "OSCAL POA&M"]) {
      const { file, content } = await save(page, item);
      names.add(path.basename(file));
      expect(Object.keys(JSON.parse(content.toString("utf8")) as object).length).toBeGreaterThan(0);
    }
    for (const item of ["Markdown", "GitHub issue", "GitLab issue"]) {
      const { file, content } = await save(page, item);
      names.add(path.basename(file));
      expect(file.endsWith(".md")).toBe(true);
      expect(content.toString("utf8")).toContain("- [ ]");
    }
    const workbook = await save(page, "Excel workbook");
    names.add(path.basename(workbook.file));
    expect((await openXlsx(workbook.content)).sheets.map(({ name }) => name)).toContain("Checklist");
    const printable = await save(page, "Printable page");
    names.add(path.basename(printable.file));
    expect(printable.content.toString("utf8")).toMatch(/^<!doctype html>[\s\S]*☐/);
    expect(names.size).toBe(10);
    expect([...names].every((name) => name.startsWith("sample-"))).toBe(true);
    expect([...console, ...errors, ...foreignRequests]).toEqual([]);
  });

  it("print opens the styled page, which saves as PDF on A4 and Letter", async () => {
    const { page, console, errors } = await openPanel();
    await page.locator("[data-principal-id$='00d6']").click();
    await page.getByRole("button", { name: "Export this checklist" }).first().click();
    const popup = page.waitForEvent("popup");
    await page.getByRole("menuitem", { name: "Print …" }).click();
    const paper = await popup;
    await paper.getByRole("heading", { name: "Service principal checklists" }).waitFor();
    paper.on("console", (message) => console.push(message.text()));
    expect(await paper.locator("section.case").count()).toBe(1);
    // Only with the page's own style do the boxes stand in a list without numbers.
    expect(await paper.locator("ol.steps").evaluate((list) => getComputedStyle(list).listStyleType)).toBe("none");
    for (const format of ["A4", "Letter"]) {
      const pdf = await paper.pdf({ format });
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
      expect(pdf.length).toBeGreaterThan(10_000);
    }
    expect([...console, ...errors]).toEqual([]);
  });
});

describe("giving a checklist back", () => {
  it("an exported workbook restores states, notes, assignee, due day and reason in a fresh page", async () => {
    const first = await openPanel();
    await first.page.locator("[data-principal-id$='00d6']").click();
    await step(first.page)
      .getByRole("button", { name: /^More about/ })
      .click();
    await step(first.page).getByLabel("State").selectOption("postponed");
    await step(first.page).getByLabel("Reason").fill("Freeze until January");
    await step(first.page).getByLabel("Assignee").fill("Kim");
    await step(first.page).getByLabel("Due day").fill("2027-01-10");
    await step(first.page).getByLabel("Note").fill("=not a formula");
    await step(first.page).getByRole("button", { name: "Save" }).click();
    const said = await step(first.page).locator(".spp-standing").innerText();
    const { file } = await save(first.page, "Excel workbook");

    const { page, console, errors } = await openPanel();
    await page.locator("input[type=file]").setInputFiles(file);
    const dialog = page.getByRole("dialog", { name: /^Imported/ });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain("1 step taken over");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await dialog.count()).toBe(0);
    await page.locator("[data-principal-id$='00d6']").click();
    expect(await step(page).locator(".spp-standing").innerText()).toBe(said);
    expect([...console, ...errors]).toEqual([]);
  });

  it("a dropped file lists what fits nothing and what cannot be read, to be copied", async () => {
    const { page, console, errors } = await openPanel();
    const csv = 'Case,Step,State,Note\nnone|x|50171,a-step,planned,"Keep this"\nnone|x|50171,b-step,wrong,\n';
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], "worked.csv", { type: "text/csv" }));
      return transfer;
    }, csv);
    await page.dispatchEvent("body", "dragover", { dataTransfer: data });
    expect(await page.getByText("Drop the exported checklist here").isVisible()).toBe(true);
    await page.dispatchEvent("body", "drop", { dataTransfer: data });
    const dialog = page.getByRole("dialog", { name: "Imported worked.csv" });
    await dialog.waitFor();
    const lost = dialog.getByRole("textbox", { name: "1 step fits nothing in the data now" });
    expect(await lost.inputValue()).toContain("none|x|50171\ta-step\tplanned\t\tKeep this");
    const problems = dialog.getByRole("textbox", { name: "1 value could not be read" });
    expect(await problems.inputValue()).toContain("2\tState\twrong\tnot a state of a step");
    await lost.focus();
    expect(await lost.evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart)).toBe(
      (await lost.inputValue()).length,
    );
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(await page.getByText("Drop the exported checklist here").isVisible()).toBe(false);
    expect([...console, ...errors]).toEqual([]);
  });
});
