/** Who is signed in. */
export interface Account {
  readonly name: string;
  readonly username: string;
  readonly tenantId: string;
}

/** Gives tokens; sources know nothing of MSAL, so that tests need none of it. */
export interface TokenSource {
  /**
   * A token for these scopes of one audience (absolute, for example "https://graph.microsoft.com/AuditLog.Read.All").
   * `claims` is a decoded claims challenge: it bypasses the cache. Throws a TroubleError: "signedOut", "consent", "offline",
   * "wrongTenant" or "server". May leave the page for a sign-in, and then never resolves.
   */
  token(
    scopes: readonly string[],
    options?: { readonly claims?: string; readonly signal?: AbortSignal },
  ): Promise<string>;
}

/** A sign-in with one configured tenant. */
export interface Session extends TokenSource {
  /** Null while nobody is signed in. */
  readonly account: Account | null;
  /** Accounts of the configured tenant that are at hand; several need a choice. */
  readonly accounts: readonly Account[];
  choose(account: Account): void;
  /** Leaves the page. `state` is the address to come back to (see `address`). `scopes` are those of the chosen source. */
  signIn(scopes: readonly string[]): Promise<void>;
  signOut(): Promise<void>;
  /** Asks for consent to scopes that were refused; leaves the page. */
  consent(scopes: readonly string[]): Promise<void>;
}
