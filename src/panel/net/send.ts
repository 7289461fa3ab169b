import type { TokenSource } from "../session/types";
import { TroubleError, type Trouble } from "../trouble";
import { say } from "../words";
import { heeding, TimeOver, within } from "./abort";
import { backOff } from "./backOff";
import { about, faultOf, type Fault } from "./fault";
import { claimsIn } from "./headers";
import { Pacer } from "./pacer";
import { PACES } from "./paces";
import type { Call, Outside, Send } from "./types";

/** Attempts of one call, of whatever faults. A claims challenge is answered once besides. */
const MOST_TRIES = 5;
/** Nobody looks at a countdown for longer: the trouble then says when to try again. */
const LONGEST_ASKED = 600_000;

type Attempt =
  { readonly json: unknown } | { readonly claims: string; readonly fault: Fault } | { readonly fault: Fault };

/**
 * Carries out calls: a token for each, no faster than the service allows, tried again where that is of use. Throws
 * TroubleErrors only, which hold no token, header or body.
 */
export function createSend(tokens: TokenSource, outside: Outside): Send {
  const pacers = new Map<Call["pace"], Pacer>();
  const pacerOf = (pace: Call["pace"]): Pacer => {
    const known = pacers.get(pace) ?? new Pacer(PACES[pace], outside);
    pacers.set(pace, known);
    return known;
  };
  return async (call) => {
    try {
      return await send(call, tokens, outside, pacerOf(call.pace));
    } catch (error) {
      if (call.signal.aborted) throw new TroubleError({ ...about(call, ""), kind: "cancelled" });
      if (error instanceof TroubleError) throw error;
      // What is not foreseen may hold anything: nothing of it is passed on.
      throw new TroubleError({ ...about(call, ""), kind: "server" });
    }
  };
}

async function send(call: Call, tokens: TokenSource, outside: Outside, pacer: Pacer): Promise<unknown> {
  if (!isHttps(call.url)) throw new TroubleError({ ...about(call, ""), kind: "refused" });
  const tell = (until: number | null): void => call.onWait?.(until);
  let claims: string | null = null;
  let challenged = false;
  const spent = new Map<number, number>();
  for (let tried = 0; ;) {
    const token = await tokenFor(call, tokens, claims);
    claims = null;
    await pacer.take(call.signal, tell);
    const attempt = await attemptOf(call, token, outside);
    if ("json" in attempt) return attempt.json;
    if ("claims" in attempt && !challenged) {
      challenged = true;
      claims = attempt.claims;
      continue;
    }
    tried++;
    const { trouble, tries, retryAfter, busy } = attempt.fault;
    const wait = retryAfter ?? backOff(tried, outside.random());
    const at = outside.now() + wait;
    // A call that was held up by one fault still has its tries for another.
    spent.set(tries, (spent.get(tries) ?? 0) + 1);
    const isLast = (spent.get(tries) ?? 0) >= tries || tried >= MOST_TRIES || wait > LONGEST_ASKED;
    if (isLast)
      throw new TroubleError(tries > 1 && trouble.kind !== "timedOut" ? { ...trouble, retryAt: at } : trouble);
    if (busy) {
      pacer.hold(at);
      continue;
    }
    tell(at);
    try {
      await outside.sleep(wait, call.signal);
    } finally {
      tell(null);
    }
  }
}

async function tokenFor(call: Call, tokens: TokenSource, claims: string | null): Promise<string> {
  const { scopes, signal } = call;
  signal.throwIfAborted();
  try {
    return await heeding(tokens.token(scopes, claims === null ? { signal } : { claims, signal }), signal);
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    throw new TroubleError({ ...about(call, ""), ...error.trouble, part: call.part });
  }
}

async function attemptOf(call: Call, token: string, outside: Outside): Promise<Attempt> {
  const id = outside.id();
  const { timeout, headers } = PACES[call.pace];
  const failed = (kind: Trouble["kind"], tries: number, more: Partial<Trouble> = {}): Attempt => ({
    fault: { trouble: { ...about(call, id), ...more, kind }, tries, retryAfter: null, busy: false },
  });
  const own: RequestInit = {
    method: call.method ?? "GET",
    headers: {
      ...headers,
      ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
      ...call.headers,
      Accept: "application/json",
      Authorization: `Bearer ${token}`,
      "client-request-id": id,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
  };
  const answered: Pick<Response, "status" | "headers">[] = [];
  try {
    return await within(outside, timeout, call.signal, async (signal) => {
      const response = await outside.fetch(call.url, { ...own, signal });
      answered.push(response);
      // What a refusal means is told by its status where its words do not come.
      const text = await response.text().catch((error: unknown) => {
        if (response.ok || signal.aborted) throw error;
        return "";
      });
      // An answer without content is one: an empty workspace gives it.
      if (response.status === 204) return { json: null };
      if (response.ok) return { json: JSON.parse(text) as unknown };
      const fault = faultOf(call, response, text, { id, token, now: outside.now() });
      const claims = response.status === 401 ? claimsIn(response.headers.get("www-authenticate")) : null;
      return claims === null ? { fault } : { claims, fault };
    });
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof TimeOver) return failed("timedOut", 1);
    // Whatever came was cut off, or is no JSON.
    const [came] = answered;
    if (came !== undefined) {
      return unreadable(failed("server", 2, { status: came.status, detail: whatCame(came.headers) }));
    }
    return failed("offline", isKnownOffline() ? 1 : 2, { detail: new URL(call.url).host });
  }
}

/** Whoever stands between page and service answers with pages of its own. */
function whatCame(headers: Headers): string {
  const type = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(headers.get("content-type") ?? "")?.[0] ?? "";
  return type === "" || /json/i.test(type) ? say("troubleBrokeOff") : say("troubleNoJson", type);
}

/** What came broken may come whole at once: no reason to wait. */
function unreadable(attempt: Attempt): Attempt {
  return "fault" in attempt ? { fault: { ...attempt.fault, retryAfter: 0 } } : attempt;
}

/** Only a hint: a browser that says to be online may still reach nothing. */
const isKnownOffline = (): boolean => typeof navigator !== "undefined" && "onLine" in navigator && !navigator.onLine;

function isHttps(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    return protocol === "https:" && username === "" && password === "";
  } catch {
    return false;
  }
}
