import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { columnMapOfHeaders } from "../../src/model";
import type { PartProgress } from "../../src/panel/sources/types";
import type { Trouble } from "../../src/panel/trouble";
import { open, origin, type Watched } from "./browser";

/** What the tests drive in the page: sources that wait for them. */
export interface Fake {
  readonly loads: { resume: unknown; days: number; aborted: boolean }[];
  readonly calls: string[];
  /** What every load comes to at once; null: it waits for `end`. */
  outcome: { troubles: Trouble[]; resume: unknown; rows: string[][] } | null;
  rows(rows: string[][]): void;
  progress(parts: PartProgress[]): void;
  end(troubles: Trouble[], resume: unknown): void;
}

const CONFIG = {
  tenantId: "0aaaaaaa-1111-4111-8111-111111111111",
  clientId: "0bbbbbbb-1111-4111-8111-111111111111",
};
const HEADERS = ["servicePrincipalId", "servicePrincipalName", "appId", "resultType", "resource", "time"];
export const FAKE_COLUMNS = columnMapOfHeaders(HEADERS);

/** Sign-in rows of made-up principals that fail with a code. */
export function failing(count: number, code = "50171"): string[][] {
  return Array.from({ length: count }, (_, i) => {
    const id = `0cccccc${String(i % 10)}-1111-4111-8111-${String(i).padStart(12, "0")}`;
    return [id, `sp-live-${String(i)}`, id.replace("0c", "0d"), code, "Contoso Ledger API", "2026-11-20T10:00:00Z"];
  });
}

/** Runs in the page: a session that is signed in, and two sources that do what the test says. */
function fakeLive({ columns, signedIn }: { columns: unknown; signedIn: boolean }): void {
  interface Request {
    from: number;
    to: number;
    resume?: unknown;
    signal: AbortSignal;
    sink: { rows(rows: unknown, columns: unknown): void };
    progress(parts: unknown): void;
  }
  const calls: string[] = [];
  const loads: { resume: unknown; days: number; aborted: boolean }[] = [];
  let request: Request | null = null;
  let end: (outcome: unknown) => void = () => undefined;
  const fake = {
    calls,
    loads,
    outcome: null as { troubles: unknown[]; resume: unknown; rows: unknown[] } | null,
    rows: (rows: unknown) => request?.sink.rows(rows, columns),
    progress: (parts: unknown) => request?.progress(parts),
    end: (troubles: unknown, resume: unknown) => end({ troubles, resume }),
  };
  const account = { name: "Kim", username: "kim@contoso.example", tenantId: "0aaaaaaa-1111-4111-8111-111111111111" };
  const told =
    (name: string) =>
    (...args: unknown[]): Promise<void> => {
      calls.push([name, ...args].map(String).join(" "));
      return Promise.resolve();
    };
  const source = (kind: string) => ({
    kind,
    scopes: ["https://graph.example/AuditLog.Read.All", "https://graph.example/Application.Read.All"],
    load(next: Request) {
      request = next;
      const one = { resume: next.resume ?? null, days: Math.round((next.to - next.from) / 864e5), aborted: false };
      loads.push(one);
      const { outcome } = fake;
      if (outcome !== null) {
        if (outcome.rows.length > 0) next.sink.rows(outcome.rows, columns);
        return Promise.resolve({ troubles: outcome.troubles, resume: outcome.resume });
      }
      return new Promise((resolve) => {
        end = resolve;
        next.signal.addEventListener("abort", () => {
          one.aborted = true;
          resolve({ troubles: [{ kind: "cancelled", part: "" }], resume: "the rest" });
        });
      });
    },
  });
  const live = () => ({
    session: {
      account: signedIn ? account : null,
      accounts: signedIn ? [account] : [],
      choose: told("choose"),
      signIn: told("signIn"),
      signOut: told("signOut"),
      consent: told("consent"),
    },
    place: {
      tenant: { tenantId: account.tenantId, clientId: "0bbbbbbb-1111-4111-8111-111111111111" },
      loginHost: "login.microsoftonline.com",
    },
    offers: [
      { source: source("graph"), ranges: [7, 30], range: 7 },
      { source: source("logs"), ranges: [7, 14, 30], range: 30 },
    ],
    report: null,
  });
  Object.assign(globalThis, { fake, fakeLive: live });
}

/**
 * Opens the panel as a tenant would have it. Production code is as it is: the configuration and the chunk of the live parts
 * are answered by the test in place of the server.
 */
export async function openLive(
  browser: Browser,
  hash = "",
  options: BrowserContextOptions & { signedIn?: boolean } = {},
): Promise<Watched> {
  const { signedIn = true, ...context } = options;
  const watched = await open(browser, "/host/?chrome=0", context);
  watched.console.length = 0;
  const { page } = watched;
  await page.context().route("**/panel/config.json", (route) => route.fulfill({ json: CONFIG }));
  await page.context().route("**/panel/panel-live-*.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: "export const live = async () => globalThis.fakeLive();",
    }),
  );
  await page.context().addInitScript(fakeLive, { columns: FAKE_COLUMNS, signedIn });
  await page.goto(`${origin()}/panel/${hash}`);
  return watched;
}

/** Does something with the fake in the page. */
export function drive<T, A>(page: Page, run: (fake: Fake, given: A) => T, given?: A): Promise<T> {
  const code = `((given) => (${run.toString()})(globalThis.fake, given))(${JSON.stringify(given ?? null)})`;
  return page.evaluate<T>(code);
}
