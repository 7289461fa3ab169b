import { useLiveBrowser } from "../support/liveBrowser";
import { ALL, EMPTY, faulty, PARTS, REPORTS, TENANT } from "../support/liveFaults";
import {
  act,
  copied,
  ended,
  expectBar,
  expectNothingTold,
  expectPage,
  expectSafe,
  holdsToken,
  faultsOf,
  openTenant,
  press,
  reload,
  rowsOf,
  signedIn,
  signIn,
} from "../support/livePanel";

const live = useLiveBrowser();
const REQUEST_ID = /Request id\s+[0-9a-f-]{36}, 5e4ed000-0000-4000-8000-000000000001/;
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

describe("where nothing came, a page says why and what to do", () => {
  it("somebody who is signed out, an empty tenant, one without a failure, and what has grown stale", async () => {
    const panel = await openTenant(live, { graph: EMPTY }, { clock: true });
    const { page } = panel;
    const asking = page.getByRole("region", { name: "Sign in to see your tenant" });
    await asking.waitFor();
    expect(await asking.innerText()).toMatch(
      /AuditLog\.Read\.All[^]*Application\.Read\.All[^]*login\.microsoftonline\.com/,
    );
    expect(await asking.getByRole("button").allInnerTexts()).toEqual(["Sign in"]);
    expect(await faultsOf(page, "body")).toEqual([]);
    await signIn(panel);
    await ended(panel);
    await expectPage(panel, {
      title: "No sign-ins of service principals",
      says: [/The source has none from \w+ \d+, \d{4} to /, /Last checked .* UTC\./],
      acts: ["Load 30 days instead", "Try again", "Open a file …"],
    });
    await press(panel, "Load 30 days instead", { graph: { ...TENANT, failing: 0 } });
    expect(page.url()).toContain("range=30d");
    await expectBar(panel, { title: "No sign-in failed in this range.", says: [/Last checked/], acts: ["Try again"] });
    expect(await rowsOf(page)).toBe(ALL);
    await press(panel, "Try again", { graph: TENANT });
    await expectNothingTold(panel);
    await page.clock.fastForward("01:02:00");
    await expectBar(panel, {
      title: "Loaded 1 h ago. Older than 60 min counts as stale.",
      says: [],
      acts: ["Try again"],
    });
    await press(panel, "Try again");
    await expectNothingTold(panel);
    await expectSafe(panel);
  });

  it("a missing consent, with the link that an administrator needs", async () => {
    const panel = await signedIn(
      live,
      { graph: { ...TENANT, faults: faulty("consent", PARTS) } },
      { context: CLIPBOARD },
    );
    const { page, tenant } = panel;
    await expectPage(panel, {
      title: "A permission is missing: AuditLog.Read.All",
      says: [
        "Incomplete: Sign-ins of service principals, Sign-ins of managed identities, Last use of credentials.",
        "An administrator, for example a Cloud Application Administrator, can allow it for everybody",
        "Your account also needs a role: Reports Reader or Security Reader.",
        "A permission is missing: Application.Read.All",
        "Your account also needs a role: Directory Readers.",
        REQUEST_ID,
      ],
      acts: ["Ask for consent", "Copy link for an administrator", "Go on", "Copy details"],
    });
    await act(panel, "Copy link for an administrator").click();
    await page.getByText("Copied.").waitFor();
    const link = new URL(await copied(page));
    expect(link.origin + link.pathname).toBe(`https://login.microsoftonline.com/${tenant.id}/v2.0/adminconsent`);
    expect(link.searchParams.get("client_id")).toBe(tenant.clientId);
    expect(link.searchParams.get("scope")).toBe(
      "https://graph.microsoft.com/AuditLog.Read.All https://graph.microsoft.com/Application.Read.All",
    );
    await tenant.set({ graph: TENANT });
    const address = page.url();
    const asked = page.waitForRequest((request) => request.url().includes("/oauth2/v2.0/authorize"));
    await page.getByRole("button", { name: "Ask for consent" }).first().click();
    expect(new URL((await asked).url()).searchParams.get("scope")).toContain("AuditLog.Read.All");
    await page.waitForURL(address);
    await page.locator("[data-principal-id]").first().waitFor();
    await ended(panel);
    await expectNothingTold(panel);
    await expectSafe(panel);
  });

  it("a missing role, a missing licence and a sign-in that has ended", async () => {
    const panel = await signedIn(live, { graph: { ...TENANT, faults: faulty("role", PARTS) } });
    const { page, tenant } = panel;
    await expectPage(panel, {
      title: "Your account lacks a role",
      says: [
        "The role Reports Reader or Security Reader would do. Ask whoever assigns roles, then sign in again.",
        "The role Directory Readers would do.",
        "User is not in the allowed roles",
        REQUEST_ID,
      ],
      acts: ["Sign in", "Go on", "Copy details"],
    });
    await reload(panel, { graph: { ...EMPTY, faults: faulty("licence", REPORTS) } });
    await expectPage(panel, {
      title: "The licence does not include these logs",
      says: ["Microsoft Entra ID P1 or P2", "A file of exported sign-ins can be opened without it.", REQUEST_ID],
      acts: ["Open a file …", "Copy details"],
    });
    const chooser = page.waitForEvent("filechooser");
    await page.locator("#state").getByRole("button", { name: "Open a file …" }).click();
    await chooser;
    await reload(panel, { graph: { ...TENANT, faults: faulty("expired", PARTS) } });
    await expectPage(panel, {
      title: "Your sign-in has ended",
      says: ["Sign in again: you come back to where you are."],
      acts: ["Sign in", "Show sample data", "Open a file …"],
    });
    await tenant.set({ graph: TENANT });
    await page.locator("#state").getByRole("button", { name: "Sign in" }).click();
    await page.locator("[data-principal-id]").first().waitFor();
    await ended(panel);
    await expectNothingTold(panel);
    await expectSafe(panel);
  });

  it("a service that fails, is away, or is answered for by a proxy", async () => {
    const panel = await signedIn(
      live,
      { graph: { ...TENANT, faults: faulty("server", PARTS) } },
      { context: CLIPBOARD },
    );
    const { page, context } = panel;
    await expectPage(panel, {
      title: "The service answered with an error",
      says: [/Try again in \d+ s\./, "Support finds the request by its id.", REQUEST_ID, "Object reference not set"],
      acts: ["Go on", "Copy details"],
    });
    await act(panel, "Copy details").click();
    await page.getByText("Copied.").waitFor();
    expect(await copied(page)).toMatch(
      /^The service answered with an error\nMissing: Sign-ins of service principals\n[\s\S]*\nRequest id: [0-9a-f-]{36}, 5e4ed000/,
    );
    expect(holdsToken(await copied(page))).toBe(false);
    await reload(panel, { graph: { ...TENANT, faults: faulty("html", PARTS) } });
    await expectPage(panel, {
      title: "The service answered with an error",
      says: [
        "This is no answer of the service but text/html: a proxy or a sign-in page of the network may have sent it.",
      ],
      acts: ["Go on", "Copy details"],
    });
    await context.setOffline(true);
    await reload(panel, { graph: TENANT });
    await expectPage(panel, {
      title: "There is no connection",
      says: ["Check the network, a proxy or a blocker in the browser, then try again.", "graph.microsoft.com"],
      acts: ["Go on", "Copy details"],
    });
    await context.setOffline(false);
    await press(panel, "Go on");
    await expectNothingTold(panel);
    expect(await rowsOf(page)).toBe(ALL);
    await expectSafe(panel);
  });
});
