import type { CommandLanguage } from "../knowledge/types";
import type { Case, ChecklistStep, Credential, FilledCommand, Principal, Snapshot, Time } from "../model/types";
import type { MarkLookup, StepState } from "../model/marks";

/** Version of the exported document's shape; see schema/export.schema.json. */
export const SCHEMA_VERSION = "1.0";
export const SCHEMA_ID = "urn:service-principal-posture:export:1.0";

export interface ExportOptions {
  /** Epoch ms; the only clock of an export, so that equal input gives equal bytes. */
  readonly generatedAt: number;
  readonly marks: MarkLookup;
  /** Id of the one case to export; null exports everything. */
  readonly scope: string | null;
}

/** Sees every exported step beside the model's own, which knows more than the document has room for. */
export type StepSink = (caseId: string, step: ChecklistStep) => void;

/** The exported document (contract 4): plain data in a stable order. */
export function exportDocument(snapshot: Snapshot, options: ExportOptions, sink: StepSink = () => undefined) {
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
    principals: indicesOf(snapshot, options.scope)
      .map((index) => principalOf(snapshot.principal(index), options, sink))
      .filter(({ cases }) => options.scope === null || cases.length > 0),
    problems: snapshot.problems.entries.map(({ row, field, value, reason }) => ({ row, field, value, reason })),
  };
}

export type ExportDocument = ReturnType<typeof exportDocument>;
export type ExportedPrincipal = ExportDocument["principals"][number];
export type ExportedCase = ExportedPrincipal["cases"][number];
export type ExportedStep = ExportedCase["checklist"][number];

/** Principals by id: the order of rows in the source must not show in the file. */
function indicesOf(snapshot: Snapshot, scope: ExportOptions["scope"]): number[] {
  const { id, count } = snapshot.columns;
  const wanted: number[] = [];
  for (let i = 0; i < count; i++) if (scope === null || scope.startsWith(`${id[i] ?? ""}|`)) wanted.push(i);
  return wanted.sort((a, b) => compare(id[a] ?? "", id[b] ?? ""));
}

function principalOf(principal: Principal, options: ExportOptions, sink: StepSink) {
  const { scope } = options;
  const cases = principal.cases.filter(({ id }) => scope === null || id === scope);
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

function caseOf(found: Case, options: ExportOptions, sink: StepSink) {
  return {
    id: found.id,
    code: found.code,
    resource: found.resource,
    resourceId: found.resourceId,
    failures: found.failures,
    firstFailure: iso(found.firstFailure),
    lastFailure: iso(found.lastFailure),
    verification: found.verification.state,
    causes: found.causes.map(({ id, likelihood, evidence }) => ({
      id,
      likelihood,
      evidence: evidence.map((item) => ({ for: item.for, text: item.text })),
    })),
    checklist: found.checklist.map((step) => {
      sink(found.id, step);
      return stepOf(found.id, step, options);
    }),
  };
}

function stepOf(caseId: string, step: ChecklistStep, options: ExportOptions) {
  const mark = options.marks(caseId, step.step);
  const state: StepState = step.completedBySystem ? "completedBySystem" : (mark?.state ?? "active");
  return {
    step: step.step,
    title: step.title,
    state,
    applies: step.applies,
    note: "",
    reason: step.reason,
    assignee: "",
    due: null as string | null,
    changedAt: mark === null ? null : iso(mark.changedAt),
    value: step.commands.map((command) => commandText(command, step.commands)).join("\n\n"),
  };
}

const COMMENTS: Readonly<Partial<Record<CommandLanguage, string>>> = {
  bash: "# ",
  powershell: "# ",
  python: "# ",
  csharp: "// ",
  javascript: "// ",
  java: "// ",
  go: "// ",
  kql: "// ",
};

/** Ways to do one thing stand under one label: the file says which is which. */
const WAYS: Readonly<Record<CommandLanguage, string>> = {
  bash: "shell",
  powershell: "PowerShell",
  http: "Microsoft Graph",
  kql: "KQL",
  text: "text",
  csharp: ".NET",
  javascript: "Node.js",
  python: "Python",
  java: "Java",
  go: "Go",
  json: "JSON",
};

/** A command under its label, as a comment of its language; unverified ones say so, so that nobody runs them blindly. */
function commandText(command: FilledCommand, all: readonly FilledCommand[]): string {
  const { label, language, parts, certainty, remark } = command;
  const way = all.some((other) => other !== command && other.label === label) ? ` [${WAYS[language]}]` : "";
  const sure = certainty === "primary" || certainty === "secondary" ? "" : ` (${certainty})`;
  const comment = COMMENTS[language] ?? "";
  const known = remark === "" ? "" : `${comment}${remark}\n`;
  return `${comment}${label}${way}${sure}:\n${known}${parts.map(({ text }) => text).join("")}`;
}

function iso(time: Time): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** Code-unit order: the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
