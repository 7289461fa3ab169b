import { useLiveBrowser } from "../support/liveBrowser";
import { ALL, EMPTY, faulty, TENANT } from "../support/liveFaults";
import {
  expectBar,
  expectNothingTold,
  expectPage,
  expectSafe,
  loading,
  pass,
  press,
  reload,
  rowsOf,
  signedIn,
} from "../support/livePanel";

const live = useLiveBrowser();
const WORKSPACE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const CONFIG = { config: { logAnalyticsWorkspaceId: WORKSPACE } };
const HOUR = 3_600_000;

/** Sign-ins of one principal that the directory does not know, one an hour back from now. */
const signIns = (hours: number) =>
  Array.from({ length: hours }, (_, back) => ({
    ServicePrincipalId: "5b2f7a10-1111-4a01-9001-0000000000a1",
    ServicePrincipalName: "Ledger export",
    AppId: "0c9d1f20-aaaa-4b01-8001-0000000000a1",
    ResultType: back % 2 === 0 ? "50171" : "0",
    ResourceDisplayName: `Contoso ${String(back % 6)}`,
    ResourceIdentity: "8d11e0aa-7777-4d01-9101-0000000000f1",
    TimeGenerated: new Date(Date.now() - (back + 1) * HOUR).toISOString(),
  }));

const [LATEST] = signIns(1);
const MANAGED = { ...LATEST, ServicePrincipalId: "5b2f7a10-1111-4a01-9001-0000000000b2", ResultType: "0" };
const BOTH = { AADServicePrincipalSignInLogs: signIns(48), AADManagedIdentitySignInLogs: [MANAGED] };
const workspace = (more: object = {}): object => ({ workspaceId: WORKSPACE, tables: BOTH, ...more });
/** The same fault at every request. */
const always = (kind: string, more: object = {}) =>
  Array.from({ length: 60 }, (_, request) => ({ request, kind, ...more }));

describe("a workspace", () => {
  it("that does not collect, is not to be read, is not there or is empty, says so", async () => {
    const only = { AADServicePrincipalSignInLogs: signIns(48) };
    const panel = await signedIn(live, { graph: TENANT, logs: workspace({ tables: only }) }, CONFIG);
    const { page } = panel;
    await expectBar(panel, {
      title: "Incomplete: Sign-ins of managed identities (1 of 5 parts). Not collected in the workspace.",
      says: [
        "The workspace has no table AADManagedIdentitySignInLogs.",
        "send the category ManagedIdentitySignInLogs to this workspace.",
      ],
      acts: ["Copy details", "Try again"],
    });
    expect(await rowsOf(page)).toBe(ALL + 1);
    const quiet = { ...only, AADManagedIdentitySignInLogs: [] };
    await press(panel, "Try again", { graph: TENANT, logs: workspace({ tables: quiet }) });
    await expectBar(panel, {
      title: "No row of AADManagedIdentitySignInLogs in this range.",
      says: ["send the category ManagedIdentitySignInLogs to this workspace."],
      acts: [],
    });
    await reload(panel, { graph: TENANT, logs: workspace() });
    await expectNothingTold(panel);
    await reload(panel, { graph: EMPTY, logs: workspace({ tables: {} }) });
    await expectPage(panel, {
      title: "No sign-ins of service principals",
      says: [/Last checked/, "No row of AADServicePrincipalSignInLogs in this range."],
      acts: ["Load 90 days instead", "Try again", "Open a file …"],
    });
    await reload(panel, { graph: EMPTY, logs: workspace({ workspaceId: "another" }) });
    await expectPage(panel, {
      title: "Sign-ins of service principals: Your account lacks a role",
      says: ["The role Log Analytics Reader would do.", "InsufficientAccessError"],
      acts: ["Sign in", "Go on", "Copy details"],
    });
    await reload(panel, { graph: EMPTY, logs: workspace({ faults: always("notFound") }) });
    await expectPage(panel, {
      title: "Sign-ins of service principals: The request was refused",
      says: ["check logAnalyticsWorkspaceId in config.json"],
      acts: ["Copy details", "Try again"],
    });
    await reload(panel, { graph: EMPTY, logs: workspace({ faults: always("badToken") }) });
    await expectPage(panel, {
      title: "Sign-ins of service principals: The request was refused",
      says: ["InvalidAuthenticationTokenAudience"],
      acts: ["Copy details", "Try again"],
    });
    await press(panel, "Try again", { graph: TENANT, logs: workspace() });
    await expectNothingTold(panel);
    await expectSafe(panel);
  });

  it("whose answer is too large, or comes in part, gives what it can", async () => {
    const panel = await signedIn(live, { graph: TENANT, logs: workspace({ maxRows: 3, tooLarge: "refused" }) }, CONFIG);
    const { page } = panel;
    await expectNothingTold(panel);
    await reload(panel, { graph: TENANT, logs: workspace({ maxRows: 0, tooLarge: "refused" }) });
    await expectBar(panel, {
      title: /service principals, Sign-ins of managed identities \(2 of 5 parts\)\. The result is too large\.$/,
      says: [/More rows from .+ UTC to .+ UTC than the engine gives out at once/, /and \d+ more/],
      acts: ["Load 14 days instead", "Try again"],
    });
    await press(panel, "Load 14 days instead", {
      graph: TENANT,
      logs: workspace({ faults: [1, 2].map((request) => ({ request, kind: "partial" })) }),
    });
    expect(page.url()).toContain("range=14d");
    await expectBar(panel, {
      title: "Incomplete: Sign-ins of service principals (1 of 5 parts). The service answered with an error.",
      says: [/The engine answered in part for .+ to .+: .*Some shards did not answer\./],
      acts: ["Try again", "Copy details"],
    });
    expect(await rowsOf(page)).toBe(ALL + 2);
    await expectSafe(panel);
  });

  it("that asks to wait, challenges the token or fails for a while is waited for", async () => {
    const panel = await signedIn(live, { graph: EMPTY, logs: workspace({ tables: {} }) }, CONFIG);
    const { page, tenant } = panel;
    const faults = [
      { request: 0, kind: "claims" },
      { request: 1, kind: "server" },
      { request: 2, kind: "truncatedBody" },
      { request: 3, kind: "throttledUnreadable" },
      { request: 4, kind: "throttled", retryAfter: 80 },
    ];
    await tenant.set({ graph: TENANT, logs: workspace({ faults }) });
    await page.getByRole("button", { name: "Reload" }).click();
    const waiting = page.getByText(/The service asked to wait: (80|75) s/);
    await pass(panel, () => waiting.isVisible());
    await loading(panel, () => Promise.resolve());
    await expectNothingTold(panel);
    expect(await rowsOf(page)).toBe(ALL + 2);
    const asked = (await tenant.requests()).filter(({ host }) => host === "api.loganalytics.azure.com");
    const refused = asked.findIndex(({ status }) => status === 401);
    expect(asked[refused]?.about["answered"]).toBe("");
    const answered = asked.slice(refused + 1).find(({ method }) => method === "POST");
    expect(answered?.about["answered"]).toContain('"nbf"');
    await expectSafe(panel);
  });

  it("and the directory, both in part: each is named, and each goes on", async () => {
    const logs = workspace({ faults: always("server").slice(2) });
    const graph = { ...TENANT, faults: faulty("role", ["applications"]) };
    const panel = await signedIn(live, { graph, logs }, CONFIG);
    const { page } = panel;
    await expectBar(panel, {
      title: "Your account lacks a role. The service answered with an error.",
      says: [
        "Sign-ins of managed identities",
        "Applications and their credentials: Your account lacks a role",
        "The role Directory Readers would do.",
        "ServiceUnavailable",
      ],
      acts: ["Sign in", "Go on"],
    });
    await press(panel, "Go on", { graph: TENANT, logs: workspace() });
    await expectNothingTold(panel);
    expect(await rowsOf(page)).toBe(ALL + 2);
    await expectSafe(panel);
  });
});
