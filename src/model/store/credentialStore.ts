import type { CredentialKind } from "../types";
import { floats, ints } from "./grow";
import { Interner } from "./interner";

/** A credential row as read; NaN for unknown times. */
export interface HeldRow {
  readonly kind: CredentialKind;
  readonly keyId: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly lastUsed: number;
  readonly neverUsed: boolean;
  readonly origin: string;
  readonly usage: string;
  readonly thumbprint: string;
  readonly issuer: string;
  readonly subject: string;
  /** Number of the row, 1-based. */
  readonly row: number;
}

/** A stored credential: the agreeing values of all its rows. */
export interface Held {
  kind: CredentialKind;
  keyId: string;
  name: string;
  start: number;
  end: number;
  lastUsed: number;
  neverUsed: boolean;
  origin: string;
  usage: string;
  thumbprint: string;
  issuer: string;
  subject: string;
  /** The first row of the credential. */
  row: number;
  /** The earliest end that a row gives; another one than `end` where rows contradict each other. */
  earliestEnd: number;
}

/**
 * Credentials by owner. An owner is a principal's key, or `app:` and an app id for rows without a principal. A
 * credential is one per owner and key id (else thumbprint, else kind, name and end); repeated rows merge into it.
 */
export class CredentialStore {
  readonly owners = new Interner();
  private readonly identities = new Map<string, number>();
  private readonly held: Held[] = [];
  private readonly next = ints();
  private readonly heads = ints();
  private readonly versions = floats();

  /** True when the row is a credential that was not known before or changes one. */
  add(owner: string, row: HeldRow): boolean {
    const ownerId = this.owners.of(owner);
    if (ownerId === this.heads.length) {
      this.heads.push(-1);
      this.versions.push(0);
    }
    const key = `${String(ownerId)}|${identityOf(row)}`;
    const known = this.identities.get(key);
    let changed = true;
    if (known === undefined) {
      const id = this.held.push({ ...row, earliestEnd: row.end }) - 1;
      this.identities.set(key, id);
      this.next.push(this.heads.at(ownerId));
      this.heads.data[ownerId] = id;
    } else {
      changed = mergeHeld(this.held[known] as Held, row);
    }
    if (changed) this.versions.data[ownerId] = this.versions.at(ownerId) + 1;
    return changed;
  }

  /** Credentials of an owner in a stable order; empty when it has none. */
  of(owner: string): readonly Held[] {
    const ownerId = this.owners.find(owner);
    if (ownerId < 0) return [];
    const found: Held[] = [];
    for (let id = this.heads.at(ownerId); id >= 0; id = this.next.at(id)) found.push(this.held[id] as Held);
    return found.reverse();
  }

  /** Changes whenever a credential of the owner does; 0 for owners without credentials. */
  version(owner: string): number {
    const ownerId = this.owners.find(owner);
    return ownerId < 0 ? 0 : this.versions.at(ownerId);
  }

  get size(): number {
    return this.held.length;
  }
}

/** Key id, else thumbprint, else kind, name and end. */
export function identityOf(row: HeldRow): string {
  if (row.keyId !== "") return `k:${row.keyId}`;
  if (row.thumbprint !== "") return `t:${row.thumbprint}`;
  return `n:${row.kind}|${row.name}|${String(row.end)}`;
}

/** Merges another row of the same credential, whatever the order of rows; true when something changed. */
export function mergeHeld(into: Held, row: HeldRow | Held): boolean {
  const before = JSON.stringify(into);
  into.row = Math.min(into.row, row.row);
  into.earliestEnd = pick(into.earliestEnd, "earliestEnd" in row ? row.earliestEnd : row.end, Math.min);
  if (row.kind < into.kind) into.kind = row.kind;
  into.start = pick(into.start, row.start, Math.min);
  into.end = pick(into.end, row.end, Math.max);
  into.lastUsed = pick(into.lastUsed, row.lastUsed, Math.max);
  into.neverUsed = Number.isNaN(into.lastUsed) && (into.neverUsed || row.neverUsed);
  for (const field of ["keyId", "name", "origin", "usage", "thumbprint", "issuer", "subject"] as const) {
    if (row[field] !== "" && (into[field] === "" || row[field] < into[field])) into[field] = row[field];
  }
  return JSON.stringify(into) !== before;
}

function pick(a: number, b: number, of: (a: number, b: number) => number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : of(a, b);
}
