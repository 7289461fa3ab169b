import type { Field } from "../fields";
import type { CredentialKind } from "../types";
import {
  APPLICATION,
  CREDENTIAL,
  CREDENTIAL_LISTS,
  CREDENTIAL_USE,
  FEDERATED,
  PRINCIPAL,
  PRINCIPAL_MARKS,
} from "./jsonNames";
import type { RowBatch } from "./rowBatch";
import { textOf } from "./text";

/** An object's members by lower-cased name. */
export type Members = ReadonlyMap<string, unknown>;

export function membersOf(value: object): Members {
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** PowerShell writes a list of one as the one. */
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : isObject(value) ? [value] : [];

/** True for an application or a service principal with its credentials. */
export function isDirectoryObject(members: Members): boolean {
  return Object.keys(CREDENTIAL_LISTS).some((name) => members.has(name));
}

/** True for a row of Graph's report on the last use of credentials. */
export function isCredentialUse(members: Members): boolean {
  return members.has("keyid") && members.has("signinactivity");
}

/**
 * One credential row for each credential of an application or a service principal. `context` is the page's
 * `@odata.context`, which names the kind of its objects.
 */
export function readDirectoryObject(members: Members, context: string, batch: RowBatch): void {
  const ids = members.get("objectid");
  const principalId = isObject(ids) ? membersOf(ids).get("serviceprincipal") : undefined;
  const isPrincipal = /#serviceprincipals\b/i.test(context) || PRINCIPAL_MARKS.some((name) => members.has(name));
  const own: Cells = pick(members, isPrincipal ? PRINCIPAL : APPLICATION);
  if (principalId !== undefined) own.push(["servicePrincipalId", principalId]);
  if (isPrincipal && textOf(members.get("serviceprincipaltype")).toLowerCase() === "managedidentity") {
    // The platform keeps and renews the keys of a managed identity: they are nobody's credentials to judge.
    write(batch, [...own, ["heldKind", "managedIdentity"], ["heldOrigin", "servicePrincipal"]]);
    return;
  }
  for (const [list, kind] of Object.entries(CREDENTIAL_LISTS)) {
    for (const credential of listOf(members.get(list))) {
      if (!isObject(credential)) {
        batch.skip(list, credential, "not a credential");
        continue;
      }
      write(batch, [...own, ...credentialCells(membersOf(credential), kind, isPrincipal)]);
    }
  }
}

/** One credential row of Graph's report on the last use of credentials. */
export function readCredentialUse(members: Members, batch: RowBatch): void {
  const activity = members.get("signinactivity");
  const lastUsed = isObject(activity) ? membersOf(activity).get("lastsignindatetime") : undefined;
  write(batch, [...pick(members, CREDENTIAL_USE), ["heldLastUsed", lastUsed ?? null]]);
}

type Cells = (readonly [Field, unknown])[];

function credentialCells(members: Members, kind: CredentialKind, isPrincipal: boolean): Cells {
  const fromApplication = members.get("isfromapplication");
  const ofPrincipal = typeof fromApplication === "boolean" ? !fromApplication : isPrincipal;
  const cells = pick(members, kind === "federated" ? FEDERATED : CREDENTIAL);
  const thumbprint = thumbprintOf(members.get("customkeyidentifier"));
  if (thumbprint !== "") cells.push(["heldThumbprint", thumbprint]);
  cells.push(["heldKind", kind], ["heldOrigin", ofPrincipal ? "servicePrincipal" : "application"]);
  return cells;
}

function pick(members: Members, names: Readonly<Record<string, Field>>): Cells {
  const cells: Cells = [];
  for (const [name, field] of Object.entries(names)) {
    if (members.has(name)) cells.push([field, members.get(name)]);
  }
  return cells;
}

function write(batch: RowBatch, cells: Cells): void {
  const row = batch.add();
  for (const [field, value] of cells) batch.set(row, field, value);
}

/** Graph keeps a certificate's SHA-1 thumbprint in base64 under this name, but any other bytes may stand there. */
function thumbprintOf(value: unknown): string {
  const text = textOf(value);
  if (/^[0-9a-f]{40}$/i.test(text)) return text;
  if (!/^[A-Za-z0-9+/]{27}=$/.test(text)) return "";
  return Array.from(atob(text), (char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
