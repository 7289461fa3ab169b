import { build } from "esbuild";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { origin } from "../support/browser";
import { makeTenant, type CloudTenant } from "../support/cloud";
import { configFor, useLiveBrowser, type LivePage } from "../support/liveBrowser";
import type { Harness } from "../support/sessionHarness";

const GRAPH = "https://graph.microsoft.com/AuditLog.Read.All";
const LOGS = "https://api.loganalytics.io/Data.Read";
const PAGE = "/panel/harness.html";
/** A place within the page, as an address of the panel names it; its words look like an answer of a sign-in. */
const DEEP = `${PAGE}?locale=en#/sp/1?code=50171&state=failing&sort=-failures`;

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
      .replace("connect-src 'self'", "connect-src 'self' https://login.microsoftonline.com")
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

const grants = async (tenant: CloudTenant): Promise<string[]> =>
  (await tenant.requests()).flatMap(({ about }) => (about["grant_type"] === undefined ? [] : [about["grant_type"]]));

/** Nothing may be heard of a page, and its tokens stay where MSAL keeps them. */
async function expectQuiet({ page, console, errors, violations, requested }: LivePage): Promise<void> {
  expect([...console, ...errors, ...violations]).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.body.innerText + location.href);
  expect(kept).not.toMatch(/eyJ|secret/);
  // The code of a sign-in is in the address of the page that it comes back to; a token is in none.
  for (const address of requested) expect(address).not.toMatch(/eyJhbGci/);
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
});
