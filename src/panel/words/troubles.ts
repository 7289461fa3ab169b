/** Texts about troubles. */
export const TROUBLES = {} as const;
