/** Texts about comforts. */
export const COMFORTS = {} as const;
