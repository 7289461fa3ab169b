import { faults, openHost, useBrowser } from "../support/browser";

const MARTEN = "5b2f7a10-1111-4a01-9001-0000000000a8";

const chromium = useBrowser();

describe("diagnosis in the packaged visual", () => {
  it("shows what changed, ranked causes with their evidence, and what the state asks for", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.getByRole("searchbox", { name: "Search service principals" }).fill("pipit");
    await host.visual.getByText("sp-pipit-report").first().click();
    const region = host.visual.getByRole("region", { name: "Details for sp-pipit-report" });
    expect(await region.getByText("The fix did not last").count()).toBe(1);
    const changed = region.locator(".spp-changes li");
    expect(await changed.allInnerTexts()).toEqual([
      expect.stringMatching(/^It succeeded before: the last success was on/),
    ]);
    const first = region.locator(".spp-cause").first();
    expect(await first.locator(".spp-meterword").innerText()).toBe("Likely");
    expect(await first.locator(".spp-evidence li").count()).toBeGreaterThan(0);
    expect(await faults(host)).toEqual([]);
  });

  it("offers ways to do one thing side by side, keeps the focus, and shows the chosen way everywhere", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.locator(`[data-principal-id="${MARTEN}"]`).click();
    const step = host.visual.locator('[data-step="identify-client"]');
    await step.locator("button.spp-steptitle").click();
    const ways = step.getByRole("group", { name: "Ways: Show the principal" });
    expect(await ways.getByRole("button").allInnerTexts()).toEqual(["Shell", "PowerShell", "Microsoft Graph"]);
    expect(await ways.getByRole("button", { name: "Shell", exact: true }).getAttribute("aria-pressed")).toBe("true");
    expect(await step.innerText()).toContain(`az ad sp show --id ${MARTEN}`);
    await ways.getByRole("button", { name: "PowerShell" }).focus();
    await host.page.keyboard.press("Enter");
    expect(await step.innerText()).toContain("Get-MgServicePrincipal");
    expect(await step.innerText()).not.toContain("az ad sp show");
    expect(
      await ways.getByRole("button", { name: "PowerShell" }).evaluate((node) => node === document.activeElement),
    ).toBe(true);
    // Where the newest choice is not offered, the one before it still counts.
    await ways.getByRole("button", { name: "Microsoft Graph" }).click();
    const signIn = step.getByRole("group", { name: /^Ways: Sign in/ });
    expect(await signIn.getByRole("button", { name: "PowerShell" }).getAttribute("aria-pressed")).toBe("true");
    const other = host.visual.locator('[data-step="check-credential"]');
    await other.locator("button.spp-steptitle").click();
    expect(await other.innerText()).not.toContain("az ad app credential list");
    expect(await faults(host)).toEqual([]);
  });

  it("leads from what stands out to the principals that it names, and back", async () => {
    const host = await openHost(chromium.browser);
    const insight = host.visual.getByRole("button", { name: /principals fail on Contoso Ledger API with AADSTS50171/ });
    const count = Number(/^\d+/.exec(await insight.innerText())?.[0]);
    await host.visual.getByRole("searchbox", { name: "Search service principals" }).fill("juniper");
    await insight.click();
    const grid = host.visual.getByRole("grid", { name: "Service principals" });
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(count + 1));
    await host.visual.getByRole("button", { name: `${String(count)} chosen principals: list all again` }).click();
    expect(Number(await grid.getAttribute("aria-rowcount"))).toBeGreaterThan(count + 1);
    await host.visual.getByRole("button", { name: /still uses the expired secret/ }).click();
    expect(await host.visual.getByRole("region", { name: "Details for sp-juniper-adf" }).count()).toBe(1);
    expect(await faults(host)).toEqual([]);
  });
});
