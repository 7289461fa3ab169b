import type { Trouble } from "../trouble";
import { retryAfter } from "./headers";
import { kindOf } from "./refusals";
import type { Call } from "./types";

/** An attempt that brought no answer that can be used. */
export interface Fault {
  readonly trouble: Trouble;
  /** Attempts that such a fault is worth, in all. */
  readonly tries: number;
  /** Ms that the service asks to wait; null where it says nothing. */
  readonly retryAfter: number | null;
  /** True where the service is busy with all of our calls, not with this one. */
  readonly busy: boolean;
}

/** Longest text of a service that is kept. */
const LONGEST = 500;
const TOKEN_LIKE = /\beyJ[\w-]{10,}(?:\.[\w-]*){0,4}/g;

/** What every trouble of a call says. */
export function about(call: Call, requestId: string): Omit<Trouble, "kind"> {
  const scope = call.scopes.map((absolute) => absolute.slice(absolute.lastIndexOf("/") + 1)).join(" ");
  return {
    part: call.part,
    ...(scope === "" ? {} : { scope }),
    ...(call.role === "" ? {} : { role: call.role }),
    ...(requestId === "" ? {} : { requestId }),
  };
}

/** The fault that an answer other than a success tells of. `text` is its body, `token` what must not be repeated. */
export function faultOf(
  call: Call,
  response: Response,
  text: string,
  sent: { readonly id: string; readonly token: string; readonly now: number },
): Fault {
  const { code, message, requestId } = errorIn(text);
  const { status, headers } = response;
  const served = headers.get("request-id") ?? requestId;
  const id =
    /^[\w-]{1,64}$/.test(served) && served !== sent.id && served !== sent.token
      ? [sent.id, served].filter((one) => one !== "").join(", ")
      : sent.id;
  const kind = kindOf(status, code, message);
  const clean = (words: string): string => scrubbed(words, sent.token);
  return {
    trouble: {
      ...about(call, id),
      kind,
      status,
      ...(code === "" ? {} : { code: clean(code) }),
      ...(message === "" ? {} : { detail: clean(message) }),
    },
    tries: triesOf(status),
    retryAfter: retryAfter(headers.get("retry-after"), sent.now),
    busy: status === 429 || status === 503,
  };
}

/** A gateway that gave up once gives up again: whoever asked should ask for less. */
function triesOf(status: number): number {
  if (status === 429 || status === 503) return 5;
  if (status === 504 || status === 408) return 2;
  return status >= 500 ? 3 : 1;
}

/** Services may repeat what they were sent. */
function scrubbed(words: string, token: string): string {
  const whole = token.length < 4 ? words : words.replaceAll(token, "…");
  return whole.replaceAll(TOKEN_LIKE, "…").slice(0, LONGEST);
}

interface ServiceError {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

const NOTHING: ServiceError = { code: "", message: "", requestId: "" };

function errorIn(text: string): ServiceError {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return NOTHING;
  }
  const error = member(body, "error");
  const inner = innerOf(error);
  return {
    code: words(member(error, "code")),
    message: [words(member(error, "message")), ...innerWords(inner, 0)].filter((part) => part !== "").join(" "),
    requestId: words(member(inner, "request-id")),
  };
}

const innerOf = (error: unknown): unknown => member(error, "innerError") ?? member(error, "innererror");

/** Azure's services say what is wrong in the innermost of nested errors; Graph has one level and repeats nothing there. */
function innerWords(error: unknown, depth: number): string[] {
  if (error === undefined || depth > 5) return [];
  return [words(member(error, "code")), words(member(error, "message")), ...innerWords(innerOf(error), depth + 1)];
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

const words = (value: unknown): string => (typeof value === "string" ? value : "");
