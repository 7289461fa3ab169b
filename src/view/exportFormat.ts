/** Formats that every shell can write, and that a report's author can leave out. */
export type ExportFormat = "xlsx" | "csv" | "json" | "md";

/** All that a shell may offer; `print` opens the printable page instead of saving it. */
export type OfferedFormat = ExportFormat | "github" | "gitlab" | "azuredevops" | "jira" | "oscal" | "html" | "print";

export const CORE_FORMATS: readonly ExportFormat[] = ["xlsx", "csv", "json", "md"];

/** What an export is about. `words` of `principals` say in English by what they were chosen, as a sentence for the file. */
export type ViewScope =
  | { readonly kind: "all" }
  | { readonly kind: "principals"; readonly ids: readonly string[]; readonly words: string }
  | { readonly kind: "principal"; readonly id: string }
  | { readonly kind: "case"; readonly id: string };
