export { createLogsSource, type LogsOutcome, type LogsSource } from "./logsSource";
export type { LogsOptions } from "./context";
