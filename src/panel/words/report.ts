/** Texts about report. */
export const REPORT = {} as const;
