import { clientErrors, clouds, findCode, lookupUrl, signals, sourceLine } from "../../knowledge";
import type { CloudEntry, CloudId, CodeEntry } from "../../knowledge/types";
import { diagnose } from "../diagnosis/causes";
import { codeSignal, type Signal } from "../diagnosis/signals";
import { DEFAULT_SETTINGS, type Settings } from "../settings";
import type { Cause, ChecklistStep } from "../types";
import { checklistOf, entryFor } from "./checklist";
import { readError, type ReadError } from "./readError";

/** A pasted error, explained: its code, its ids and the checklist filled in with them. */
export interface Explanation extends ReadError {
  /** The code that the text is about, or null where it names none. */
  readonly code: number | null;
  /** Null for a code that the catalogue does not know, and without a code. */
  readonly entry: CodeEntry | null;
  readonly entrySource: string;
  /** Microsoft's page for the code; empty without one. */
  readonly lookup: string;
  readonly summary: string;
  /** What the error's own words and its host add; one sentence each. */
  readonly remarks: readonly string[];
  readonly causes: readonly Cause[];
  readonly checklist: readonly ChecklistStep[];
}

/** Explains any pasted error, log line or exception. Without sign-in rows every cause stays possible. */
export function explain(pasted: string, settings: Settings = DEFAULT_SETTINGS): Explanation {
  const error = readError(pasted);
  const [code] = error.codes;
  if (code === undefined) {
    const remarks = clientRemarks(pasted);
    if (remarks.length === 0)
      remarks.push("No AADSTS code was found in this text. Paste the whole error, with its code.");
    return {
      ...error,
      code: null,
      entry: null,
      entrySource: "",
      lookup: "",
      summary: "",
      remarks,
      causes: [],
      checklist: [],
    };
  }
  const entry = findCode(code);
  const checklist = entryFor(code);
  const found = textSignals(code, error.namesMtls);
  const host = hostOf(error.host);
  const time = error.time === null ? "" : new Date(error.time).toISOString();
  const ids = {
    code,
    tenantId: error.tenantId,
    appId: error.appId,
    servicePrincipalId: error.servicePrincipalId,
    servicePrincipalName: "",
    resourceId: error.resourceId,
    resource: error.resource,
    keyId: "",
    correlationId: error.correlationId,
    firstFailure: time,
    lastFailure: time,
  };
  return {
    ...error,
    code,
    entry,
    entrySource: entry === null ? "" : sourceLine(entry),
    lookup: lookupUrl(code),
    summary: checklist.summary,
    remarks: [...hostRemarks(error.host, host), ...otherCodes(error.codes), ...clientRemarks(pasted)],
    causes: diagnose(checklist.causes, found),
    checklist: checklistOf(checklist, found, ids, host === null ? settings.cloud : cloudOf(host, settings), false),
  };
}

/** What the text alone shows: its code, and whether it names the feature for mutual TLS. */
function textSignals(code: number, namesMtls: boolean): ReadonlyMap<string, Signal> {
  const named = signals.filter(({ id }) => namesMtls && id === "text-names-mtls");
  return new Map([codeSignal(code), ...named].map((signal) => [signal.id, signal]));
}

interface NamedHost {
  readonly cloud: CloudEntry;
  readonly isMtls: boolean;
}

/** The cloud and endpoint that a host belongs to, or null. */
function hostOf(host: string): NamedHost | null {
  for (const cloud of clouds) {
    const { mtlsHost, loginHost, loginAliases } = cloud;
    if (mtlsHost !== "" && (host === mtlsHost || host.endsWith(`.${mtlsHost}`))) return { cloud, isMtls: true };
    if (host === loginHost || loginAliases.includes(host)) return { cloud, isMtls: false };
  }
  return null;
}

/** The cloud that the error itself names, where it is one whose hosts can be filled in. */
function cloudOf({ cloud: { id } }: NamedHost, settings: Settings): CloudId {
  return id === "public" || id === "usgov" || id === "china" ? id : settings.cloud;
}

/** Which endpoint answered, as far as the host of the error_uri tells; its absence tells nothing. */
function hostRemarks(host: string, named: NamedHost | null): string[] {
  if (named === null) return [];
  const kind = named.isMtls ? "an mTLS host" : "the standard host";
  return [
    `The error_uri names ${host}, ${kind} (${named.cloud.title}), so that endpoint probably answered (inferred).`,
  ];
}

function otherCodes(codes: readonly number[]): string[] {
  const [, ...others] = codes;
  if (others.length === 0) return [];
  const named = others.map((code) => `AADSTS${String(code)}${meaning(code)}`).join(", ");
  return [`The text also names ${named}.`];
}

function meaning(code: number): string {
  const short = findCode(code)?.short;
  return short === undefined ? "" : ` (${short})`;
}

function clientRemarks(text: string): string[] {
  return clientErrors
    .filter(({ id }) => text.includes(id))
    .map((entry) => `${entry.id}: ${entry.meaning} (${sourceLine(entry)})`);
}
