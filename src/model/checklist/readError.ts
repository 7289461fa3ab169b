import { LABEL, parseCode } from "../read/code";
import { idOf } from "../read/text";
import { parseTime } from "../read/time";
import type { Time } from "../types";

/** What a pasted error says of itself; empty or null where it says nothing. */
export interface ReadError {
  /** Every code that the text names, the one that it is about first. */
  readonly codes: readonly number[];
  /** The sentence after the code, without ids. */
  readonly message: string;
  readonly traceId: string;
  readonly correlationId: string;
  readonly time: Time;
  readonly tenantId: string;
  readonly appId: string;
  readonly servicePrincipalId: string;
  readonly resourceId: string;
  readonly resource: string;
  /** Host of the error_uri: it shows which endpoint answered. */
  readonly host: string;
  readonly namesMtls: boolean;
}

/** More than any error; what follows is log. */
const SEARCHED = 50_000;
/** Codes that an error may name; more are a list of codes. */
const MOST_CODES = 20;
const GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** What may stand between a label and its value: quotes, colons, brackets, at most a few. */
const TO_VALUE = String.raw`["'\s:=>\[({]{1,6}`;
const LABELLED = new RegExp(LABEL, "gi");
const LISTED = /error_?codes["'\s:=]{1,6}\[\s*(\d{1,8}(?:\s*,\s*\d{1,8})*)/i;
const LINKED = /\/error\?code=(\d{1,8})(?!\d)/i;
/** A code with its sentence, as the token service writes them. */
const SENTENCE = /AADSTS(\d{1,8}):\s{0,8}([^\r\n]{1,4000})/i;
const MESSAGE_END = /\s*(?:\\r|\\n|Trace ID\b|Correlation ID\b|Timestamp\b|"\s*,\s*"|"\s*\}).*$/is;
const MOMENT = String.raw`(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:\s?Z|[+-]\d{2}:\d{2})?)`;

const after = (label: string, value: string): RegExp => new RegExp(`(?<![a-z0-9])${label}${TO_VALUE}${value}`, "i");

const TRACE = after("trace[ _-]?id", `(${GUID})`);
const CORRELATION = after("correlation[ _-]?id", `(${GUID})`);
const TIME = after("(?:timestamp|timegenerated(?: \\[utc\\])?|createddatetime)", MOMENT);
const TENANT = [
  after("aadtenant[ _-]?id", `(${GUID})`),
  new RegExp(`/(${GUID})/(?:oauth2|discovery|saml2|v2\\.0)`, "i"),
];
/** In a row of Log Analytics this is the workspace. */
const PLAIN_TENANT = after("tenant[ _-]?id", `(${GUID})`);
const LOG_ANALYTICS = /TimeGenerated/;
const APP = [
  after("(?:app|client|application)[ _-]?id", `(${GUID})`),
  new RegExp(`application with identifier ['"](${GUID})['"]`, "i"),
  new RegExp(`(?:\\bapp|application) ['"](${GUID})['"]`, "i"),
];
const PRINCIPAL = [after("serviceprincipal[ _-]?id", `(${GUID})`)];
const RESOURCE_ID = [after("resource(?:identity|[ _-]?id)", `(${GUID})`)];
const RESOURCE = /resource principal named (\S{1,300}) was not found/i;
const ERROR_URI = /error_?uri["'\s:=]{1,6}https?:\/\/([a-z0-9.-]{1,253})/i;

/** Reads a pasted error body, log line or exception. Never throws; a text without a code gives no codes. */
export function readError(pasted: string): ReadError {
  const text = unescaped(pasted.slice(0, SEARCHED));
  const time = parseTime(first(text, [TIME]).replace(/ Z$/, "Z"));
  return {
    codes: codesIn(text),
    message: (SENTENCE.exec(text)?.[2] ?? "").replace(MESSAGE_END, "").trim(),
    traceId: id(text, [TRACE]),
    correlationId: id(text, [CORRELATION]),
    time: time.kind === "time" ? time.value : null,
    tenantId: id(text, LOG_ANALYTICS.test(text) ? TENANT : [...TENANT, PLAIN_TENANT]),
    appId: id(text, APP),
    servicePrincipalId: id(text, PRINCIPAL),
    resourceId: id(text, RESOURCE_ID),
    resource: first(text, [RESOURCE]),
    host: first(text, [ERROR_URI]).toLowerCase(),
    namesMtls: /MtlsClientAuth/i.test(text),
  };
}

/** The labelled codes in their order, else the listed ones, the linked one, or a number in a field for codes. */
function codesIn(text: string): readonly number[] {
  const found = [...text.matchAll(LABELLED)].map((match) => Number(match[1]));
  // The code that has a sentence is what the error is about, whatever was named before it.
  const [, stated] = SENTENCE.exec(text) ?? [];
  if (stated !== undefined) found.unshift(Number(stated));
  const listed = LISTED.exec(text)?.[1]?.split(",").map(Number) ?? [];
  const linked = LINKED.exec(text)?.[1];
  if (linked !== undefined) listed.push(Number(linked));
  const codes = [...new Set([...found, ...listed])].filter((code) => code > 0);
  if (codes.length > 0) return codes.slice(0, MOST_CODES);
  const plain = parseCode(text);
  return plain.kind === "code" && plain.value > 0 ? [plain.value] : [];
}

/** Errors are pasted out of JSON, HTML and addresses: their own way of writing quotes and colons is undone. */
function unescaped(text: string): string {
  const plain = /AADSTS\d+%3a/i.test(text) ? decoded(text) : text;
  return plain
    .replace(/\\u0027|&#39;|&apos;/gi, "'")
    .replace(/\\u0022|&quot;|(?<!\\)\\+"/gi, '"')
    .replace(/\\r\\n|\\n/g, "\n");
}

function decoded(text: string): string {
  return text.replace(/\+/g, " ").replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

function first(text: string, patterns: readonly RegExp[]): string {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return "";
}

const id = (text: string, patterns: readonly RegExp[]): string => idOf(first(text, patterns));
