import { violations } from "../support/axe";
import { faults, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();
type Host = Awaited<ReturnType<typeof openHost>>;
interface Download {
  readonly content: string;
  readonly fileName: string;
}
interface Exported {
  readonly scope: { readonly kind: string; readonly text: string };
  readonly principals: readonly { readonly id: string; readonly cases: readonly unknown[] }[];
}

const WHINCHAT = "[data-principal-id$='00d6']";
const downloaded = async (host: Host, count: number): Promise<Download[]> => {
  await host.page.waitForFunction(
    (wanted) =>
      (globalThis as unknown as { standIn: { downloads(): unknown[] } }).standIn.downloads().length === wanted,
    count,
  );
  return standIn<Download[]>(host.page, "downloads");
};
const focused = (host: Host): Promise<string> =>
  host.visual.locator(":focus").evaluate((element) => element.textContent.trim());

describe("what is exported", () => {
  it("is the filtered list by default, everything or the open principal by choice, and the file says so", async () => {
    const host = await openHost(chromium.browser, "export=allowed");
    const { visual } = host;
    const trigger = visual.getByRole("button", { name: "Export checklist" });
    await trigger.click();
    expect(await visual.getByRole("menuitemradio").count()).toBe(0);
    await host.page.keyboard.press("Escape");
    await visual.getByRole("combobox", { name: "Code" }).selectOption("50171");
    await visual.locator(WHINCHAT).click();
    await trigger.click();
    const list = visual.getByRole("menuitemradio", { name: /^This list: \d+ of 43$/ });
    expect(await list.getAttribute("aria-checked")).toBe("true");
    const matching = Number(/\d+/.exec(await list.innerText())?.[0]);
    expect(await violations(host.page, { without: ["page-has-heading-one"] })).toEqual([]);
    await visual.getByRole("menuitem", { name: "JSON" }).click();
    await downloaded(host, 1);
    for (const [i, name] of ["This principal", "Everything (43)"].entries()) {
      await trigger.click();
      const choice = visual.getByRole("menuitemradio", { name, exact: true });
      await choice.click();
      expect(await choice.getAttribute("aria-checked")).toBe("true");
      await visual.getByRole("menuitem", { name: "JSON" }).click();
      await downloaded(host, i + 2);
    }
    const files = (await downloaded(host, 3)).map(({ content }) => JSON.parse(content) as Exported);
    expect(files.map(({ scope, principals }) => [scope.kind, principals.length])).toEqual([
      ["principals", matching],
      ["principal", 1],
      ["all", 43],
    ]);
    expect(files[0]?.scope.text).toBe(`${String(matching)} of 43 service principals, chosen by: code 50171.`);
    expect(await faults(host)).toEqual([]);
  });

  it("is one case from its checklist, or its whole principal", async () => {
    const host = await openHost(chromium.browser, "export=allowed");
    const { visual } = host;
    await visual.locator(WHINCHAT).click();
    const trigger = visual.getByRole("button", { name: "Export this checklist" }).first();
    await trigger.click();
    expect(await visual.getByRole("menuitemradio", { checked: true }).innerText()).toBe("This case");
    await visual.getByRole("menuitem", { name: "JSON" }).click();
    await downloaded(host, 1);
    await trigger.click();
    await visual.getByRole("menuitemradio", { name: "This principal" }).click();
    await visual.getByRole("menuitem", { name: "JSON" }).click();
    const files = (await downloaded(host, 2)).map(({ content }) => JSON.parse(content) as Exported);
    expect(files.map(({ scope }) => scope.kind)).toEqual(["case", "principal"]);
    expect(await faults(host)).toEqual([]);
  });

  it("is chosen by keys: arrows go through scopes and formats, Escape comes back to the button", async () => {
    const host = await openHost(chromium.browser, "export=allowed");
    const { visual, page } = host;
    await visual.getByRole("combobox", { name: "Code" }).selectOption("50171");
    await visual.getByRole("button", { name: "Export checklist" }).focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused(host)).toBe("Excel workbook");
    const described = await visual.locator(":focus").getAttribute("aria-describedby");
    expect(await visual.locator(`#${described ?? ""}`).innerText()).toMatch(/^This list/);
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    expect(await visual.locator(":focus").getAttribute("aria-checked")).toBe("true");
    await page.keyboard.press("End");
    expect(await focused(host)).toBe("Markdown");
    await page.keyboard.press("j");
    expect(await focused(host)).toBe("JSON");
    await page.keyboard.press("Escape");
    expect(await focused(host)).toBe("Export checklist");
    expect(await faults(host)).toEqual([]);
  });

  it("is offered smaller where the file would be too large", async () => {
    const host = await openHost(chromium.browser, "export=allowed");
    const { visual } = host;
    const rows = Array.from({ length: 2500 }, (_, i) => `p${i},sp-${i},50171,Ledger,2026-11-20T10:00:00Z`);
    const csv = ["servicePrincipalId,servicePrincipalName,resultType,resource,time", ...rows].join("\n");
    await standIn(host.page, "loadCsv", csv, { now: "2026-11-23T12:00:00Z" });
    await standIn(host.page, "settled");
    await visual.getByRole("searchbox").fill("sp-24");
    await visual.getByRole("button", { name: "Export checklist" }).click();
    await visual.getByRole("menuitemradio", { name: /^Everything/ }).click();
    await visual.getByRole("menuitem", { name: "JSON" }).click();
    const less = visual.locator(".spp-footer").getByRole("button", { name: /^This list/ });
    await less.waitFor();
    expect(await visual.locator(".spp-said").innerText()).toMatch(/about \d+ MB; Power BI saves up to 30 MB/);
    expect(await visual.getByRole("button", { name: "Show as text to copy" }).count()).toBe(0);
    expect(await standIn<unknown[]>(host.page, "downloads")).toEqual([]);
    await less.click();
    const [file] = await downloaded(host, 1);
    const { scope } = JSON.parse(file?.content ?? "") as Exported;
    expect(scope.text).toContain("search for “sp-24”");
    expect(await faults(host)).toEqual([]);
  });

  it("is offered as text where the download service never answers", async () => {
    const host = await openHost(chromium.browser, "export=never&place=embed&w=900&h=700");
    const { visual, page } = host;
    // Time is made to run: the visual waits as long as a reader may need to choose a folder.
    await page.frames()[1]?.evaluate(() => {
      const real = globalThis.setTimeout;
      globalThis.setTimeout = ((run: () => void) => real(run, 0)) as typeof setTimeout;
    });
    await visual.getByRole("button", { name: "Export checklist" }).click();
    await visual.getByRole("menuitem", { name: "CSV" }).click();
    await visual.getByRole("button", { name: "Show as text to copy" }).click();
    expect(await visual.locator(".spp-said").innerText()).toContain("not answered yet");
    expect(await visual.getByRole("textbox", { name: "Checklist as text" }).inputValue()).toContain("AADSTS50171");
    expect(await faults(host)).toEqual([]);
  });
});
