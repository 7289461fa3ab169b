import { useLiveBrowser } from "../support/liveBrowser";
import { ALL, EMPTY, faulty, PARTS, REPORTS, TENANT } from "../support/liveFaults";
import {
  expectBar,
  expectNothingTold,
  expectSafe,
  loading,
  pass,
  press,
  reload,
  rowsOf,
  signedIn,
  type LivePanel,
} from "../support/livePanel";

const live = useLiveBrowser();
const REQUEST_ID = /Request id\s+[0-9a-f-]{36}, 5e4ed000-0000-4000-8000-000000000001/;

/** What the list says, all of it: counts that a page read twice would change. */
const listed = ({ page }: LivePanel): Promise<string> => page.getByRole("grid").innerText();

const askedFor = async ({ tenant }: LivePanel, path: string): Promise<readonly Readonly<Record<string, string>>[]> =>
  (await tenant.requests()).filter((one) => one.path.includes(path)).map(({ about }) => about);

const SIGN_INS = "getSummarizedServicePrincipalSignIns";

describe("what came stays, and the rest is named", () => {
  it("where a licence, a role or a service stands in the way of some of it", async () => {
    const panel = await signedIn(live, { graph: { ...TENANT, faults: faulty("licence", REPORTS) } });
    const { page } = panel;
    const reports = "Sign-ins of service principals, Sign-ins of managed identities, Last use of credentials";
    await expectBar(panel, {
      title: `Incomplete: ${reports} (3 of 6 parts). The licence does not include these logs.`,
      says: ["Microsoft Entra ID P1 or P2", REQUEST_ID],
      acts: ["Open a file …", "Copy details"],
    });
    expect(await rowsOf(page)).toBe(ALL);
    await reload(panel, { graph: { ...TENANT, faults: faulty("inner403", ["federated"]) } });
    await expectBar(panel, {
      title: "Incomplete: Federated credentials (1 of 6 parts). Your account lacks a role.",
      says: [
        "The role Cloud Application Administrator or Application Administrator would do.",
        /Request id\s+5e4ed000-0000-4000-8000-000000000002/,
        /Applications that could not be read: \d/,
      ],
      acts: ["Sign in", "Try again"],
    });
    const two = [...faulty("consent", ["applications"]), ...faulty("server", ["managedIdentities"])];
    await reload(panel, { graph: { ...TENANT, faults: two } });
    await expectBar(panel, {
      title: "A permission is missing: Application.Read.All. The service answered with an error.",
      says: [
        "Incomplete: Sign-ins of managed identities, Applications and their credentials (2 of 6 parts).",
        "Your account also needs a role: Directory Readers.",
        REQUEST_ID,
      ],
      acts: ["Ask for consent", "Copy link for an administrator"],
    });
    await press(panel, "Go on", { graph: TENANT });
    await expectNothingTold(panel);
    await expectSafe(panel);
  });

  it("where a chain of pages breaks: what follows is read later, and nothing twice", async () => {
    const panel = await signedIn(live, { graph: TENANT });
    const { page, requested } = panel;
    await expectNothingTold(panel);
    const whole = await listed(panel);
    const broken = [
      ["lostPage", "The service broke off between two pages", "The service no longer knows the next page."],
      ["foreignLink", "The service broke off between two pages", "The address of the next page leads to another host."],
      [
        "sameLink",
        "The service broke off between two pages",
        "The address of the next page is one that was read already.",
      ],
      ["truncated", "The service answered with an error", "The answer broke off."],
      ["cut", "The service answered with an error", "The answer broke off."],
    ] as const;
    for (const [kind, title, says] of broken) {
      const at = kind === "truncated" || kind === "cut" ? 1 : 0;
      await reload(panel, { graph: { ...TENANT, faults: faulty(kind, ["signIns"], { at }) } });
      await expectBar(panel, {
        title: `Incomplete: Sign-ins of service principals (1 of 6 parts). ${title}.`,
        says: [says],
        acts: ["Go on", "Copy details"],
      });
      expect(await listed(panel)).not.toBe(whole);
      await press(panel, "Go on", { graph: TENANT });
      await expectNothingTold(panel);
      expect(await listed(panel)).toBe(whole);
    }
    expect(requested.filter((url) => url.includes("evil"))).toEqual([]);
    expect(await rowsOf(page)).toBe(ALL);
    await expectSafe(panel);
  });

  it("where an answer drips: it can be watched, and cancelled", async () => {
    const panel = await signedIn(live, { graph: EMPTY });
    const { page, tenant } = panel;
    await tenant.set({ graph: { ...TENANT, faults: faulty("drip", ["signIns"], { at: 1, pause: 3_000 }) } });
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("progressbar", { name: "Loading" }).waitFor();
    await page.getByText(/\d+ rows · \d of 6 parts/).waitFor();
    await page.waitForFunction(() => /[1-9]\d+ rows/.test(document.querySelector(".panel-meter")?.textContent ?? ""));
    await loading(panel, () => page.getByRole("button", { name: "Cancel" }).click());
    await expectBar(panel, {
      title: "Not everything was loaded: Loading was cancelled.",
      says: ["What came before is kept."],
      acts: ["Go on"],
    });
    expect(await rowsOf(page)).toBeGreaterThan(0);
    await press(panel, "Go on", { graph: TENANT });
    await expectNothingTold(panel);
    expect(await rowsOf(page)).toBe(ALL);
    await expectSafe(panel);
  });
});

describe("what passes is waited for", () => {
  it("a service that asks to wait, for as long as it says, with a countdown", async () => {
    const panel = await signedIn(live, { graph: EMPTY });
    const { page, tenant } = panel;
    const fault = { part: "signIns", kind: "throttled", at: 1, exposed: true, retryAfter: 60 };
    await tenant.set({ graph: { ...TENANT, fault } });
    await page.getByRole("button", { name: "Reload" }).click();
    const waiting = page.getByText(/The service asked to wait: \d+ s/);
    await pass(panel, () => waiting.isVisible());
    expect(await waiting.innerText()).toMatch(/wait: (60|55) s/);
    const before = await askedFor(panel, SIGN_INS);
    await page.clock.fastForward(30_000);
    await page.getByText(/The service asked to wait: (30|25|20) s/).waitFor();
    expect(await askedFor(panel, SIGN_INS)).toHaveLength(before.length);
    await loading(panel, () => Promise.resolve());
    await expectNothingTold(panel);
    expect(await askedFor(panel, SIGN_INS)).toHaveLength(before.length + 1);
    expect(await rowsOf(page)).toBe(ALL);
    await expectSafe(panel);
  });

  it("one that does not say for how long, as far as the page can read: it waits longer each time, then says so", async () => {
    const panel = await signedIn(live, {
      graph: { ...TENANT, fault: { part: "signIns", kind: "throttled", times: 3 } },
    });
    await expectNothingTold(panel);
    expect(await askedFor(panel, SIGN_INS)).toHaveLength(5);
    await reload(panel, { graph: { ...EMPTY, faults: faulty("throttledSilently", PARTS) } });
    await expectBar(panel, {
      title: "The service asks to wait.",
      says: [/Try again in \d min\./, "from everybody in the tenant together", REQUEST_ID],
      acts: ["Go on", "Copy details"],
    });
    await press(panel, "Go on", { graph: TENANT });
    await expectNothingTold(panel);
    await expectSafe(panel);
  });

  it("errors of the service, silence and a challenge of the token, which the reader never sees", async () => {
    const faults = [
      { part: "signIns", kind: "server", times: 2 },
      { part: "managedIdentities", kind: "claims" },
      { part: "credentialUse", kind: "truncated" },
      { part: "applications", kind: "unavailable", times: 2 },
      { part: "principals", kind: "gateway" },
      { part: "federated", kind: "inner429" },
    ];
    const panel = await signedIn(live, { graph: { ...TENANT, faults } });
    await expectNothingTold(panel);
    expect(await rowsOf(panel.page)).toBe(ALL);
    const [refused, answered] = await askedFor(panel, "getSummarizedMSISignIns");
    expect(refused?.["answered"]).toBe("");
    expect(answered?.["answered"]).toContain('"nbf"');
    expect(panel.requested.filter((url) => url.includes("/authorize?"))).toHaveLength(1);
    await expectSafe(panel);
  });
});
