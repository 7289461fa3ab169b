import type { ExportDocument } from "./document";

/** A line of the statement that every file carries. */
export interface AboutLine {
  readonly label: string;
  readonly value: string | number;
}

export const SAMPLE_WARNING = "Sample data: nothing here is real.";

const KINDS: Readonly<Record<string, string>> = { powerbi: "Power BI report", sample: "the built-in sample" };

/** What a file rests on: scope, source, time range, time of writing, rules, sample or real, rows and completeness. */
export function aboutLines(document: ExportDocument): readonly AboutLine[] {
  const { source, rules, scope, generatedAt } = document;
  return [
    { label: "Scope", value: scope.text },
    { label: "Source", value: KINDS[source.kind] ?? source.kind },
    { label: "Sample data", value: source.isSample ? "yes (nothing here is real)" : "no" },
    { label: "From (UTC)", value: source.from ?? "no times in the data" },
    { label: "To (UTC)", value: source.to ?? "no times in the data" },
    { label: "Rows read", value: source.rowsRead },
    { label: "Complete", value: completeness(document) },
    { label: "Generated at (UTC)", value: generatedAt ?? "" },
    { label: "Rules", value: rules.version },
  ];
}

/** The statement on one line. */
export function aboutLine(document: ExportDocument): string {
  return aboutLines(document)
    .map(({ label, value }) => `${label}: ${String(value)}`)
    .join(" · ");
}

function completeness({ source }: ExportDocument): string {
  if (source.truncated)
    return "no, reading stopped before the end: counts are too low, and a later success may be missing";
  return source.rowsTotalKnown === null ? "as far as is known" : "yes";
}
