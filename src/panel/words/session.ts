/** Texts about session. */
export const SESSION = {} as const;
