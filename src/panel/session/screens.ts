import { attrs, button, el, type Child } from "../../view/dom";
import { shown } from "../../view/safeText";
import { text as viewText } from "../../view/strings";
import type { Trouble } from "../trouble";
import { say } from "../words";
import { consentLink } from "./consentLink";
import { isFramed } from "./framed";
import { scopeName, troubleOf } from "./troubleOf";
import type { Account, Session, SignInPlace } from "./types";

/** What the screens need of the page around them. */
export interface SessionMeans {
  readonly session: Session;
  readonly place: SignInPlace;
  /** Absolute scopes of the chosen source. */
  readonly scopes: readonly string[];
  /** An account was chosen, or a step ended in trouble: the page draws anew. */
  changed(trouble: Trouble | null): void;
}

/** What each scope lets the page read; one that is not here is shown by its name alone. */
const SCOPES = {
  "AuditLog.Read.All": "sessionScopeAuditLogReadAll",
  "Application.Read.All": "sessionScopeApplicationReadAll",
  "DirectoryRecommendations.Read.All": "sessionScopeDirectoryRecommendationsReadAll",
  "Data.Read": "sessionScopeDataRead",
  "Report.Read.All": "sessionScopeReportReadAll",
} as const;

/** Code that runs from left to right in every language. */
const code = (text: string): HTMLElement => attrs(el("code", "", text), { dir: "ltr" });

function screen(id: string, title: string, ...content: readonly Child[]): HTMLElement {
  const heading = attrs(el("h2", "", title), { id: `session-${id}` });
  return attrs(el("section", "panel-session", heading, ...content), {
    "aria-labelledby": `session-${id}`,
    "data-session": id,
  });
}

function act(words: string, key: string, run: () => unknown, main = false): HTMLButtonElement {
  const node = button(main ? "panel-button is-main" : "panel-button", key, words);
  node.addEventListener("click", () => void run());
  return node;
}

/** Runs something that leaves the page; where it cannot, the page tells why. */
function leave(means: SessionMeans, work: Promise<void>): void {
  work.catch((error: unknown) => {
    means.changed(troubleOf(error, means.scopes));
  });
}

function tenantLine({ place }: SessionMeans): HTMLElement {
  return el("p", "panel-hint", `${say("sessionTenant")} `, code(place.tenant.tenantId));
}

/** The permissions that a sign-in asks for, each with what it allows. */
function scopeList(scopes: readonly string[]): HTMLElement {
  const list = el("ul", "panel-scopes");
  for (const scope of scopes) {
    const name = scopeName(scope);
    const key = Object.hasOwn(SCOPES, name) ? SCOPES[name as keyof typeof SCOPES] : undefined;
    list.append(el("li", "", code(name), key === undefined ? null : el("span", "", say(key))));
  }
  return list;
}

/** In a frame the way to the sign-in page is a tab of its own; elsewhere a button leads there. */
function wayIn(means: SessionMeans, words = say("sessionSignIn")): Child[] {
  if (isFramed()) {
    const link = attrs(el("a", "panel-button is-main", say("sessionFramed")), {
      href: location.href,
      target: "_blank",
      rel: "noopener",
    });
    return [el("p", "", say("sessionFramedHelp")), el("p", "panel-acts", link)];
  }
  const { session, scopes, place } = means;
  const go = act(words, "sign-in", () => leave(means, session.signIn(scopes)), true);
  return [el("p", "panel-acts", go), el("p", "panel-hint", say("sessionLeaves", place.loginHost))];
}

function signedOut(means: SessionMeans): HTMLElement {
  return screen(
    "signed-out",
    say("sessionSignedOut"),
    el("p", "", say("sessionSignedOutHelp")),
    el("p", "", say("sessionAsks")),
    scopeList(means.scopes),
    ...wayIn(means),
    tenantLine(means),
  );
}

function chooser(means: SessionMeans): HTMLElement {
  const { session, scopes } = means;
  const list = el("ul", "panel-accounts");
  for (const account of session.accounts) {
    const node = act("", "choose", () => {
      session.choose(account);
      means.changed(null);
    });
    node.append(el("b", "", shown(account.name)), el("bdi", "", shown(account.username)));
    list.append(el("li", "", node));
  }
  const other = act(say("sessionOtherAccount"), "other", () => leave(means, session.signIn(scopes)));
  const foot = isFramed() ? null : el("p", "panel-acts", other);
  return screen("chooser", say("sessionChoose"), el("p", "", say("sessionChooseHelp")), list, foot, tenantLine(means));
}

/** Where the service itself refused, its words are shown; else the account is known that came back. */
function wrongTenant(means: SessionMeans, trouble: Trouble): HTMLElement {
  const { code: number, detail = "" } = trouble;
  const isKnown = number === undefined && detail !== "";
  return screen(
    "wrong-tenant",
    say("sessionWrongTenant"),
    el("p", "", isKnown ? say("sessionWrongTenantHelp", shown(detail)) : say("sessionWrongTenantNobody")),
    isKnown ? null : details(trouble),
    tenantLine(means),
    ...wayIn(means, say("sessionOtherAccount")),
  );
}

function consent(means: SessionMeans, { scope, role, ...more }: Trouble): HTMLElement {
  const { session, place, scopes } = means;
  const named = scopes.filter((one) => scope?.split(", ").includes(scopeName(one)));
  const wanted = named.length > 0 ? named : scopes;
  const field = attrs(el("textarea", "panel-lines"), {
    readonly: true,
    rows: 5,
    dir: "ltr",
    spellcheck: "false",
    "aria-label": say("sessionConsentLink"),
  });
  field.value = consentLink(place, wanted);
  field.addEventListener("focus", () => field.select());
  const copyLink = (): Promise<unknown> =>
    navigator.clipboard.writeText(field.value).then(
      () => (copy.textContent = say("sessionCopied")),
      () => field.focus(),
    );
  const copy = act(say("sessionCopy"), "copy", copyLink, true);
  const ask = act(say("sessionConsentAsk"), "consent", () => leave(means, session.consent(wanted)));
  return screen(
    "consent",
    say("sessionConsent", wanted.map(scopeName).join(viewText("comma"))),
    el("p", "", say("sessionConsentHelp")),
    field,
    el("p", "panel-acts", copy, isFramed() ? null : ask),
    role === undefined ? null : el("p", "", say("sessionConsentRole", role)),
    details({ ...more }),
    tenantLine(means),
  );
}

function failed(means: SessionMeans, trouble: Trouble): HTMLElement {
  const help =
    trouble.kind === "offline"
      ? say("sessionFailedOffline")
      : trouble.kind === "refused"
        ? say("sessionFailedRefused")
        : say("sessionFailedServer");
  return screen(
    "failed",
    say("sessionFailed"),
    el("p", "", help),
    details(trouble),
    ...wayIn(means),
    tenantLine(means),
  );
}

/** What support asks for; the service's words are cleaned. */
function details({ code: number, requestId, detail }: Omit<Trouble, "kind">): HTMLElement {
  const all = [
    [say("sessionCode"), number],
    [say("sessionRequestId"), requestId],
    [say("sessionDetail"), detail],
  ] as const;
  const list = el("dl", "panel-facts");
  for (const [label, value] of all) {
    if (value === undefined || value === "") continue;
    list.append(el("div", "", el("dt", "", label), el("dd", "", el("bdi", "", shown(value)))));
  }
  list.hidden = list.childElementCount === 0;
  return list;
}

/** Who is signed in, where, and the way out. */
function accountLine(session: Session, account: Account): HTMLElement {
  const who = attrs(el("bdi", "", shown(account.username)), {
    title: say("sessionSignedInAs", shown(account.name)),
  });
  const out = act(say("sessionSignOut"), "sign-out", () => session.signOut().catch(() => undefined));
  return el("div", "panel-account", who, attrs(code(account.tenantId), { title: say("sessionTenant") }), out);
}

/** The screens of a sign-in, each alone. */
export const sessionScreens = { signedOut, chooser, wrongTenant, consent, failed, scopeList, accountLine };

/** The screen that stands between the reader and the data; null where an account is at hand and nothing is wrong. */
export function sessionScreen(means: SessionMeans, trouble: Trouble | null): HTMLElement | null {
  const { session } = means;
  if (trouble !== null && trouble.kind !== "signedOut" && trouble.kind !== "cancelled") {
    if (trouble.kind === "wrongTenant") return wrongTenant(means, trouble);
    if (trouble.kind === "consent") return consent(means, trouble);
    return failed(means, trouble);
  }
  if (session.account === null) return session.accounts.length > 1 ? chooser(means) : signedOut(means);
  return trouble?.kind === "signedOut" ? signedOut(means) : null;
}
