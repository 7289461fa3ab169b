import { createReportTab, type ReportTab } from "../../src/panel/report";
import type { Call } from "../../src/panel/net/types";
import { TroubleError, type TroubleKind } from "../../src/panel/trouble";

/** What the page of `reportPage.ts` offers to tests: a tab with the shell, session and network reduced to records. */
export interface Harness {
  tab: ReportTab;
  /** Tokens that were handed out, and what the next ones are: text, or a kind of trouble. */
  readonly issued: string[];
  next: readonly (string | { readonly trouble: TroubleKind })[];
  readonly opened: string[];
  readonly said: string[];
  readonly left: string[];
  readonly known: Set<string>;
}

const KINDS: Readonly<Record<number, TroubleKind>> = { 401: "signedOut", 403: "role", 429: "throttled", 500: "server" };

/** A call as the panel's network sends it, without its limiter. */
async function send({ url, scopes, signal, role, part }: Call): Promise<unknown> {
  const token = await tokens.token(scopes);
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal });
  const body = (await response.json()) as { error?: { code?: string } };
  if (response.ok) return body;
  const requestId = response.headers.get("RequestId") ?? "";
  const { status } = response;
  throw new TroubleError({
    kind: KINDS[status] ?? "refused",
    part,
    role,
    status,
    requestId,
    code: body.error?.code ?? "",
  });
}

const tokens = {
  token(scopes: readonly string[]): Promise<string> {
    const [first, ...rest] = harness.next;
    if (rest.length > 0) harness.next = rest;
    if (typeof first !== "string") {
      const kind = first?.trouble ?? "signedOut";
      return Promise.reject(new TroubleError({ kind, part: "", scope: scopes[0] ?? "" }));
    }
    harness.issued.push(first);
    return Promise.resolve(first);
  },
};

const options = JSON.parse(document.body.dataset["options"] ?? "{}") as {
  next: Harness["next"];
  known: string[];
  config: object;
};
// Tests look for tokens in the whole page.
document.body.removeAttribute("data-options");
const harness: Harness = {
  issued: [],
  next: options.next,
  opened: [],
  said: [],
  left: [],
  known: new Set(options.known),
  tab: undefined as unknown as ReportTab,
};
harness.tab = createReportTab({
  config: { workspaceId: "11111111-1111-4111-8111-111111111111", reportId: "r-1", ...options.config },
  cloud: {
    powerBiApiHost: "api.powerbi.com",
    powerBiAppHost: "app.powerbi.com",
    powerBiResource: "https://analysis.windows.net/powerbi/api",
  },
  send,
  tokens,
  openPrincipal: (id) => harness.known.has(id) && harness.opened.push(id) > 0,
  say: (line) => void harness.said.push(line),
  signIn: (scopes) => void harness.left.push(...scopes),
});
document.body.append(harness.tab.element);
(globalThis as unknown as { harness: Harness }).harness = harness;
