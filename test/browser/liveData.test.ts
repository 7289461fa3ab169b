import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { origin } from "../support/browser";
import { makeTenant, type CloudTenant } from "../support/cloud";
import { configFor, useLiveBrowser, type LivePage } from "../support/liveBrowser";

const live = useLiveBrowser();
const TODAY = new Date().toISOString().slice(0, 10);
const GRAPH = { principals: 12, failing: 4, managed: 2, days: 5, until: TODAY };
const WORKSPACE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

interface Opened extends LivePage {
  readonly tenant: CloudTenant;
}

async function openTenant(
  settings: Readonly<Record<string, unknown>>,
  config: object = {},
  hash = "",
): Promise<Opened> {
  const tenant = await makeTenant(`${origin()}/panel/`, settings);
  const opened = await live.open(`/panel/${hash}`, { config: configFor(tenant, config) });
  return { ...opened, tenant };
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
  await page.locator("[data-principal-id]").first().waitFor();
}

/** Rows of the grid once everything is loaded. */
async function settled(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Cancel" }).waitFor({ state: "hidden" });
  return Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
}

/** No violation, no exception, no token in address, storage of ours, or page. */
async function expectSafe({ page, violations, errors, requested }: Opened): Promise<void> {
  expect([...violations, ...errors]).toEqual([]);
  expect(requested.filter((url) => /eyJ[\w-]+\.eyJ|access_token=/.test(url))).toEqual([]);
  const kept = await page.evaluate(() => document.body.innerText + JSON.stringify(Object.entries(localStorage)));
  expect(kept).not.toMatch(/eyJ[\w-]+\.eyJ|access_token=/);
}

describe("the panel with a tenant", () => {
  it("asks to sign in, then shows what Microsoft Graph says, and keeps the address", async () => {
    const opened = await openTenant({ graph: GRAPH }, {}, "#/?source=graph&range=7d&sort=-failures");
    const { page } = opened;
    await page.getByRole("heading", { name: /sign in/i }).waitFor();
    expect(await page.locator("main").innerText()).toContain("AuditLog.Read.All");
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await signIn(page);
    expect(await settled(page)).toBe(GRAPH.principals + GRAPH.managed);
    expect(page.url()).toContain("#/?source=graph&range=7d&sort=-failures");
    expect(await page.locator("header").innerText()).toContain(opened.tenant.id);
    await page.locator("[data-principal-id]").first().click();
    const details = page.getByRole("region", { name: /^Details for/ });
    await details.getByRole("group", { name: "Fix checklist" }).first().waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
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
    const settings = { graph: { ...GRAPH, failing: 0 }, logs: { workspaceId: WORKSPACE, tables } };
    const opened = await openTenant(settings, { logAnalyticsWorkspaceId: WORKSPACE });
    const { page } = opened;
    await page.getByRole("heading", { name: /sign in/i }).waitFor();
    await signIn(page);
    await page.locator(`[data-principal-id="${principal}"]`).waitFor();
    expect(await settled(page)).toBeGreaterThan(1);
    await page.locator(`[data-principal-id="${principal}"]`).click();
    expect(await page.getByRole("region", { name: /^Details for/ }).innerText()).toContain("AADSTS50171");
    expect(await page.locator("img").count()).toBe(0);
    await expectSafe(opened);
  });

  it("keeps what came where a part is refused, and names the scope and the role", async () => {
    const opened = await openTenant({ graph: { ...GRAPH, fault: { part: "applications", kind: "role", times: -1 } } });
    const { page } = opened;
    await page.getByRole("heading", { name: /sign in/i }).waitFor();
    await signIn(page);
    expect(await settled(page)).toBeGreaterThan(0);
    await page
      .getByText(/Application\.Read\.All|Directory Readers/)
      .first()
      .waitFor({ state: "attached" });
    await expectSafe(opened);
  });
});
