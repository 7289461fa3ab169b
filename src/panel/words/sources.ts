/** Texts about sources. */
export const SOURCES = {} as const;
