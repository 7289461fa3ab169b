export type ExportFormat = "xlsx" | "csv" | "json" | "md";
