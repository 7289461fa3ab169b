export { toCsv } from "./csv";
export { exportDocument, SCHEMA_ID, type ExportDocument, type ExportOptions } from "./document";
export { toJson } from "./json";
export { toMarkdown } from "./markdown";
export { toXlsx } from "./xlsx";
export { fileName } from "./fileName";
