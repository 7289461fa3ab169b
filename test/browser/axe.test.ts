import { PAGE_RULES, violations } from "../support/axe";
import { openHost, useBrowser } from "../support/browser";

const chromium = useBrowser();

describe("the audit by axe", () => {
  it("finds what is wrong in the page and in the frame of a visual, by the rules asked for", async () => {
    const { page, visual } = await openHost(chromium.browser, "data=noFields");
    const audit = { include: ["#visual"], without: PAGE_RULES };
    expect(await violations(page, audit)).toEqual([]);
    await visual.locator(".spp").evaluate((view) => {
      view.append(document.createElement("button"));
    });
    await page.locator("#visual").evaluate((frame) => {
      frame.removeAttribute("title");
    });
    const found = await violations(page, audit);
    expect(found.map(([rule]) => rule).sort()).toEqual(["button-name", "frame-title"]);
    expect(found.find(([rule]) => rule === "button-name")?.[1]).toEqual(["<button></button>"]);
    expect(await violations(page, { ...audit, without: [...PAGE_RULES, "button-name", "frame-title"] })).toEqual([]);
    expect(await violations(page, { ...audit, tags: ["best-practice"] })).toEqual([]);
    expect(await violations(page, { include: [".caption"] })).toEqual([]);
  });
});
