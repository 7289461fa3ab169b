/** The number of a code, written with or without AADSTS; null for anything else. */
export function codeOf(text: string): number | null {
  const [, digits] = /^\s*(?:AADSTS)?(\d{1,8})\s*$/i.exec(text) ?? [];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}
