import type { ScopeKind } from "./scope";

/** A format that exports are offered in; what writes it stands apart, so that a shell carries only what it offers. */
export interface FormatInfo {
  /** What commands and menus call it. */
  readonly id: FormatId;
  /** English name. */
  readonly name: string;
  readonly extension: string;
  /** Endings that the download service of Power BI takes instead, where it does not know the format's own. */
  readonly hostExtension: string;
  readonly mime: string;
  readonly kind: "text" | "binary";
  /** Scopes that make sense; the first is the one to propose. */
  readonly scopes: readonly ScopeKind[];
  /** True where states, notes and the rest can be read back from it. */
  readonly readsBack: boolean;
}

export const CORE_FORMAT_IDS = ["xlsx", "csv", "json", "md"] as const;
export const FORMAT_IDS = [...CORE_FORMAT_IDS, "html", "github", "gitlab", "azuredevops", "jira", "oscal"] as const;
/** Formats that the visual offers. */
export type CoreFormatId = (typeof CORE_FORMAT_IDS)[number];
export type FormatId = (typeof FORMAT_IDS)[number];

const ALL: readonly ScopeKind[] = ["all", "principals", "principal", "case"];
const ONE_FIRST: readonly ScopeKind[] = ["case", "principal", "principals", "all"];
const TEXT = { kind: "text", readsBack: false, scopes: ALL } as const;

/** In the order in which they are offered. */
export const FORMATS: readonly FormatInfo[] = [
  {
    ...TEXT,
    id: "xlsx",
    name: "Excel workbook",
    extension: "xlsx",
    hostExtension: "xlsx",
    mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    kind: "binary",
    readsBack: true,
  },
  {
    ...TEXT,
    id: "csv",
    name: "CSV",
    extension: "csv",
    hostExtension: "csv",
    mime: "text/csv;charset=utf-8",
    readsBack: true,
  },
  {
    ...TEXT,
    id: "json",
    name: "JSON",
    extension: "json",
    hostExtension: "json",
    mime: "application/json",
    readsBack: true,
  },
  // The download service knows no Markdown: the text is the same under another ending.
  { ...TEXT, id: "md", name: "Markdown", extension: "md", hostExtension: "txt", mime: "text/markdown;charset=utf-8" },
  {
    ...TEXT,
    id: "html",
    name: "Printable page",
    extension: "html",
    hostExtension: "txt",
    mime: "text/html;charset=utf-8",
    scopes: ONE_FIRST,
  },
  {
    ...TEXT,
    id: "github",
    name: "GitHub issue",
    extension: "md",
    hostExtension: "txt",
    mime: "text/markdown;charset=utf-8",
    scopes: ONE_FIRST,
  },
  {
    ...TEXT,
    id: "gitlab",
    name: "GitLab issue",
    extension: "md",
    hostExtension: "txt",
    mime: "text/markdown;charset=utf-8",
    scopes: ONE_FIRST,
  },
  {
    ...TEXT,
    id: "azuredevops",
    name: "Azure DevOps CSV",
    extension: "csv",
    hostExtension: "csv",
    mime: "text/csv;charset=utf-8",
  },
  { ...TEXT, id: "jira", name: "Jira CSV", extension: "csv", hostExtension: "csv", mime: "text/csv;charset=utf-8" },
  { ...TEXT, id: "oscal", name: "OSCAL POA&M", extension: "json", hostExtension: "json", mime: "application/json" },
];

/** The format with this id, or null for anything else. */
export function findFormat(id: string): FormatInfo | null {
  return FORMATS.find((format) => format.id === id) ?? null;
}
