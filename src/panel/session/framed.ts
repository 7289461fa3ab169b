/** True where the page is shown inside another one: sign-in pages refuse to be framed, so that it cannot leave for one. */
export const isFramed = (): boolean => window.self !== window.top;
