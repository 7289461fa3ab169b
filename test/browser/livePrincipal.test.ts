import type { Page } from "playwright-core";
import { violations as axe } from "../support/axe";
import { origin } from "../support/browser";
import { makeTenant } from "../support/cloud";
import { configFor, useLiveBrowser } from "../support/liveBrowser";

const live = useLiveBrowser();
const TODAY = new Date().toISOString().slice(0, 10);
const REPORT = {
  workspaceId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  reportId: "3f2504e0-4f89-41d3-9a0c-0305e82c3302",
};

async function openFirst(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
  const row = page.locator("[data-principal-id]").first();
  await row.waitFor();
  await page.getByRole("button", { name: "Cancel" }).waitFor({ state: "hidden" });
  await row.click();
  return (await row.getAttribute("data-principal-id")) ?? "";
}

describe("a principal of a tenant", () => {
  it("shows its single sign-ins on demand, by key and one by one, and copies what a ticket needs", async () => {
    const graph = { principals: 4, failing: 2, managed: 0, days: 3, until: TODAY, hostile: true };
    const tenant = await makeTenant(`${origin()}/panel/`, { graph });
    const opened = await live.open("/panel/#/?source=graph&range=7d&code=50171", { config: configFor(tenant) });
    const { page, violations, errors } = opened;
    const id = await openFirst(page);
    const section = page.locator(".panel-evidence");
    const counted = await page.getByRole("grid").innerText();
    const requestsBefore = (await tenant.requests()).length;
    await section.getByRole("button", { name: "Load single sign-ins" }).click();
    const list = section.getByRole("list", { name: "Sign-ins one by one" });
    await list.waitFor();
    const asked = (await tenant.requests()).slice(requestsBefore);
    expect(asked.every(({ path }) => path.startsWith("/beta/auditLogs/signIns"))).toBe(true);
    // Failures first; all of them once that is taken back.
    expect(await list.getByRole("listitem").filter({ hasText: "Success" }).count()).toBe(0);
    await section.getByRole("checkbox", { name: "Failures only" }).uncheck();
    expect(await section.getByRole("checkbox").evaluate((box) => box === document.activeElement)).toBe(true);
    const more = section.getByRole("button", { name: /^Show \d+ more$/ });
    while (await more.isVisible()) await more.click();
    expect(await list.getByRole("listitem").filter({ hasText: "Success" }).count()).toBeGreaterThan(0);
    const total = /^(\d+) from/.exec(await section.getByText(/newest first$/).innerText())?.[1];
    expect(await list.getByRole("listitem").count()).toBe(Number(total));
    // They are not counted again.
    expect(await page.getByRole("grid").innerText()).toBe(counted);
    expect(await section.getByRole("heading", { name: "Keys that were used" }).isVisible()).toBe(true);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await section
      .getByRole("button", { name: /^Copy the sign-in of/ })
      .first()
      .click();
    await section.getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^Time: \d{4}-\d\d-\d\dT[\d:.]+Z$/m);
    expect(copied).toMatch(/^Correlation id: [0-9a-f-]{36}$/m);
    expect(copied).toContain(`Service principal: ${id}`);
    expect(copied).not.toContain("203.0.113.");
    expect(await axe(page, { include: [".panel-evidence"] })).toEqual([]);
    expect(await page.locator(".panel-evidence img, .panel-evidence script").count()).toBe(0);
    expect([...violations, ...errors]).toEqual([]);
  });

  it("keeps what came of its single sign-ins where the service breaks off, and goes on", async () => {
    const fault = { part: "rawSignIns", kind: "consent", at: 1, times: 1 };
    const graph = { principals: 4, failing: 2, managed: 0, days: 3, until: TODAY, fault };
    const tenant = await makeTenant(`${origin()}/panel/`, { graph });
    const { page } = await live.open("/panel/#/?source=graph&range=7d", { config: configFor(tenant) });
    await openFirst(page);
    const section = page.locator(".panel-evidence");
    await section.getByRole("button", { name: "Load single sign-ins" }).click();
    await section.getByText(/A permission is missing: AuditLog\.Read\.All/).waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await section.getByRole("button", { name: "Copy link for an administrator" }).click();
    await section.getByText("Copied.").waitFor();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(link.pathname).toBe(`/${tenant.id}/v2.0/adminconsent`);
    expect(link.searchParams.get("scope")).toContain("AuditLog.Read.All");
    await section.getByRole("button", { name: "Go on" }).click();
    await section.getByText(/newest first$/).waitFor();
    expect(await section.getByText("A permission is missing").count()).toBe(0);
  });

  it("looks for single sign-ins up to now, each time anew", async () => {
    const graph = { principals: 4, failing: 2, managed: 0, days: 3, until: TODAY };
    const tenant = await makeTenant(`${origin()}/panel/`, { graph });
    const { page } = await live.open("/panel/#/?source=graph&range=7d", { config: configFor(tenant) });
    await openFirst(page);
    const loaded = Date.now();
    const section = page.locator(".panel-evidence");
    await section.getByRole("button", { name: "Load single sign-ins" }).click();
    await section.getByRole("button", { name: "Load again" }).click();
    await section.getByText(/newest first$/).waitFor();
    const asked = (await tenant.requests()).flatMap(({ method, path }) => {
      const until = /createdDateTime le ([\dTZ:.-]+)/.exec(decodeURIComponent(path).replaceAll("+", " "))?.[1];
      return method === "GET" && until !== undefined ? [Date.parse(until)] : [];
    });
    expect(new Set(asked).size).toBe(2);
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(loaded);
  });

  it("forgets an answer on its way once other rows are loaded", async () => {
    const fault = { part: "rawSignIns", kind: "silent", at: 0, times: 1 };
    const graph = { principals: 4, failing: 2, managed: 0, days: 3, until: TODAY, fault };
    const tenant = await makeTenant(`${origin()}/panel/`, { graph });
    const { page } = await live.open("/panel/#/?source=graph&range=7d", { config: configFor(tenant) });
    await openFirst(page);
    const section = page.locator(".panel-evidence");
    const load = section.getByRole("button", { name: "Load single sign-ins" });
    await load.click();
    await section.getByText("Loading …").waitFor();
    await page.getByRole("button", { name: "Reload", exact: true }).click();
    await load.click();
    await section.getByText(/newest first$/).waitFor();
    expect(await section.getByText("Loading was cancelled").count()).toBe(0);
  });

  it("of a former account is gone once another one is chosen, the report with it", async () => {
    const accounts = [
      { username: "ada@contoso.example", name: "Ada Admin" },
      { username: "bob@contoso.example", name: "Bob" },
    ];
    const fault = { part: "signIns", kind: "role", at: 0, times: 1 };
    const graph = { principals: 4, failing: 2, managed: 0, days: 3, until: TODAY, fault };
    const tenant = await makeTenant(`${origin()}/panel/`, { identity: { accounts }, graph });
    const config = configFor(tenant, { report: REPORT });
    const { page, errors } = await live.open("/panel/#/report?source=graph&range=7d", { config });
    const pick = (name: string): Promise<void> => page.locator(`button[value="${name}"]`).click();
    await page.getByRole("button", { name: "Principals", exact: true }).click();
    await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
    await pick("ada@contoso.example");
    // An account without the role: the reader signs in with another one.
    await page.getByRole("button", { name: "Details" }).click();
    await page.locator("#bar, #state").getByRole("button", { name: "Sign in", exact: true }).first().click();
    await pick("bob@contoso.example");
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.locator('.panel-report[data-state="ready"]').waitFor();
    const former = await page.locator(".panel-report").elementHandle();
    const account = page.getByRole("button", { name: /^bob@contoso/ });
    await account.click();
    await page.getByRole("button", { name: "Switch to ada@contoso.example" }).click();
    await page.getByRole("button", { name: /^ada@contoso/ }).waitFor();
    await page.waitForFunction((node) => !node.isConnected, former);
    expect(await page.locator('[data-key="account"]').getAttribute("aria-expanded")).toBe("false");
    expect(await page.locator('[data-key="account"]').evaluate((node) => node === document.activeElement)).toBe(true);
    // The report is asked for anew, with that account's token or not at all.
    await page.locator('.panel-report:is([data-state="ready"], [data-state="failed"])').waitFor();
    expect(await page.locator(".panel-report").count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it("opens in the embedded report, and comes back from a selection there", async () => {
    const graph = { principals: 4, failing: 2, managed: 0, days: 3, until: TODAY };
    const tenant = await makeTenant(`${origin()}/panel/`, { graph });
    const config = configFor(tenant, { report: REPORT });
    const opened = await live.open("/panel/#/?source=graph&range=7d&sort=-failures", { config });
    const { page, violations, errors } = opened;
    const id = await openFirst(page);
    const details = page.getByRole("region", { name: /^Details for/ });
    await details.getByRole("button", { name: "Open in report" }).click();
    await page.getByText(/^Filtered to/).waitFor();
    expect(page.url()).toContain(`#/report/sp/${id}`);
    const frame = page.frames().find((one) => one.url().includes("/reportEmbed"));
    expect(await frame?.locator("#filter").innerText()).toContain(id);
    // A selection in the report opens its principal in the panel; the report's own way back does too.
    const other =
      (await page
        .locator(`[data-principal-id]:not([data-principal-id="${id}"])`)
        .first()
        .getAttribute("data-principal-id")) ?? "";
    await frame?.evaluate(
      (selected) => (globalThis as unknown as { standIn: { select(id: string): unknown } }).standIn.select(selected),
      other,
    );
    await page.waitForURL((url) => url.hash.startsWith(`#/sp/${other}`));
    await page.goBack();
    await page.getByRole("button", { name: "Back to the principal" }).click();
    await details.waitFor();
    expect(page.url()).toContain(`#/sp/${id}`);
    expect([...violations, ...errors]).toEqual([]);
  });
});
