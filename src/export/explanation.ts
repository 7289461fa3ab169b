import type { Explanation } from "../model";
import { lookupUrl } from "../knowledge";
import { instant } from "../model/words";

/** An explained error as plain data, for the formats and for scripts. */
export function explanationDocument(found: Explanation) {
  const { code, entry } = found;
  return {
    schemaVersion: "1.0",
    code,
    message: found.message,
    meaning: entry?.meaning ?? "",
    category: entry?.category ?? "",
    firstAction: entry?.firstAction ?? "",
    source: found.entrySource,
    lookup: code === null ? "" : lookupUrl(code),
    summary: found.summary,
    remarks: found.remarks,
    ids: {
      tenantId: found.tenantId,
      appId: found.appId,
      servicePrincipalId: found.servicePrincipalId,
      resourceId: found.resourceId,
      resource: found.resource,
      traceId: found.traceId,
      correlationId: found.correlationId,
      time: found.time === null ? "" : instant(found.time),
    },
    causes: found.causes.map(({ id, title, likelihood, correction, source }) => ({
      id,
      title,
      likelihood,
      correction,
      source,
    })),
    checklist: found.checklist.map(
      ({ step, title, action, doneWhen, applies, reason, certainty, source, commands }) => ({
        step,
        title,
        action,
        doneWhen,
        applies,
        reason,
        certainty,
        source,
        commands: commands.map(({ label, language, parts, certainty: sure, remark }) => ({
          label,
          language,
          text: parts.map(({ text }) => text).join(""),
          certainty: sure,
          remark,
        })),
      }),
    ),
  };
}

export type ExplanationDocument = ReturnType<typeof explanationDocument>;

const LABELS: Readonly<Record<keyof ExplanationDocument["ids"], string>> = {
  tenantId: "Tenant",
  appId: "Application",
  servicePrincipalId: "Service principal",
  resourceId: "Resource id",
  resource: "Resource",
  traceId: "Trace id",
  correlationId: "Correlation id",
  time: "Time",
};

/** What the error names, with an English label; what it does not name is left out. */
export function idLines({ ids }: ExplanationDocument): [string, string][] {
  return Object.entries(LABELS)
    .map(([key, label]): [string, string] => [label, ids[key as keyof typeof ids]])
    .filter(([, value]) => value !== "");
}
