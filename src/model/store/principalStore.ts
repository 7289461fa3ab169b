import { floats, ints } from "./grow";
import { Interner } from "./interner";
import { LatestTexts } from "./latestTexts";
import { PairIndex } from "./pairIndex";

/** Key of the one principal that gathers rows without any id. */
export const UNIDENTIFIED = "unidentified";

/** Principals and their running totals; an index is given in order of first appearance and never changes. */
export class PrincipalStore {
  private readonly keys = new Interner();
  /** 0 keyed by object id, 1 by app id, 2 unidentified. */
  readonly keyKind = ints();
  readonly names = new LatestTexts();
  readonly appIds = new LatestTexts();
  readonly types = new LatestTexts();
  /** The newest owner of the application that was not the tenant of its row; empty where the owner is at home. */
  readonly elsewhereOwners = new LatestTexts();
  readonly signIns = floats();
  readonly failures = floats();
  readonly firstSeen = floats();
  readonly lastSeen = floats();
  readonly lastFailure = floats();
  /** Newest route of the principal, or -1. */
  readonly routes = ints();
  /** Newest key id that a sign-in named. */
  readonly keysInUse = new LatestTexts();
  /** Number of sign-ins that named a key: changes whenever what is known about use may have. */
  readonly keyUses = ints();
  private readonly usedKeys = new PairIndex();
  private readonly usedKeyTimes = floats();
  private readonly usedKeyFirst = floats();
  /** 1 once a row with an object id or a sign-in named the principal; 0 while only app-wide credentials did. */
  readonly named = ints();

  /** The principal of an object id, else of an app id, else the unidentified one. */
  of(objectId: string, appId: string): number {
    const kind = objectId !== "" ? 0 : appId !== "" ? 1 : 2;
    const index = this.indexOf(objectId !== "" ? objectId : appId !== "" ? appId : UNIDENTIFIED, kind);
    if (kind === 0) this.keyKind.data[index] = 0;
    this.named.data[index] = 1;
    return index;
  }

  /** The stand-in for an application that so far has credentials only; hidden once a principal has that app id. */
  ofApp(appId: string): number {
    return this.indexOf(appId, 1);
  }

  private indexOf(key: string, kind: number): number {
    const known = this.keys.size;
    const index = this.keys.of(key);
    if (index === known) {
      this.keyKind.push(kind);
      this.signIns.push(0);
      this.failures.push(0);
      this.firstSeen.push(Infinity);
      this.lastSeen.push(-Infinity);
      this.lastFailure.push(-Infinity);
      this.routes.push(-1);
      this.keyUses.push(0);
      this.named.push(0);
    }
    return index;
  }

  /** Adds a sign-in row to the totals; `time` may be NaN. */
  count(index: number, code: number, count: number, time: number): void {
    this.signIns.data[index] = this.signIns.at(index) + count;
    if (code !== 0) this.failures.data[index] = this.failures.at(index) + count;
    if (time < this.firstSeen.at(index)) this.firstSeen.data[index] = time;
    if (time > this.lastSeen.at(index)) this.lastSeen.data[index] = time;
    if (code !== 0 && time > this.lastFailure.at(index)) this.lastFailure.data[index] = time;
  }

  /** Notes that a sign-in named a key; only a success is a use of the credential. */
  usedKey(index: number, key: number, keyText: string, succeeded: boolean, time: number): void {
    this.keyUses.data[index] = this.keyUses.at(index) + 1;
    this.keysInUse.offer(index, keyText, time);
    if (!succeeded) return;
    const known = this.usedKeys.size;
    const used = this.usedKeys.of(index, key);
    if (used === known) {
      this.usedKeyTimes.push(-Infinity);
      this.usedKeyFirst.push(Infinity);
    }
    if (time < this.usedKeyFirst.at(used)) this.usedKeyFirst.data[used] = time;
    if (time > this.usedKeyTimes.at(used)) this.usedKeyTimes.data[used] = time;
  }

  /** When a successful sign-in last named this key, NaN if none with a time did. */
  keyLastUsed(index: number, key: number): number {
    const used = key < 0 ? -1 : this.usedKeys.find(index, key);
    const time = used < 0 ? -Infinity : this.usedKeyTimes.at(used);
    return time === -Infinity ? Number.NaN : time;
  }

  /** When a successful sign-in first named this key, NaN if none with a time did. */
  keyFirstUsed(index: number, key: number): number {
    const used = key < 0 ? -1 : this.usedKeys.find(index, key);
    const time = used < 0 ? Infinity : this.usedKeyFirst.at(used);
    return time === Infinity ? Number.NaN : time;
  }

  /** The newest name of a principal, else that of its application's own rows; empty where neither has one. */
  name(index: number): string {
    const own = this.names.at(index);
    if (own !== "") return own;
    const appId = this.appIds.at(index);
    const app = appId === "" ? -1 : this.keys.find(appId);
    return app < 0 ? "" : this.names.at(app);
  }

  /** A principal as a sentence names it. */
  label(index: number): string {
    return this.name(index) || this.key(index);
  }

  key(index: number): string {
    return this.keys.text(index);
  }

  get size(): number {
    return this.keys.size;
  }
}
