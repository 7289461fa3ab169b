import { useLiveBrowser } from "../support/liveBrowser";
import { ALL, TENANT } from "../support/liveFaults";
import { expectBar, expectNothingTold, expectSafe, loading, press, rowsOf, signedIn } from "../support/livePanel";

const live = useLiveBrowser();
const WORKSPACE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

describe("a tenant of another kind", () => {
  it.each([
    ["usgov", "login.microsoftonline.us", "graph.microsoft.us", "api.loganalytics.us"],
    ["china", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "api.loganalytics.azure.cn"],
  ])("of the national cloud %s: what it lacks is named, and no other cloud is asked", async (cloud, ...hosts) => {
    const logs = { workspaceId: WORKSPACE, tables: {} };
    const options = { config: { cloud, logAnalyticsWorkspaceId: WORKSPACE }, hash: "#/?source=graph" };
    const panel = await signedIn(live, { graph: TENANT, logs }, options);
    await expectBar(panel, {
      title: "Incomplete: Last use of credentials (1 of 6 parts). Not offered in this cloud.",
      says: ["The cloud of your tenant does not have this part. Everything else is shown without it."],
      acts: ["Copy details"],
    });
    expect(await rowsOf(panel.page)).toBe(ALL);
    await loading(panel, () => panel.page.getByRole("combobox", { name: /^Source/ }).selectOption("logs"));
    await expectBar(panel, { title: "No row of AADServicePrincipalSignInLogs in this range.", says: [], acts: [] });
    const asked = new Set((await panel.tenant.requests()).map(({ host }) => host));
    expect(asked).toEqual(new Set(hosts));
    const others = panel.requested.map((url) => new URL(url).hostname).filter((host) => !hosts.includes(host));
    expect(new Set(others)).toEqual(new Set(["127.0.0.1"]));
    await expectSafe(panel);
  });

  it("of which the reader is a guest: the account is taken, and goes on being so", async () => {
    const guest = {
      username: "eve@fabrikam.example",
      name: "Eve",
      homeTenantId: "0d0c0b0a-1111-4222-8333-444455556666",
    };
    const identity = { accounts: [guest] };
    const panel = await signedIn(live, { graph: TENANT, identity });
    const { page, tenant } = panel;
    await expectNothingTold(panel);
    expect(await rowsOf(page)).toBe(ALL);
    expect(await page.locator(".panel-who").innerText()).toBe(`eve@fabrikam.example · ${tenant.id}`);
    // The token has had its time, and a new one comes without a word.
    await page.clock.fastForward("01:10:00");
    await expectBar(panel, { title: /^Loaded 1 h ago/, says: [], acts: ["Try again"] });
    await press(panel, "Try again", { graph: TENANT, identity });
    await expectNothingTold(panel);
    await page.reload();
    await page.locator("[data-principal-id]").first().waitFor();
    expect(await page.locator(".panel-who").innerText()).toContain(tenant.id);
    await expectSafe(panel);
  });
});
