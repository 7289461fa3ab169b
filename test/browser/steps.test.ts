import { violations } from "../support/axe";
import { faults, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();
type Host = Awaited<ReturnType<typeof openHost>>;

const HEAD = "servicePrincipalId,servicePrincipalName,resultType,resource,time";
const ROWS = ["p1,sp-one,50171,Ledger,2026-11-20T10:00:00Z", "p2,sp-two,0,Ledger,2026-11-20T10:00:00Z"];
/** It works again, and then fails again. */
const RELAPSE = ["p1,sp-one,0,Ledger,2026-11-24T10:00:00Z", "p1,sp-one,50171,Ledger,2026-11-25T10:00:00Z"];

const load = async (host: Host, rows: readonly string[], now: string): Promise<void> => {
  await standIn(host.page, "loadCsv", [HEAD, ...rows].join("\n"), { now });
  await standIn(host.page, "settled");
};
const step = (host: Host): ReturnType<Host["visual"]["locator"]> => host.visual.locator("[data-step]").nth(1);

async function openSteps(query = ""): Promise<Host> {
  const host = await openHost(chromium.browser, `w=1280&h=720&${query}`);
  await load(host, ROWS, "2026-11-22T12:00:00Z");
  await host.visual.locator("[data-principal-id='p1']").click();
  return host;
}

async function dismiss(host: Host): Promise<void> {
  await step(host)
    .getByRole("button", { name: /^More about/ })
    .click();
  await step(host).getByLabel("State").selectOption("dismissed");
  await step(host).getByLabel("Reason").fill("Not ours; see CHG-1");
  await step(host).getByLabel("Assignee").fill("Kim");
  await step(host).getByLabel("Due day").fill("2026-12-01");
  await step(host).getByLabel("Note").fill("first line\nsecond line");
  await step(host).getByRole("button", { name: "Save" }).click();
  await standIn(host.page, "settled");
}

describe("a step's state, reason, note, assignee and due day", () => {
  it.each(["view", "edit"])("are set, shown with sign and word, and kept over a reload (%s)", async (mode) => {
    const host = await openSteps(`mode=${mode}`);
    const before = await host.visual.getByRole("group", { name: "Fix checklist" }).locator("h3").innerText();
    await dismiss(host);
    const said = step(host).locator(".spp-standing");
    const words = /dismissed[\s\S]*Not ours; see CHG-1[\s\S]*Kim[\s\S]*Dec 1, 2026[\s\S]*first line\nsecond line/;
    expect(await said.innerText()).toMatch(words);
    expect(await said.locator("svg").count()).toBe(1);
    expect(await step(host).getByRole("checkbox").isChecked()).toBe(false);
    // A dismissed step is not done, and it does not leave the total.
    expect(await host.visual.getByRole("group", { name: "Fix checklist" }).locator("h3").innerText()).toBe(before);
    await standIn(host.page, "reload");
    await standIn(host.page, "settled");
    await host.visual.locator("[data-principal-id='p1']").click();
    expect(await said.innerText()).toMatch(words);
    expect(await faults(host)).toEqual([]);
  });

  it("need a reason where the step is put aside, and a whole date", async () => {
    const host = await openSteps();
    const more = step(host).getByRole("button", { name: /^More about/ });
    await more.focus();
    await host.page.keyboard.press("Enter");
    const state = step(host).getByLabel("State");
    expect(await state.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await step(host).getByLabel("Reason").isVisible()).toBe(false);
    await state.selectOption("riskAccepted");
    await step(host).getByRole("button", { name: "Save" }).click();
    const reason = step(host).getByLabel("Reason");
    expect(await reason.getAttribute("aria-invalid")).toBe("true");
    expect(await step(host).getByRole("alert").first().innerText()).toContain("Say why");
    expect(await violations(host.page, { without: ["page-has-heading-one"] })).toEqual([]);
    await reason.fill("Known");
    // What was entered outlives closing with Escape and a new drawing.
    await host.page.keyboard.press("Escape");
    expect(await more.evaluate((element) => element === document.activeElement)).toBe(true);
    await standIn(host.page, "resend", 2);
    await more.click();
    expect(await reason.inputValue()).toBe("Known");
    await step(host).getByLabel("Due day").focus();
    await host.page.keyboard.type("12");
    await step(host).getByRole("button", { name: "Save" }).click();
    expect(await step(host).getByText("This is not a whole date.").count()).toBe(1);
    await step(host).getByRole("button", { name: "Cancel" }).click();
    expect(await step(host).locator(".spp-standing").count()).toBe(0);
    await more.click();
    expect(await state.inputValue()).toBe("active");
    expect(await faults(host)).toEqual([]);
  });

  it("go back as they were by Undo", async () => {
    const host = await openSteps();
    await dismiss(host);
    const undo = host.visual.getByRole("button", { name: "Undo" });
    await undo.focus();
    await host.page.keyboard.press("Enter");
    expect(await step(host).locator(".spp-standing").count()).toBe(0);
    const more = step(host).getByRole("button", { name: /^More about/ });
    expect(await more.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await undo.count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("are active again, with a word why, once the case fails again after a success", async () => {
    const host = await openSteps();
    await dismiss(host);
    await load(host, [...ROWS, ...RELAPSE], "2026-11-26T12:00:00Z");
    await host.visual.locator("[data-principal-id='p1']").click();
    const said = await step(host).locator(".spp-standing").innerText();
    expect(said).toContain("active again");
    expect(said).toContain("the case failed again at 2026-11-25");
    expect(said).toContain("Not ours; see CHG-1");
    expect(said).toContain("Kim");
    expect(await faults(host)).toEqual([]);
  });

  it("fit into 320 px and touch", async () => {
    const host = await openHost(chromium.browser, "place=mobile&w=320&h=700", {
      viewport: { width: 320, height: 700 },
      hasTouch: true,
    });
    await host.visual.locator("[data-principal-id]").first().click();
    const more = step(host).getByRole("button", { name: /^More about/ });
    expect((await more.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await more.click();
    const { scroll, client } = await host.visual.locator(".spp-detail").evaluate((element) => ({
      scroll: element.scrollWidth,
      client: element.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    expect(await faults(host)).toEqual([]);
  });
});
