import { build } from "esbuild";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { origin } from "../support/browser";
import { askCloud, makeTenant, type CloudTenant } from "../support/cloud";
import { configFor, useLiveBrowser, type LivePage } from "../support/liveBrowser";
import type { Harness } from "../support/sessionHarness";

const GRAPH = "https://graph.microsoft.com/AuditLog.Read.All";
const LOGS = "https://api.loganalytics.io/Data.Read";
const HOSTS = ["login.microsoftonline.com", "graph.microsoft.com", "api.loganalytics.azure.com"];
const PAGE = "/panel/harness.html";
/** A place within the page, as an address of the panel names it; its words look like an answer of a sign-in. */
const DEEP = `${PAGE}?locale=en#/sp/1?code=50171&state=failing&sort=-failures`;

/** What the token endpoint says once a refresh token has had its day. */
const ENDED = {
  at: "token",
  grant: "refresh_token",
  error: "invalid_grant",
  code: 700084,
  text: "The refresh token was issued to a single page app (SPA), and has expired.",
};

const live = useLiveBrowser();
const files = new Map<string, string>();

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, "../support/sessionHarness.ts")],
    outdir: "/panel",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
    logLevel: "warning",
  });
  for (const { path: name, text } of outputFiles) files.set(path.basename(name), text);
});

/** Puts the page with nothing but the sign-in beside the panel. */
async function withHarness(context: BrowserContext): Promise<void> {
  const head = `<!doctype html><html lang="en" data-scopes="${GRAPH}"><meta charset="utf-8"><title>Panel</title>`;
  const body = `<link rel="stylesheet" href="panel.css"><script type="module" src="sessionHarness.js"></script><body></body>`;
  await context.route(/\/panel\/[^?]*\.js$/, async (route) => {
    const text = files.get(path.basename(new URL(route.request().url()).pathname));
    await (text === undefined ? route.fallback() : route.fulfill({ body: text, contentType: "text/javascript" }));
  });
  await context.route(/\/panel\/harness\.html/, async (route) => {
    const { headers } = await fetch(`${origin()}/panel/`);
    const policy = (headers.get("content-security-policy") ?? "")
      .replace("connect-src 'self'", `connect-src 'self' ${HOSTS.map((host) => `https://${host}`).join(" ")}`)
      .concat("; frame-src 'self' https://login.microsoftonline.com");
    await route.fulfill({
      body: head + body,
      headers: { "content-type": "text/html", "content-security-policy": policy },
    });
  });
}

async function openTenant(identity: object = {}, at = PAGE): Promise<LivePage & { readonly tenant: CloudTenant }> {
  const tenant = await makeTenant(`${origin()}/panel/`, { identity });
  const opened = await live.open(at, { config: configFor(tenant), prepare: withHarness });
  return { ...opened, tenant };
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name });
const signOutButton = (page: Page) => page.getByRole("button", { name: "Sign out" });

async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await signOutButton(page).waitFor();
}

/** What a token says, asked for on the page as a source does; the trouble where there is none. */
function token(page: Page, scope: string, claims?: string): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ({ wanted, challenge }) => {
      const { session } = (globalThis as unknown as { harness: Harness }).harness;
      try {
        const text = await session.token([wanted], challenge === undefined ? {} : { claims: challenge });
        return JSON.parse(atob((text.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))) as Record<
          string,
          unknown
        >;
      } catch (error) {
        return { ...(error as { trouble: object }).trouble };
      }
    },
    { wanted: scope, challenge: claims },
  );
}

/** Some browsers send no cookies from a frame of another site, others do: this makes one that does of each. */
async function keepForeignCookies(context: BrowserContext): Promise<void> {
  await context.route(/\/authorize\?.*prompt=none/, async (route) => {
    const address = route.request().url();
    const kept = await context.cookies(address);
    const jar = kept.map(({ name, value }) => `${name}=${value}`).join("; ");
    const { status, headers } = await askCloud(address, { headers: { Cookie: jar } });
    await route.fulfill({ status, headers: { location: String(headers["location"]) } });
  });
}

const grants = async (tenant: CloudTenant): Promise<string[]> =>
  (await tenant.requests()).flatMap(({ about }) => (about["grant_type"] === undefined ? [] : [about["grant_type"]]));

/** Nothing may be heard of a page, and its tokens stay where MSAL keeps them. */
async function expectQuiet({ page, console, errors, violations, requested }: LivePage): Promise<void> {
  expect([...console, ...errors, ...violations]).toEqual([]);
  const kept = await page.evaluate(
    () => JSON.stringify(Object.entries(localStorage)) + document.body.innerText + location.href,
  );
  expect(kept).not.toMatch(/eyJ|secret/);
  // The code of a sign-in is in the address of the page that it comes back to; a token is in none.
  for (const address of requested) expect(address).not.toMatch(/eyJhbGci/);
}

/** Leaves out what the browser itself says about answers that the test asked for. */
function expecting(opened: LivePage, words: RegExp): LivePage {
  return { ...opened, console: opened.console.filter((line) => !words.test(line)) };
}

describe("signing in", () => {
  it("starts signed out with what it will ask, comes back to the very address, and signs out", async () => {
    const opened = await openTenant({}, DEEP);
    const { page, tenant } = opened;
    await heading(page, "Sign in to see your tenant").waitFor();
    expect(await page.locator("body").innerText()).toContain("AuditLog.Read.All");
    await signIn(page);
    expect(page.url()).toBe(origin() + DEEP);
    expect(await token(page, GRAPH)).toMatchObject({
      aud: "https://graph.microsoft.com",
      scp: "AuditLog.Read.All",
      tid: tenant.id,
    });
    expect(await grants(tenant)).toEqual(["authorization_code"]);
    expect(await page.locator("body").innerText()).toContain(tenant.id);
    await page.reload();
    await signOutButton(page).click();
    await page.waitForURL(`${origin()}/panel/`);
    await page.goto(`${origin()}${PAGE}`);
    await heading(page, "Sign in to see your tenant").waitFor();
    expect(await token(page, GRAPH)).toMatchObject({ kind: "signedOut" });
    await expectQuiet(opened);
  });

  it("renews silently, for every audience, and by a hidden frame where only the sign-in page remembers", async () => {
    const opened = await openTenant({ accessTokenSeconds: 60 });
    const { page, tenant } = opened;
    await signIn(page);
    // What lives for a minute counts as expired: MSAL renews five minutes before the end.
    expect(await token(page, GRAPH)).toMatchObject({ aud: "https://graph.microsoft.com", scp: "AuditLog.Read.All" });
    expect(await token(page, LOGS)).toMatchObject({ aud: "https://api.loganalytics.io", scp: "Data.Read" });
    expect(await grants(tenant)).toEqual(["authorization_code", "refresh_token", "refresh_token"]);
    await tenant.set({ identity: { accessTokenSeconds: 60, faults: [ENDED] } });
    await keepForeignCookies(opened.context);
    expect(await token(page, GRAPH)).toMatchObject({ scp: "AuditLog.Read.All" });
    expect((await grants(tenant)).slice(3)).toEqual(["refresh_token", "authorization_code"]);
    expect(opened.requested.filter((one) => one.includes("prompt=none"))).toHaveLength(1);
    // The sign-in page has forgotten, too.
    await opened.context.clearCookies();
    expect(await token(page, GRAPH)).toMatchObject({ kind: "signedOut", code: "AADSTS50058" });
    expect(page.url()).toBe(origin() + PAGE);
    // The browser has its own opinion of the sandbox that MSAL gives to its frame.
    await expectQuiet(expecting(opened, /400|sandbox attribute/));
  });

  it("answers a claims challenge past the cache, and leaves for the sign-in page where the service insists", async () => {
    const opened = await openTenant({}, DEEP);
    const { page, tenant } = opened;
    await signIn(page);
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    expect((await token(page, GRAPH))["answered"]).toBeUndefined();
    expect(String((await token(page, GRAPH, claims))["answered"])).toContain('"c1"');
    const fault = { at: "token", grant: "refresh_token", claims: true, error: "invalid_grant", code: 50076 };
    const text = "Due to a configuration change, you must use multi-factor authentication.";
    await tenant.set({ identity: { faults: [{ ...fault, text, suberror: "basic_action" }] } });
    await page.evaluate((challenge) => {
      const { session } = (globalThis as unknown as { harness: Harness }).harness;
      void session.token(["https://graph.microsoft.com/AuditLog.Read.All"], { claims: challenge });
    }, claims);
    await page.waitForURL(/login\.microsoftonline\.com|redirect\.html/);
    await page.waitForURL(origin() + DEEP);
    await signOutButton(page).waitFor();
    expect(String((await token(page, GRAPH))["answered"])).toContain('"c1"');
    // The same again, right after: the reader is told instead of being sent in circles.
    expect(await token(page, GRAPH, claims)).toMatchObject({ kind: "signedOut", code: "AADSTS50076" });
    expect(page.url()).toBe(origin() + DEEP);
    await expectQuiet(expecting(opened, /400/));
  });

  it("refuses an account of another tenant in plain words, and keeps nothing of it", async () => {
    const foreign = { username: "eve@fabrikam.example", name: "Eve", tenantId: "0d0c0b0a-1111-4222-8333-444455556666" };
    const opened = await openTenant({ accounts: [foreign] });
    const { page, tenant } = opened;
    await page.getByRole("button", { name: "Sign in" }).click();
    await heading(page, "This account belongs to another tenant").waitFor();
    const words = await page.locator("body").innerText();
    expect(words).toContain("eve@fabrikam.example");
    expect(words).toContain(tenant.id);
    expect(await token(page, GRAPH)).toMatchObject({ kind: "signedOut" });
    expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toMatch(/eyJ/);
    const text = "User account 'eve@fabrikam.example' does not exist in tenant 'Contoso'.";
    const fault = { at: "authorize", error: "invalid_request", code: 50020, text };
    await tenant.set({ identity: { faults: [fault] } });
    await page.getByRole("button", { name: "Use another account" }).click();
    await page.getByText("You signed in with an account that is not of the tenant below").waitFor();
    await expectQuiet(opened);
  });

  it("names the permission that is missing, with a link for an administrator", async () => {
    const refused = { scope: "Data.Read", text: "The user or administrator has not consented to use the application." };
    const silent = { ...refused, at: "token", error: "invalid_grant", code: 65001, suberror: "consent_required" };
    const declined = { ...refused, at: "authorize", error: "access_denied", code: 65004, suberror: "cancel" };
    const opened = await openTenant({ faults: [silent, declined] });
    const { page, tenant } = opened;
    await signIn(page);
    const trouble = await token(page, LOGS);
    expect(trouble).toMatchObject({ kind: "consent", scope: "Data.Read", code: "AADSTS65001", detail: refused.text });
    expect(String(trouble["requestId"])).toMatch(/^[0-9a-f-]{36}$/);
    await page.evaluate((scope) => {
      const { session } = (globalThis as unknown as { harness: Harness }).harness;
      void session.consent([scope]);
    }, LOGS);
    await heading(page, "A permission is missing: AuditLog.Read.All").or(heading(page, "Data.Read")).waitFor();
    const link = new URL(await page.getByLabel("Link for an administrator").inputValue());
    expect(link.origin + link.pathname).toBe(`https://login.microsoftonline.com/${tenant.id}/v2.0/adminconsent`);
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      client_id: tenant.clientId,
      redirect_uri: `${origin()}/panel/redirect.html`,
    });
    // The rest of the page goes on with what was allowed.
    expect(await token(page, GRAPH)).toMatchObject({ scp: "AuditLog.Read.All" });
    await expectQuiet(expecting(opened, /400/));
  });

  it("lets several accounts of the tenant be chosen from", async () => {
    const accounts = [
      { username: "ada@contoso.example", name: "Ada Admin" },
      { username: "bob@contoso.example", name: "<img src=x onerror=alert(1)>" },
    ];
    const opened = await openTenant({ accounts });
    const { page } = opened;
    const pick = async (username: string): Promise<void> => {
      await page.locator(`button[value="${username}"]`).click();
      await signOutButton(page).waitFor();
    };
    await page.getByRole("button", { name: "Sign in" }).click();
    await pick("ada@contoso.example");
    await page.evaluate((scope) => {
      void (globalThis as unknown as { harness: Harness }).harness.session.signIn([scope]);
    }, GRAPH);
    await pick("bob@contoso.example");
    expect(await page.locator(".panel-account").innerText()).toContain("bob@contoso.example");
    // In a tab that remembers both but neither as the one in use, the reader chooses.
    await page.evaluate(() => {
      for (const key of Object.keys(sessionStorage)) if (key.includes("active-account")) sessionStorage.removeItem(key);
    });
    await page.reload();
    await heading(page, "Choose an account").waitFor();
    expect(await token(page, GRAPH)).toMatchObject({ kind: "signedOut" });
    await page.getByRole("button", { name: "ada@contoso.example" }).click();
    expect(await page.locator(".panel-account").innerText()).toContain("ada@contoso.example");
    expect(await token(page, GRAPH)).toMatchObject({ scp: "AuditLog.Read.All" });
    await expectQuiet(opened);
  });

  it("never leaves a frame, and offers a tab of its own instead", async () => {
    const opened = await openTenant();
    const { page, context } = opened;
    await heading(page, "Sign in to see your tenant").waitFor();
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      document.body.replaceChildren(frame);
    }, origin() + DEEP);
    const frame = page.frameLocator("iframe");
    const link = frame.getByRole("link", { name: "Open in a new tab to sign in" });
    await link.waitFor();
    expect(await frame.getByRole("button", { name: "Sign in" }).count()).toBe(0);
    const [tab] = await Promise.all([context.waitForEvent("page"), link.click()]);
    await signIn(tab);
    expect(tab.url()).toBe(origin() + DEEP);
    expect(opened.requested.filter((one) => one.includes("/authorize?"))).toHaveLength(1);
    await expectQuiet(opened);
  });

  it("says what the service answers, and that it cannot be reached", async () => {
    const text = "The directory service is not available.";
    const fault = { at: "authorize", once: true, error: "temporarily_unavailable", code: 90033, text };
    const opened = await openTenant({ accessTokenSeconds: 60, faults: [fault] });
    const { page, context } = opened;
    await page.getByRole("button", { name: "Sign in" }).click();
    await heading(page, "Signing in failed").waitFor();
    const words = await page.locator("body").innerText();
    expect(words).toContain("AADSTS90033");
    expect(words).toContain(text);
    expect(words).not.toContain("http");
    await signIn(page);
    await context.setOffline(true);
    expect(await token(page, GRAPH)).toMatchObject({ kind: "offline" });
    await context.setOffline(false);
    expect(await token(page, GRAPH)).toMatchObject({ scp: "AuditLog.Read.All" });
    await expectQuiet(expecting(opened, /ERR_INTERNET_DISCONNECTED/));
  });

  it("gets a token for each service, and none takes another one's", async () => {
    const opened = await openTenant();
    const { page, tenant } = opened;
    await signIn(page);
    const answers = await page.evaluate(
      async ([graph = "", logs = ""]) => {
        const { session } = (globalThis as unknown as { harness: Harness }).harness;
        const ask = async (scope: string, url: string): Promise<number> => {
          const authorization = `Bearer ${await session.token([scope])}`;
          // The header makes the browser ask the service first whether it may.
          return (await fetch(url, { headers: { authorization, "client-request-id": "1" } })).status;
        };
        const applications = "https://graph.microsoft.com/v1.0/applications";
        return [
          await ask(graph, applications),
          await ask(logs, applications),
          await ask(graph, "https://api.loganalytics.azure.com/v1/workspaces/w/query"),
        ];
      },
      [GRAPH, LOGS],
    );
    expect(answers).toEqual([200, 401, 401]);
    const graph = (await tenant.requests()).filter(({ host }) => host === "graph.microsoft.com");
    expect(graph.map(({ status, about }) => [status, about["aud"]])).toEqual([
      [200, "https://graph.microsoft.com"],
      [401, "https://api.loganalytics.io"],
    ]);
    await expectQuiet(expecting(opened, /401/));
  });
});
