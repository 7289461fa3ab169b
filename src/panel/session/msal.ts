import {
  type AccountInfo,
  type AuthenticationResult,
  InteractionRequiredAuthError,
  LogLevel,
  PublicClientApplication,
  type RedirectRequest,
} from "@azure/msal-browser";
import { type Trouble, TroubleError } from "../trouble";
import { isFramed } from "./framed";
import { troubleOf } from "./troubleOf";
import type { Account, Session, SignInPlace } from "./types";

/** Comes back with the answer of a sign-in that a claims challenge asked for. */
const CHALLENGED = "challenged";

/** Where the scopes of a sign-in wait for its answer: an error does not name them. */
const ASKED = "spp.askedScopes";

/** The page that sign-ins come back to; it is registered as the application's redirect URI. */
const bridge = (): string => new URL("redirect.html", document.baseURI).href;

/** Sets up MSAL and deals with the answer of a sign-in that the page has come back from. */
export async function startSession(place: SignInPlace): Promise<Session> {
  const { tenant, loginHost } = place;
  const app = new PublicClientApplication({
    auth: {
      clientId: tenant.clientId,
      authority: `https://${loginHost}/${tenant.tenantId}`,
      // Its metadata are built in, and no other host is asked for them.
      knownAuthorities: [loginHost],
      redirectUri: bridge(),
      postLogoutRedirectUri: bridge(),
      clientCapabilities: ["CP1"],
    },
    cache: { cacheLocation: "sessionStorage" },
    system: {
      loggerOptions: { loggerCallback: () => undefined, logLevel: LogLevel.Error, piiLoggingEnabled: false },
    },
  });
  let trouble: Trouble | null = null;
  let wasChallenged = false;
  const address = location.href;
  try {
    await app.initialize();
    // The bridge page keeps the answer and comes back here by itself. The hash is this page's own: it may look like one.
    const result = await app.handleRedirectPromise({ hash: "#none", navigateToLoginRequestUrl: false });
    if (result !== null) {
      wasChallenged = result.state === CHALLENGED;
      trouble = await taken(app, result, tenant.tenantId);
    }
  } catch (error) {
    trouble = troubleOf(error, (sessionStorage.getItem(ASKED) ?? "").split(" "));
  }
  sessionStorage.removeItem(ASKED);
  // A hash that looks like an answer was taken away.
  if (location.href !== address) history.replaceState(history.state, "", address);
  return new MsalSession(app, tenant.tenantId, trouble, wasChallenged);
}

/** Makes the account of an answer the active one; one of another tenant is forgotten at once. */
async function taken(
  app: PublicClientApplication,
  { account }: AuthenticationResult,
  tenantId: string,
): Promise<Trouble | null> {
  if (isOf(account, tenantId)) {
    app.setActiveAccount(account);
    return null;
  }
  await app.clearCache({ account });
  return { kind: "wrongTenant", part: "", detail: account.username };
}

const isOf = (account: AccountInfo, tenantId: string): boolean =>
  account.tenantId.toLowerCase() === tenantId.toLowerCase();

class MsalSession implements Session {
  readonly #known = new Map<Account, AccountInfo>();

  constructor(
    private readonly app: PublicClientApplication,
    tenantId: string,
    readonly trouble: Trouble | null,
    private readonly wasChallenged: boolean,
  ) {
    for (const info of app.getAllAccounts()) {
      if (!isOf(info, tenantId)) continue;
      const { name = "", username } = info;
      this.#known.set({ name: name === "" ? username : name, username, tenantId: info.tenantId }, info);
    }
  }

  get accounts(): readonly Account[] {
    return [...this.#known.keys()];
  }

  get account(): Account | null {
    const active = this.app.getActiveAccount();
    const [first, ...others] = this.#known.keys();
    for (const [account, info] of this.#known) {
      if (info.homeAccountId === active?.homeAccountId) return account;
    }
    return others.length === 0 ? (first ?? null) : null;
  }

  choose(account: Account): void {
    const info = this.#known.get(account);
    if (info !== undefined) this.app.setActiveAccount(info);
  }

  async token(
    scopes: readonly string[],
    options: { readonly claims?: string; readonly signal?: AbortSignal } = {},
  ): Promise<string> {
    const { claims, signal } = options;
    const account = this.#info();
    if (account === undefined) throw new TroubleError({ kind: "signedOut", part: "" });
    const challenge = claims === undefined ? {} : { claims };
    try {
      stopIf(signal);
      const { accessToken } = await this.app.acquireTokenSilent({ scopes: [...scopes], account, ...challenge });
      stopIf(signal);
      return accessToken;
    } catch (error) {
      const trouble = troubleOf(error, scopes);
      // A second challenge right after the first one would send the reader in circles.
      const mayLeave = claims !== undefined && !this.wasChallenged && !isFramed();
      if (mayLeave && trouble.kind === "signedOut" && error instanceof InteractionRequiredAuthError) {
        return this.#leave({ scopes: [...scopes], account, ...challenge, state: CHALLENGED });
      }
      throw new TroubleError(trouble);
    }
  }

  signIn(scopes: readonly string[]): Promise<void> {
    return this.#leave({ scopes: [...scopes], prompt: "select_account" });
  }

  consent(scopes: readonly string[]): Promise<void> {
    const account = this.#info();
    return this.#leave({ scopes: [...scopes], ...(account === undefined ? {} : { account }) });
  }

  async signOut(): Promise<void> {
    const account = this.#info();
    const which = account === undefined ? {} : { account };
    try {
      if (isFramed()) {
        await this.app.clearCache(which);
        location.reload();
      } else await this.app.logoutRedirect(which);
    } catch (error) {
      throw new TroubleError(troubleOf(error, []));
    }
  }

  #info(): AccountInfo | undefined {
    const { account } = this;
    return account === null ? undefined : this.#known.get(account);
  }

  /** Leaves the page for the sign-in page, and comes back to this very address. Resolves never. */
  async #leave(request: RedirectRequest): Promise<never> {
    if (isFramed()) throw new TroubleError({ kind: "signedOut", part: "" });
    try {
      sessionStorage.setItem(ASKED, request.scopes.join(" "));
      const [scopes, extraScopesToConsent] = byAudience(request.scopes);
      await this.app.acquireTokenRedirect({
        ...request,
        scopes,
        ...(extraScopesToConsent.length > 0 ? { extraScopesToConsent } : {}),
        redirectStartPage: location.href,
      });
    } catch (error) {
      throw new TroubleError(troubleOf(error, request.scopes));
    }
    return new Promise(() => undefined);
  }
}

/** The scopes of the first one's audience, and the others: a token is for one audience, consent may be for several. */
function byAudience(scopes: readonly string[]): [string[], string[]] {
  const audience = (scope: string): string => scope.slice(0, scope.lastIndexOf("/"));
  const isFirst = (scope: string): boolean => audience(scope) === audience(scopes[0] ?? "");
  return [scopes.filter(isFirst), scopes.filter((scope) => !isFirst(scope))];
}

/** Throws where the reader has cancelled. */
function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new TroubleError({ kind: "cancelled", part: "" });
}
