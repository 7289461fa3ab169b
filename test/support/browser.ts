import { chromium, type Browser, type BrowserContextOptions, type FrameLocator, type Page } from "playwright-core";

/** What went wrong on a page without anybody asking: console output, exceptions, requests that left the machine. */
export interface Watched {
  readonly page: Page;
  readonly console: string[];
  readonly errors: string[];
  readonly foreignRequests: string[];
}

/** Address of the served panel and stand-in; the test command sets it. */
export function origin(): string {
  return setting("SPP_ORIGIN");
}

/** One browser for a test file; the pages that a test opened close when it ends. */
export function useBrowser(): { readonly browser: Browser } {
  const held: { browser?: Browser } = {};
  beforeAll(async () => {
    held.browser = await chromium.connect(setting("SPP_BROWSER"));
  });
  afterEach(() => Promise.all((held.browser?.contexts() ?? []).map((context) => context.close())));
  afterAll(() => held.browser?.close());
  return {
    get browser() {
      if (held.browser === undefined) throw new Error("The browser is there once a test runs.");
      return held.browser;
    },
  };
}

/** A page of its own context: en-US and UTC, so that no test depends on the machine. */
export async function open(browser: Browser, path: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const watched: Watched = { page, console: [], errors: [], foreignRequests: [] };
  page.on("console", (message) => watched.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => watched.errors.push(error.message));
  page.on("request", (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(`${origin()}/`)) {
      watched.foreignRequests.push(request.url());
    }
  });
  await page.goto(origin() + path);
  return watched;
}

/** Calls a member of the stand-in's test interface and returns what it answers. */
export function standIn<T = unknown>(page: Page, member: string, ...args: readonly unknown[]): Promise<T> {
  return page.evaluate(
    async ({ name, values }) => {
      const api = (globalThis as unknown as { standIn: Record<string, unknown> }).standIn;
      const found = api[name];
      const answer: unknown =
        typeof found === "function" ? await (found as (...all: unknown[]) => unknown).apply(api, values) : await found;
      return answer;
    },
    { name: member, values: [...args] },
  ) as Promise<T>;
}

/** Opens the stand-in host with URL options and waits for the first finished rendering. */
export async function openHost(
  browser: Browser,
  query = "",
  options: BrowserContextOptions = {},
): Promise<Watched & { readonly visual: FrameLocator }> {
  const watched = await open(browser, `/host/?chrome=0&${query}`, options);
  await standIn(watched.page, "ready");
  return { ...watched, visual: watched.page.frameLocator("#visual") };
}

/** Everything the stand-in and the page noticed that must not happen. */
export async function faults(watched: Watched): Promise<unknown[]> {
  const problems = await standIn<unknown[]>(watched.page, "problems");
  return [...problems, ...watched.console, ...watched.errors, ...watched.foreignRequests];
}

/** Tells why a group of tests cannot run here, in the test's own name. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run "npm test", which builds, serves and finds a browser.`);
  return value;
}
