import { ADDS, FIELDS, HELD_FIELDS, wellName, type ColumnMap, type Field } from "../fields";
import { ProblemLog } from "../problems";
import { cellOf, isBlank, type Cells } from "../read/cells";
import { parseCode } from "../read/code";
import { parseCount } from "../read/count";
import { simpleCode, simpleCount, simpleTime } from "../read/fast";
import { credentialKindOf } from "../read/heldKind";
import { idOf, textOf } from "../read/text";
import { parseTime, type DateMeaning } from "../read/time";
import type { MissingField } from "../types";
import { CredentialStore, type HeldRow } from "./credentialStore";
import { JoinedRows } from "./joinedRows";
import { PrincipalStore } from "./principalStore";
import { NO_TEXT, SignInStore, type SignInRow } from "./signInStore";

/** No readable result: the row is no sign-in. */
const NO_CODE = -1;

export interface AppendOptions {
  /** First row to read; rows before it were read already. */
  readonly from?: number;
  /** How `Date` cells are meant; see DateMeaning. */
  readonly dates?: DateMeaning;
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
    tenant: 0,
    resourceOwner: 0,
  };
  private rows = 0;

  /** Rows read so far, repeated and unreadable ones included. */
  get rowsRead(): number {
    return this.rows;
  }

  /** Reads rows `options.from` to the end. Columns may differ between calls (several files, one store). */
  append(rows: ArrayLike<Cells | null | undefined>, columns: ColumnMap, options: AppendOptions = {}): void {
    for (const field of FIELDS) if (columns[field] >= 0) this.seenFields.add(field);
    const held = HELD_FIELDS.map((field) => columns[field]).filter((column) => column >= 0);
    const dates = options.dates ?? "instant";
    for (let i = options.from ?? 0; i < rows.length; i++) {
      this.rows++;
      const row = rows[i];
      if (row === null || row === undefined || typeof row !== "object") {
        this.problems.add(this.rows, "row", row, "the row is not a list of cells");
      } else {
        this.readRow(row, columns, held, dates);
      }
    }
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

  private readRow(row: Cells, columns: ColumnMap, held: readonly number[], dates: DateMeaning): void {
    let carriesHeld = false;
    for (let i = 0; i < held.length && !carriesHeld; i++) carriesHeld = !isBlank(row[held[i] as number]);
    const code = this.readResult(row, columns, carriesHeld);
    const objectId = idOf(cellOf(row, columns, "servicePrincipalId"));
    const appId = idOf(cellOf(row, columns, "appId"));
    if (code !== NO_CODE) this.readSignIn(row, columns, carriesHeld, code, objectId, appId, dates);
    if (carriesHeld) this.readHeld(row, columns, objectId, appId, dates);
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
    dates: DateMeaning,
  ): void {
    if (carriesHeld && !this.joined.addIfNew(row, columns)) return;
    const count = this.readCount(cellOf(row, columns, "signIns"));
    if (count === 0) return;
    const time = this.readTime(row, columns, "time", dates);
    const principal = this.principals.of(objectId, appId, this.rows);
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
    scratch.tenant = this.internId(row, columns.tenantId);
    scratch.resourceOwner = this.internId(row, columns.resourceOwnerTenantId);
    const failed = signIns.append(scratch, this.principals.routes);
    this.principals.count(principal, code, count, time);
    if (scratch.keyId !== NO_TEXT) {
      this.principals.usedKey(principal, scratch.keyId, signIns.texts.text(scratch.keyId), code === 0, time);
    }
    if (failed >= 0) this.noteEvidence(failed, code, row, columns, time);
  }

  private readCount(cell: unknown): number {
    const simple = simpleCount(cell);
    if (simple >= 0) return simple;
    const counted = parseCount(cell);
    if (counted.problem !== null) this.problems.add(this.rows, "signIns", cell, counted.problem);
    return counted.value;
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
    if (code !== 51000) return;
    // 51000 is generic: only its text tells that mutual TLS was meant.
    const text = `${textOf(cellOf(row, columns, "resultType"))} ${textOf(cellOf(row, columns, "resultDescription"))}`;
    if (/MtlsClientAuth/i.test(text)) this.signIns.caseMtlsText.offer(failed, "MtlsClientAuth", time);
  }

  private describe(principal: number, row: Cells, columns: ColumnMap, appId: string, time: number): void {
    const { principals } = this;
    principals.names.offer(principal, textOf(cellOf(row, columns, "servicePrincipalName")), time);
    principals.appIds.offer(principal, appId, time);
    principals.types.offer(principal, textOf(cellOf(row, columns, "servicePrincipalType")), time);
    principals.appOwners.offer(principal, idOf(cellOf(row, columns, "appOwnerTenantId")), time);
  }

  private readHeld(row: Cells, columns: ColumnMap, objectId: string, appId: string, dates: DateMeaning): void {
    const text = (field: Field): string => textOf(cellOf(row, columns, field));
    const kindCell = cellOf(row, columns, "heldKind");
    const kind = credentialKindOf(textOf(kindCell));
    const principal =
      objectId === "" && appId !== ""
        ? this.principals.ofApp(appId, this.rows)
        : this.principals.of(objectId, appId, this.rows);
    this.describe(principal, row, columns, appId, Number.NaN);
    if (kind === null) {
      const reason = isBlank(kindCell) ? "a credential without a kind" : "not a kind of credential that is known";
      this.problems.add(this.rows, "heldKind", kindCell, reason);
      return;
    }
    const lastUsed = parseTime(cellOf(row, columns, "heldLastUsed"), dates);
    if (lastUsed.kind === "unreadable") {
      this.problems.add(this.rows, "heldLastUsed", cellOf(row, columns, "heldLastUsed"), lastUsed.reason);
    }
    const held: HeldRow = {
      kind,
      keyId: idOf(cellOf(row, columns, "heldKeyId")),
      name: text("heldName"),
      start: this.readTime(row, columns, "heldStart", dates),
      end: this.readTime(row, columns, "heldEnd", dates),
      lastUsed: lastUsed.kind === "time" ? lastUsed.value : Number.NaN,
      neverUsed: lastUsed.kind === "never",
      origin: text("heldOrigin"),
      usage: text("heldUsage"),
      thumbprint: text("heldThumbprint").toLowerCase(),
      issuer: text("heldIssuer"),
      subject: text("heldSubject"),
    };
    this.credentials.add(objectId === "" && appId !== "" ? `app:${appId}` : this.principals.key(principal), held);
  }

  private readTime(row: Cells, columns: ColumnMap, field: Field, dates: DateMeaning): number {
    const cell = cellOf(row, columns, field);
    const simple = simpleTime(cell);
    if (simple >= 0) return simple;
    const result = parseTime(cell, dates);
    if (result.kind === "time") return result.value;
    if (result.kind === "unreadable") this.problems.add(this.rows, field, cell, result.reason);
    if (result.kind === "never" && field === "time") {
      this.problems.add(this.rows, field, cell, "1900-01-01 stands for never");
    }
    return Number.NaN;
  }
}
