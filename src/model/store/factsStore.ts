import { ADDS, FIELDS, HELD_FIELDS, wellName, type ColumnMap, type Field } from "../fields";
import { ProblemLog } from "../problems";
import { cellOf, isBlank, type Cells } from "../read/cells";
import { parseCode } from "../read/code";
import { simpleCode } from "../read/fast";
import { credentialKindOf } from "../read/heldKind";
import { idOf, textOf } from "../read/text";
import type { DateMeaning } from "../read/time";
import type { MissingField } from "../types";
import { CredentialStore } from "./credentialStore";
import { JoinedRows } from "./joinedRows";
import { PrincipalStore } from "./principalStore";
import { RowReader } from "./rowReader";
import { NO_TEXT, SignInStore, type SignInRow } from "./signInStore";

/** No readable result: the row is no sign-in. */
const NO_CODE = -1;

export interface AppendOptions {
  /** First row to read; rows before it were read already. */
  readonly from?: number;
  /** How `Date` cells are meant; see DateMeaning. */
  readonly dates?: DateMeaning;
  /** Told the principal of each row that names one. */
  readonly belongs?: (row: number, principal: number) => void;
}

/**
 * The facts table as an append-only columnar store. Rows are read once, in whatever chunks they come; what cannot be
 * read becomes a problem entry, and the rest of the row is kept.
 */
export class FactsStore {
  readonly principals = new PrincipalStore();
  readonly signIns = new SignInStore();
  readonly credentials = new CredentialStore();
  readonly problems = new ProblemLog();
  private readonly joined = new JoinedRows();
  private readonly seenFields = new Set<Field>();
  private readonly scratch: SignInRow = {
    principal: 0,
    resource: 0,
    code: 0,
    time: 0,
    count: 0,
    credentialType: 0,
    keyId: 0,
    userAgent: 0,
    ipAddress: 0,
    tenant: 0,
    resourceOwner: 0,
  };
  private readonly reader: RowReader;
  private rows = 0;
  /** Principal of the row that is being read, -1 before it is known. */
  private principal = -1;

  /** `now` (epoch ms) tells times that lie in the future; without it none is called so. */
  constructor(now = Infinity) {
    this.reader = new RowReader(this.problems, now);
  }

  /** Rows read so far, repeated and unreadable ones included. */
  get rowsRead(): number {
    return this.rows;
  }

  /** Reads rows `options.from` to the end. Columns may differ between calls (several files, one store). */
  append(rows: ArrayLike<Cells | null | undefined>, columns: ColumnMap, options: AppendOptions = {}): void {
    for (const field of FIELDS) if (columns[field] >= 0) this.seenFields.add(field);
    const held = HELD_FIELDS.map((field) => columns[field]).filter((column) => column >= 0);
    this.reader.dates = options.dates ?? "instant";
    for (let i = options.from ?? 0; i < rows.length; i++) {
      this.reader.row = ++this.rows;
      const row = rows[i];
      if (row === null || row === undefined || typeof row !== "object") {
        this.problems.add(this.rows, "row", row, "the row is not a list of cells");
      } else {
        this.principal = -1;
        this.readRow(row, columns, held);
        if (this.principal >= 0) options.belongs?.(i, this.principal);
      }
    }
  }

  /** Counts a row that a reader could not make cells of, with the reason; later rows keep their numbers. */
  skip(field: string, value: unknown, reason: string): void {
    this.problems.add(++this.rows, field, value, reason);
  }

  /** Fields that no appended table had, with what each would add. */
  missing(): readonly MissingField[] {
    const missing: MissingField[] = [];
    const lacks = (field: Field): boolean => !this.seenFields.has(field);
    const note = (field: Field, adds: string, required: boolean): number =>
      missing.push({ field, well: wellName(field), adds, required });
    if (lacks("servicePrincipalId")) {
      note("servicePrincipalId", "telling principals apart that share an application", lacks("appId"));
    }
    if (lacks("resultType") && lacks("resultDescription")) note("resultType", "failures and their codes", true);
    for (const { field, adds } of ADDS) if (lacks(field)) note(field, adds, false);
    return missing;
  }

  has(field: Field): boolean {
    return this.seenFields.has(field);
  }

  private readRow(row: Cells, columns: ColumnMap, held: readonly number[]): void {
    let carriesHeld = false;
    for (let i = 0; i < held.length && !carriesHeld; i++) carriesHeld = !isBlank(row[held[i] as number]);
    const code = this.readResult(row, columns, carriesHeld);
    const objectId = idOf(cellOf(row, columns, "servicePrincipalId"));
    const appId = idOf(cellOf(row, columns, "appId"));
    if (code !== NO_CODE) this.readSignIn(row, columns, carriesHeld, code, objectId, appId);
    if (carriesHeld) this.readHeld(row, columns, objectId, appId);
  }

  private readResult(row: Cells, columns: ColumnMap, carriesHeld: boolean): number {
    const typed = cellOf(row, columns, "resultType");
    const simple = simpleCode(typed);
    if (simple >= 0) return simple;
    const result = parseCode(typed);
    if (result.kind === "code") return result.value;
    const described = parseCode(cellOf(row, columns, "resultDescription"));
    if (described.kind === "code") return described.value;
    if (result.kind === "unreadable") {
      this.problems.add(this.rows, "resultType", typed, result.reason);
    } else if (!carriesHeld) {
      this.problems.add(this.rows, "row", "", "neither a sign-in (no result) nor a credential (no kind)");
    }
    return NO_CODE;
  }

  private readSignIn(
    row: Cells,
    columns: ColumnMap,
    carriesHeld: boolean,
    code: number,
    objectId: string,
    appId: string,
  ): void {
    if (carriesHeld && !this.joined.addIfNew(row, columns)) return;
    const count = this.reader.count(cellOf(row, columns, "signIns"));
    if (count === 0) return;
    const time = this.reader.signInTime(row, columns);
    const principal = this.principals.of(objectId, appId);
    this.principal = principal;
    this.describe(principal, row, columns, appId, time);
    const { scratch, signIns } = this;
    scratch.principal = principal;
    scratch.resource = signIns.resourceOf(
      idOf(cellOf(row, columns, "resourceId")),
      textOf(cellOf(row, columns, "resource")),
      time,
    );
    scratch.code = code;
    scratch.time = time;
    scratch.count = count;
    scratch.credentialType = this.internText(row, columns.clientCredentialType);
    scratch.keyId = this.internId(row, columns.credentialKeyId);
    scratch.userAgent = this.internText(row, columns.userAgent);
    scratch.ipAddress = this.internText(row, columns.ipAddress);
    scratch.tenant = this.internId(row, columns.tenantId);
    scratch.resourceOwner = this.internId(row, columns.resourceOwnerTenantId);
    const failed = signIns.append(scratch, this.principals.routes);
    this.principals.count(principal, code, count, time);
    if (scratch.keyId !== NO_TEXT) {
      this.principals.usedKey(principal, scratch.keyId, signIns.texts.text(scratch.keyId), code === 0, time);
    }
    if (failed >= 0) this.noteEvidence(failed, code, row, columns, time);
  }

  private internText(row: Cells, column: number): number {
    return column < 0 ? NO_TEXT : this.signIns.texts.of(textOf(row[column]));
  }

  private internId(row: Cells, column: number): number {
    return column < 0 ? NO_TEXT : this.signIns.texts.of(idOf(row[column]));
  }

  private noteEvidence(failed: number, code: number, row: Cells, columns: ColumnMap, time: number): void {
    this.signIns.caseCorrelation.offer(failed, textOf(cellOf(row, columns, "correlationId")), time);
    this.signIns.caseTenant.offer(failed, idOf(cellOf(row, columns, "tenantId")), time);
    const description = textOf(cellOf(row, columns, "resultDescription"));
    this.signIns.caseMessage.offer(failed, description, time);
    if (code !== 51000) return;
    // 51000 is generic: only its text tells that mutual TLS was meant.
    const text = `${textOf(cellOf(row, columns, "resultType"))} ${description}`;
    if (/MtlsClientAuth/i.test(text)) this.signIns.caseMtlsText.offer(failed, "MtlsClientAuth", time);
  }

  private describe(principal: number, row: Cells, columns: ColumnMap, appId: string, time: number): void {
    const { principals } = this;
    principals.names.offer(principal, textOf(cellOf(row, columns, "servicePrincipalName")), time);
    principals.appIds.offer(principal, appId, time);
    principals.types.offer(principal, textOf(cellOf(row, columns, "servicePrincipalType")), time);
    const owner = idOf(cellOf(row, columns, "appOwnerTenantId"));
    const tenant = owner === "" ? "" : idOf(cellOf(row, columns, "tenantId"));
    if (tenant !== "" && tenant !== owner) principals.elsewhereOwners.offer(principal, owner, time);
  }

  private readHeld(row: Cells, columns: ColumnMap, objectId: string, appId: string): void {
    const kindCell = cellOf(row, columns, "heldKind");
    const kind = credentialKindOf(textOf(kindCell));
    const ofApp = objectId === "" && appId !== "";
    const principal = ofApp ? this.principals.ofApp(appId) : this.principals.of(objectId, appId);
    this.principal = principal;
    this.describe(principal, row, columns, appId, Number.NaN);
    if (kind === null) {
      const reason = isBlank(kindCell) ? "a credential without a kind" : "not a kind of credential that is known";
      this.problems.add(this.rows, "heldKind", kindCell, reason);
      return;
    }
    const held = this.reader.held(row, columns, kind);
    this.credentials.add(ofApp ? `app:${appId}` : this.principals.key(principal), held);
  }
}
