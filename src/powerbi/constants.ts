/** Numbers of the visuals API; its own const enums do not exist at run time under isolated modules. */
export const UPDATE_DATA = 2;
export const OPERATION_CREATE = 0;

export const HOST_PUBLISH_TO_WEB = 2;
export const HOST_EMBED = 8;
export const HOST_EXPORT = 32;
export const HOST_MOBILE = 64;
export const HOST_DASHBOARD = 128;

export const DIALOG_CLOSE = 0;
export const DIALOG_CENTER = 0;

export const EXPORT_ALLOWED = 0;
export const EXPORT_NOT_DECLARED = 1;
export const EXPORT_NOT_SUPPORTED = 2;
export const EXPORT_DISABLED_BY_ADMIN = 3;

/** Numbers of PrivilegeStatus, for local storage. */
export const PRIVILEGE_ALLOWED = 0;
export const PRIVILEGE_DISABLED_BY_ADMIN = 3;

export const VIEW_MODE_VIEW = 0;
