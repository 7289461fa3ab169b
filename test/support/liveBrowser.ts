import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { panelPolicy } from "../../src/build/headers";
import { readConfig } from "../../src/panel/config/read";
import { origin, setting } from "./browser";
import type { CloudTenant } from "./cloud";

/** A page with live data, and what went wrong on it without anybody asking. */
export interface LivePage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly console: string[];
  readonly errors: string[];
  /** Directives of the page's policy that something was refused by. */
  readonly violations: string[];
  /** Every address that any page or frame of this context asked for, in order. */
  readonly requested: string[];
}

export interface LiveOptions {
  /** What `config.json` says; a tenant of the stand-in makes one of its own. */
  readonly config?: object;
  readonly context?: BrowserContextOptions;
  /** Puts further answers in place before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** What the page's `config.json` says for a tenant of the stand-in. */
export function configFor({ id, clientId }: CloudTenant, more: object = {}): object {
  return { tenantId: id, clientId, ...more };
}

/**
 * A browser that finds the stand-in cloud under production's names. After each test it asserts that nothing was sent to
 * any other machine: every answer came from 127.0.0.1.
 */
export function useLiveBrowser(): {
  open(path: string, options?: LiveOptions): Promise<LivePage>;
} {
  let browser: Browser | undefined;
  const answered: Promise<string | undefined>[] = [];
  beforeAll(async () => {
    browser = await chromium.connect(setting("SPP_CLOUD_BROWSER"));
  });
  afterEach(async () => {
    const addresses = new Set(await Promise.all(answered.splice(0)));
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    addresses.delete(undefined);
    expect([...addresses].filter((address) => address !== "127.0.0.1")).toEqual([]);
  });
  afterAll(() => browser?.close());
  return {
    async open(path, options = {}) {
      if (browser === undefined) throw new Error("The browser is there once a test runs.");
      return openLive(browser, path, options, answered);
    },
  };
}

async function openLive(
  browser: Browser,
  path: string,
  { config, context: more = {}, prepare }: LiveOptions,
  answered: Promise<string | undefined>[],
): Promise<LivePage> {
  const context = await browser.newContext({
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...more,
  });
  if (config !== undefined) {
    await context.route(`${origin()}/panel/config.json`, (route) => route.fulfill({ json: config }));
    await context.route(`${origin()}/panel/**`, async (route) => {
      if (route.request().resourceType() !== "document") return route.fallback();
      const response = await route.fetch();
      // What `npm start` and a host send with this configuration.
      const policy = panelPolicy((await readConfig(JSON.stringify(config))).config);
      return route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
    });
  }
  await prepare?.(context);
  const page = await context.newPage();
  const live: LivePage = { page, context, console: [], errors: [], violations: [], requested: [] };
  context.on("console", (message) => live.console.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => live.errors.push(error.error().message));
  context.on("request", (request) => live.requested.push(request.url()));
  context.on("response", (response) => {
    if (/^https?:/.test(response.url())) {
      answered.push(
        response.serverAddr().then(
          (address) => address?.ipAddress,
          () => undefined,
        ),
      );
    }
  });
  await context.exposeBinding("sppViolation", (_source, directive: string) => live.violations.push(directive));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { sppViolation(line: string): void }).sppViolation(
        `${violatedDirective} ${blockedURI}`,
      );
    });
  });
  await page.goto(origin() + path);
  return live;
}
