import { standingOf } from "../model/standing";
import type { Case, ChecklistStep, Credential, Principal, Snapshot, Time } from "../model/types";
import type { MarkLookup } from "../model/marks";
import { commandsText } from "./commands";
import { compare, indicesOf, statementOf, type ExportScope } from "./scope";

/** Version of the exported document's shape; see schema/export.schema.json. Later versions only add. */
export const SCHEMA_VERSION = "1.1";
export const SCHEMA_ID = "urn:service-principal-posture:export:1.1";

export interface ExportOptions {
  /** Epoch ms; the only clock of an export, so that equal input gives equal bytes. */
  readonly generatedAt: number;
  readonly marks: MarkLookup;
  readonly scope: ExportScope;
  /** What is written only when it was asked for. Addresses are not offered: no part of a case keeps them. */
  readonly include?: {
    /** Remarks of causes that say which program a user agent names. */
    readonly userAgents?: boolean;
  };
}

/** Sees every exported case of the model, which knows more than the document has room for. */
export type CaseSink = (found: Case) => void;

/** The exported document (contract 4): plain data in a stable order. `indices` are the principals to write, in order. */
export function exportDocument(
  snapshot: Snapshot,
  options: ExportOptions,
  sink: CaseSink = () => undefined,
  indices: readonly number[] = indicesOf(snapshot, options.scope),
) {
  const { source } = snapshot;
  return {
    $schema: SCHEMA_ID,
    schemaVersion: SCHEMA_VERSION,
    generatedAt: iso(options.generatedAt),
    source: {
      kind: source.kind,
      isSample: source.isSample,
      rowsRead: source.rowsRead,
      rowsTotalKnown: source.rowsTotalKnown,
      truncated: source.truncated || source.loading,
      from: iso(source.from),
      to: iso(source.to),
    },
    rules: { version: snapshot.rulesVersion },
    scope: statementOf(options.scope),
    principals: indices
      .map((index) => principalOf(snapshot.principal(index), options, sink))
      .filter(({ cases }) => options.scope.kind !== "case" || cases.length > 0),
    problems: snapshot.problems.entries.map(({ row, field, value, reason }) => ({ row, field, value, reason })),
  };
}

/** The document without its principals: what a file says about itself. */
export function frameOf(snapshot: Snapshot, options: ExportOptions): ExportDocument {
  return exportDocument(snapshot, options, undefined, []);
}

export type ExportDocument = ReturnType<typeof exportDocument>;
export type ExportedPrincipal = ExportDocument["principals"][number];
export type ExportedCase = ExportedPrincipal["cases"][number];
export type ExportedStep = ExportedCase["checklist"][number];

function principalOf(principal: Principal, options: ExportOptions, sink: CaseSink) {
  const { scope } = options;
  const cases = principal.cases.filter(({ id }) => scope.kind !== "case" || id === scope.id);
  return {
    id: principal.id,
    appId: principal.appId,
    name: principal.hasName ? principal.name : "",
    type: principal.type,
    signIns: principal.signIns,
    failures: principal.failures,
    byCode: Object.fromEntries(principal.byCode.map(({ code, failures }) => [String(code), failures])),
    firstSeen: iso(principal.firstSeen),
    lastSeen: iso(principal.lastSeen),
    lastFailure: iso(principal.lastFailure),
    posture: {
      grade: principal.posture.grade,
      findings: principal.posture.findings.map(({ rule, severity, text, credential }) => ({
        rule,
        severity,
        text,
        credential,
      })),
    },
    mtlsReadiness: principal.mtlsReadiness,
    credentials: principal.credentials.map(credentialOf),
    cases: [...cases].sort((a, b) => compare(a.id, b.id)).map((found) => caseOf(found, options, sink)),
  };
}

function credentialOf(credential: Credential) {
  const { kind, keyId, name, origin, status } = credential;
  return {
    kind,
    keyId,
    name,
    start: iso(credential.start),
    end: iso(credential.end),
    lastUsed: iso(credential.lastUsed),
    origin,
    status,
  };
}

function caseOf(found: Case, options: ExportOptions, sink: CaseSink) {
  sink(found);
  return {
    id: found.id,
    code: found.code,
    resource: found.resource,
    resourceId: found.resourceId,
    failures: found.failures,
    firstFailure: iso(found.firstFailure),
    lastFailure: iso(found.lastFailure),
    verification: found.verification.state,
    verificationText: found.verification.text,
    tenantId: found.tenantId,
    correlationId: found.correlationId,
    causes: found.causes.map(({ id, likelihood, evidence }) => ({
      id,
      likelihood,
      evidence: evidence.map((item) => ({ for: item.for, text: item.text })),
    })),
    checklist: found.checklist.map((step) => stepOf(found, step, options)),
  };
}

function stepOf(found: Case, step: ChecklistStep, options: ExportOptions) {
  const standing = standingOf(options.marks(found.id, step.step), step, found.verification);
  return {
    step: step.step,
    title: step.title,
    state: standing.state,
    applies: step.applies,
    note: standing.note,
    // One field for both: why it does not apply, else why the reader put it aside.
    reason: step.applies ? standing.reason : step.reason,
    assignee: standing.assignee,
    due: standing.due,
    changedAt: iso(standing.changedAt),
    value: commandsText(step.commands),
  };
}

function iso(time: Time): string | null {
  return time === null ? null : new Date(time).toISOString();
}
