import { ended, expectSafe, faultsOf, openTenant, rowsOf, signedIn, signIn } from "../support/livePanel";
import { ALL, TENANT } from "../support/liveFaults";
import { useLiveBrowser } from "../support/liveBrowser";

const live = useLiveBrowser();
const WORKSPACE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

describe("the panel with a tenant", () => {
  it("asks to sign in, then shows what Microsoft Graph says, and keeps the address", async () => {
    const hash = "#/?source=graph&range=7d&sort=-failures";
    const opened = await openTenant(live, { graph: TENANT }, { hash, clock: true });
    const { page } = opened;
    await page.getByRole("heading", { name: /sign in/i }).waitFor();
    expect(await page.locator("main").innerText()).toContain("AuditLog.Read.All");
    expect(await faultsOf(page, "body")).toEqual([]);
    await signIn(opened);
    await ended(opened);
    expect(await rowsOf(page)).toBe(ALL);
    expect(page.url()).toContain("#/?source=graph&range=7d&sort=-failures");
    expect(await page.locator("header").innerText()).toContain(opened.tenant.id);
    await page.locator("[data-principal-id]").first().click();
    const details = page.getByRole("region", { name: /^Details for/ });
    await details.getByRole("group", { name: "Fix checklist" }).first().waitFor();
    expect(await faultsOf(page, "body")).toEqual([]);
    await expectSafe(opened);
  });

  it("shows a workspace's sign-ins with the directory's credentials", async () => {
    const row = (ServicePrincipalId: string, ResultType: string, hour: string) => ({
      ServicePrincipalId,
      ServicePrincipalName: "sp-<img src=x onerror=alert(1)>",
      AppId: "0c9d1f20-aaaa-4b01-8001-0000000000a1",
      ResultType,
      ResourceDisplayName: "Contoso Ledger API",
      ResourceIdentity: "8d11e0aa-7777-4d01-9101-0000000000f1",
      TimeGenerated: new Date(Date.now() - Number(hour) * 3_600_000).toISOString(),
    });
    const principal = "5b2f7a10-1111-4a01-9001-0000000000a1";
    const tables = {
      AADServicePrincipalSignInLogs: [row(principal, "50171", "30"), row(principal, "50171", "52")],
      AADManagedIdentitySignInLogs: [],
    };
    const settings = { graph: { ...TENANT, failing: 0 }, logs: { workspaceId: WORKSPACE, tables } };
    const opened = await signedIn(live, settings, { config: { logAnalyticsWorkspaceId: WORKSPACE } });
    const { page } = opened;
    expect(await rowsOf(page)).toBe(ALL + 1);
    await page.locator(`[data-principal-id="${principal}"]`).click();
    expect(await page.getByRole("region", { name: /^Details for/ }).innerText()).toContain("AADSTS50171");
    expect(await page.locator("img").count()).toBe(0);
    await expectSafe(opened);
  });

  it("keeps what came where a part is refused, and names the scope and the role", async () => {
    const fault = { part: "applications", kind: "role", times: -1 };
    const opened = await signedIn(live, { graph: { ...TENANT, fault } });
    const { page } = opened;
    expect(await rowsOf(page)).toBe(ALL);
    await page.getByText("The role Directory Readers would do").first().waitFor({ state: "attached" });
    await expectSafe(opened);
  });
});
