/** Texts about config. */
export const CONFIG = {} as const;
