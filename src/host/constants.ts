/** Values of the visuals API's const enums, which do not exist at run time. */

export const UpdateType = { data: 2, resize: 4, viewMode: 8, style: 16, resizeEnd: 32, all: 62 } as const;

export const OperationKind = { create: 0, append: 1, segment: 2 } as const;

/** Formatting is editing with the format mode switched on. */
export const ViewMode = { view: 0, edit: 1, format: 1 } as const;

export const PrivilegeStatus = { allowed: 0, notDeclared: 1, notSupported: 2, disabledByAdmin: 3 } as const;

/** `CustomVisualHostEnv`, by the name a place has in the page's options. */
export const HostEnvironment = {
  report: 1,
  publish: 2,
  desktop: 4,
  embed: 8,
  reportServer: 16,
  export: 32,
  mobile: 64,
  tile: 128,
} as const;

/** `PrimitiveType` of a column's type descriptor. */
export const PrimitiveType = { text: 1, numeric: 3, bool: 5, dateTime: 7 } as const;

/** Documented limits of the service. */
export const Limits = {
  rows: 1_048_576,
  windowMin: 2,
  windowMax: 30_000,
  defaultRows: 1_000,
  aggregatedBytes: 100 * 1024 * 1024,
  downloadBytes: 30 * 1024 * 1024,
  storageBytes: 100 * 1000,
} as const;

/** Kinds of file the download service accepts. */
export const downloadTypes: readonly string[] = ["txt", "csv", "json", "tmplt", "xml", "pdf", "xlsx"];

/** `DialogAction`, by number. */
export const dialogActions: readonly string[] = ["Close", "OK", "Cancel", "Continue", "No", "Yes"];

/** Places in which the documentation rules modal dialogs out. */
export const withoutDialogs: readonly string[] = ["tile", "embed", "publish", "export"];
