/** pbiviz.json as far as the checks read it; any of it may be missing. */
export interface Pbiviz {
  readonly visual?: {
    readonly name?: string;
    readonly displayName?: string;
    readonly guid?: string;
    readonly version?: string;
    readonly description?: string;
    readonly supportUrl?: string;
    readonly privacyUrl?: string;
    readonly gitHubUrl?: string;
  };
  readonly author?: { readonly name?: string; readonly email?: string };
  readonly apiVersion?: string;
  readonly assets?: { readonly icon?: string };
  readonly capabilities?: string;
  readonly externalJS?: readonly string[];
  readonly version?: string;
}

/** package.json likewise. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly author?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
