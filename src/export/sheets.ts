import { STATES, type VerificationState } from "../model/types";
import type { ExportDocument, ExportedCase, ExportedPrincipal } from "./document";
import type { Cell, Column } from "./rows";
import { isDone, LIKELIHOOD_WORDS, type WordsOf } from "./words";

/** A column of a sheet. */
export type SheetColumn = Pick<Column, "title" | "kind" | "width">;

export const SUMMARY_COLUMNS: readonly SheetColumn[] = [
  { title: "Service principal", kind: "text", width: 34 },
  { title: "Service principal id", kind: "text" },
  { title: "Application id", kind: "text" },
  { title: "Type", kind: "text", width: 16 },
  { title: "Status", kind: "text", width: 12 },
  { title: "Sign-ins", kind: "number", width: 11 },
  { title: "Failures", kind: "number", width: 11 },
  { title: "Last failure (UTC)", kind: "time" },
  { title: "Cases", kind: "number", width: 8 },
  { title: "Codes", kind: "text", width: 24 },
  { title: "Steps done", kind: "number", width: 11 },
  { title: "Steps that apply", kind: "number", width: 11 },
  { title: "Posture", kind: "text", width: 11 },
  { title: "Worst finding", kind: "text", width: 60 },
  { title: "Mutual TLS readiness", kind: "text", width: 14 },
];

/** One row a principal of the document. */
export function summaryRows({ principals }: ExportDocument): Cell[][] {
  return principals.map((principal) => {
    const steps = principal.cases.flatMap(({ checklist }) => checklist).filter(({ applies }) => applies);
    return [
      principal.name,
      principal.id,
      principal.appId,
      principal.type,
      worst(principal.cases),
      principal.signIns,
      principal.failures,
      principal.lastFailure ?? "",
      principal.cases.length,
      Object.keys(principal.byCode).join(", "),
      steps.filter(({ state }) => isDone(state)).length,
      steps.length,
      principal.posture.grade,
      principal.posture.findings[0]?.text ?? "",
      principal.mtlsReadiness,
    ];
  });
}

export const EVIDENCE_COLUMNS: readonly SheetColumn[] = [
  { title: "Service principal", kind: "text", width: 30 },
  { title: "Case", kind: "text" },
  { title: "Code", kind: "number", width: 10 },
  { title: "Resource", kind: "text", width: 26 },
  { title: "Verification", kind: "text", width: 12 },
  { title: "Verification in words", kind: "text", width: 50 },
  { title: "First failure (UTC)", kind: "time" },
  { title: "Last failure (UTC)", kind: "time" },
  { title: "Failures", kind: "number", width: 10 },
  { title: "Correlation id", kind: "text" },
  { title: "Tenant id", kind: "text" },
  { title: "Cause", kind: "text", width: 44 },
  { title: "Likelihood", kind: "text", width: 11 },
  { title: "For or against", kind: "text", width: 12 },
  { title: "Evidence", kind: "text", width: 60 },
  { title: "What no row can tell", kind: "text", width: 50 },
  { title: "Source of the cause", kind: "text", width: 44 },
];

/** One row for each piece of evidence, one for a cause or case without any. Names no address and no user agent. */
export function evidenceRows({ principals }: ExportDocument, wordsOf: WordsOf): Cell[][] {
  return principals.flatMap((principal) =>
    principal.cases.flatMap((found) => {
      const lead = leadOf(principal, found);
      const rest = causeCells(found, wordsOf);
      return rest.length === 0 ? [[...lead, "", "", "", "", "", ""]] : rest.map((cells) => [...lead, ...cells]);
    }),
  );
}

function leadOf(principal: ExportedPrincipal, found: ExportedCase): Cell[] {
  return [
    principal.name === "" ? principal.id : principal.name,
    found.id,
    found.code,
    found.resource,
    found.verification,
    found.verificationText,
    found.firstFailure ?? "",
    found.lastFailure ?? "",
    found.failures,
    found.correlationId,
    found.tenantId,
  ];
}

function causeCells(found: ExportedCase, wordsOf: WordsOf): Cell[][] {
  const { causes } = wordsOf(found.id);
  return found.causes.flatMap(({ id, likelihood, evidence }, i) => {
    const { title, remark, source } = causes[i] ?? { title: id, remark: "", source: "" };
    const likely = LIKELIHOOD_WORDS[likelihood];
    if (evidence.length === 0) return [[title, likely, "", "no row speaks for or against it", remark, source]];
    return evidence.map((item) => [title, likely, item.for ? "for" : "against", item.text, remark, source]);
  });
}

function worst(cases: readonly ExportedCase[]): VerificationState | "" {
  return STATES.find((state) => cases.some(({ verification }) => verification === state)) ?? "";
}
