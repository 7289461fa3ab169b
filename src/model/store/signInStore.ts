import { DAY, HOUR } from "../units";
import { floats, ints } from "./grow";
import { Interner } from "./interner";
import { LatestTexts } from "./latestTexts";
import { PairIndex } from "./pairIndex";

/** Id of the empty text in `texts`. */
export const NO_TEXT = 0;

/** A sign-in row with its ids interned; times in epoch ms, NaN where the row has none. */
export interface SignInRow {
  principal: number;
  resource: number;
  code: number;
  time: number;
  count: number;
  credentialType: number;
  keyId: number;
  userAgent: number;
  ipAddress: number;
  tenant: number;
  resourceOwner: number;
}

/**
 * Sign-in rows as columns, with running totals for each (principal, resource) "route", each case (route, code) and each
 * (case, UTC day). Only appended to; every total is the same whatever the order of rows.
 */
export class SignInStore {
  // Columns, one entry a row.
  readonly time = floats();
  readonly count = floats();
  readonly code = ints();
  readonly credentialType = ints();
  readonly keyId = ints();
  readonly userAgent = ints();
  readonly ipAddress = ints();
  readonly tenant = ints();
  readonly resourceOwner = ints();
  /** The former row of the same route, or -1. */
  readonly before = ints();

  // Routes: (principal, resource).
  readonly routes = new PairIndex();
  readonly routeLastRow = ints();
  readonly routeFirstSeen = floats();
  readonly routeFirstSuccess = floats();
  readonly routeLastSuccess = floats();
  readonly routeSuccesses = floats();
  readonly routeCases = ints();
  readonly routeNext = ints();

  // Cases: (route, code), codes other than 0.
  readonly cases = new PairIndex();
  readonly caseFailures = floats();
  readonly caseFirst = floats();
  readonly caseLast = floats();
  readonly caseDays = ints();
  readonly caseNext = ints();
  readonly caseCells = ints();
  readonly caseCorrelation = new LatestTexts();
  readonly caseTenant = new LatestTexts();
  /** Per case: the newest description, as the log has it. */
  readonly caseMessage = new LatestTexts();
  /** Per case: the newest text that names MtlsClientAuth. */
  readonly caseMtlsText = new LatestTexts();

  // Cells: (case, UTC day number).
  readonly cells = new PairIndex();
  readonly cellFailures = floats();
  readonly cellNext = ints();

  readonly texts = new Interner([""]);
  readonly resources = new Interner();
  readonly resourceNames = new LatestTexts();
  readonly resourceIds: string[] = [];

  private readonly tenants = new Set<number>();
  private offHour = false;
  private offDay = false;
  firstTime = Infinity;
  lastTime = -Infinity;

  /** Appends a row and returns its case, or -1 for a success. `routeHeads` holds each principal's newest route. */
  append(row: SignInRow, routeHeads: { data: Int32Array }): number {
    const route = this.routeOf(row.principal, row.resource, routeHeads);
    const index = this.time.push(row.time);
    this.count.push(row.count);
    this.code.push(row.code);
    this.credentialType.push(row.credentialType);
    this.keyId.push(row.keyId);
    this.userAgent.push(row.userAgent);
    this.ipAddress.push(row.ipAddress);
    this.tenant.push(row.tenant);
    this.tenants.add(row.tenant);
    this.resourceOwner.push(row.resourceOwner);
    this.before.push(this.routeLastRow.at(route));
    this.routeLastRow.data[route] = index;
    if (row.time % DAY !== 0 && !Number.isNaN(row.time)) {
      this.offDay = true;
      if (row.time % HOUR !== 0) this.offHour = true;
    }
    if (row.time < this.firstTime) this.firstTime = row.time;
    if (row.time > this.lastTime) this.lastTime = row.time;
    lower(this.routeFirstSeen.data, route, row.time);
    if (row.code !== 0) return this.failed(route, row);
    lower(this.routeFirstSuccess.data, route, row.time);
    raise(this.routeLastSuccess.data, route, row.time);
    this.routeSuccesses.data[route] = this.routeSuccesses.at(route) + row.count;
    return -1;
  }

  private routeOf(principal: number, resource: number, routeHeads: { data: Int32Array }): number {
    const known = this.routes.size;
    const route = this.routes.of(principal, resource);
    if (route < known) return route;
    this.routeLastRow.push(-1);
    this.routeFirstSeen.push(Infinity);
    this.routeFirstSuccess.push(Infinity);
    this.routeLastSuccess.push(-Infinity);
    this.routeSuccesses.push(0);
    this.routeCases.push(-1);
    this.routeNext.push(routeHeads.data[principal] as number);
    routeHeads.data[principal] = route;
    return route;
  }

  private failed(route: number, row: SignInRow): number {
    const known = this.cases.size;
    const id = this.cases.of(route, row.code);
    if (id === known) {
      this.caseFailures.push(0);
      this.caseFirst.push(Infinity);
      this.caseLast.push(-Infinity);
      this.caseDays.push(0);
      this.caseCells.push(-1);
      this.caseNext.push(this.routeCases.at(route));
      this.routeCases.data[route] = id;
    }
    this.caseFailures.data[id] = this.caseFailures.at(id) + row.count;
    lower(this.caseFirst.data, id, row.time);
    raise(this.caseLast.data, id, row.time);
    if (!Number.isNaN(row.time)) this.countDay(id, Math.floor(row.time / DAY), row.count);
    return id;
  }

  private countDay(id: number, day: number, count: number): void {
    const known = this.cells.size;
    const cell = this.cells.of(id, day);
    if (cell === known) {
      this.cellFailures.push(0);
      this.cellNext.push(this.caseCells.at(id));
      this.caseCells.data[id] = cell;
      this.caseDays.data[id] = this.caseDays.at(id) + 1;
    }
    this.cellFailures.data[cell] = this.cellFailures.at(cell) + count;
  }

  /** Interns a resource by its id, else its lower-cased name, else "-", and remembers its newest name. */
  resourceOf(id: string, name: string, time: number): number {
    const key = id !== "" ? id : name !== "" ? name.toLowerCase() : "-";
    const known = this.resources.size;
    const resource = this.resources.of(key);
    if (resource === known) this.resourceIds.push(id);
    else if (id !== "" && this.resourceIds[resource] === "") this.resourceIds[resource] = id;
    this.resourceNames.offer(resource, name, time);
    return resource;
  }

  /** A resource as a sentence names it: its newest name, else its id. */
  resourceLabel(resource: number): string {
    const name = this.resourceNames.at(resource);
    return name !== "" ? name : this.isNamed(resource) ? this.resources.text(resource) : "an unnamed resource";
  }

  /** False for the one resource that gathers rows without any. */
  isNamed(resource: number): boolean {
    return this.resources.text(resource) !== "-";
  }

  /** How fine the times of the rows are: binned ones all lie on the hour, or on the day. */
  get grain(): "day" | "hour" | "instant" {
    return this.offHour ? "instant" : this.offDay ? "hour" : "day";
  }

  /** The one tenant of all rows, empty where they have none or several. */
  onlyTenant(): string {
    return this.tenants.size === 1 ? this.texts.text([...this.tenants][0] as number) : "";
  }

  /** True when a success lay strictly between two times on a route; walks only rows that can decide it. */
  successBetween(route: number, after: number, until: number): boolean {
    if (!(this.routeFirstSuccess.at(route) < until && this.routeLastSuccess.at(route) > after)) return false;
    for (let row = this.routeLastRow.at(route); row >= 0; row = this.before.at(row)) {
      if (this.code.at(row) === 0 && this.time.at(row) > after && this.time.at(row) < until) return true;
    }
    return false;
  }

  /** The earliest success on a route strictly after a time, or Infinity. */
  firstSuccessAfter(route: number, after: number): number {
    let found = Infinity;
    if (!(this.routeLastSuccess.at(route) > after)) return found;
    for (let row = this.routeLastRow.at(route); row >= 0; row = this.before.at(row)) {
      const time = this.time.at(row);
      if (this.code.at(row) === 0 && time > after && time < found) found = time;
    }
    return found;
  }

  /**
   * When a case last came back: its first failure after the last success before `until`, its newest failure; NaN where no
   * success lies strictly between two failures.
   */
  cameBack(route: number, code: number, first: number, until: number): number {
    let success = Number.NaN;
    for (let row = this.routeLastRow.at(route); row >= 0; row = this.before.at(row)) {
      const time = this.time.at(row);
      if (this.code.at(row) === 0 && time > first && time < until && !(time <= success)) success = time;
    }
    if (Number.isNaN(success)) return success;
    let found = until;
    for (let row = this.routeLastRow.at(route); row >= 0; row = this.before.at(row)) {
      const time = this.time.at(row);
      if (this.code.at(row) === code && time > success && time < found) found = time;
    }
    return found;
  }

  /** Usual time between the case's failing days: at least a day, so that a daily job is not quiet overnight. */
  usualInterval(id: number): number {
    const days = this.caseDays.at(id);
    if (days < 2) return 24 * HOUR;
    return Math.max(24 * HOUR, (this.caseLast.at(id) - this.caseFirst.at(id)) / (days - 1));
  }
}

function lower(column: Float64Array, index: number, value: number): void {
  if (value < (column[index] as number)) column[index] = value;
}

function raise(column: Float64Array, index: number, value: number): void {
  if (value > (column[index] as number)) column[index] = value;
}
