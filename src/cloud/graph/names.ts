/** Texts that attack whoever shows, exports or parses them. */
export const HOSTILE: readonly string[] = [
  `<img src=x onerror="document.title='owned'">`,
  `"><script>document.title='owned'</script>`,
  `=HYPERLINK("https://evil.example","click")`,
  `javascript:alert(1)`,
  `\u202Eexe.gnp\u202C`,
  `[click](javascript:alert(1)) | a\nb`,
  `__proto__`,
  `constructor`,
  `{{7*7}}\${7*7}`,
  `'; DROP TABLE x; --`,
  `\u0000\u0001\uFFFF`,
  "long ".repeat(600),
  `@SUM(1+1)*cmd|' /C calc'!A0`,
];

const FIRST = ["Payroll", "Ledger", "Backup", "Invoice", "Archive", "Fleet", "Survey", "Harbor", "Orchard", "Relay"];
const SECOND = ["sync", "export", "agent", "pipeline", "bot", "importer", "gateway", "scheduler"];

/** A name for the thing with this number, different for every number. */
export function nameOf(index: number, isHostile: boolean): string {
  if (isHostile) return `${HOSTILE[index % HOSTILE.length] ?? ""} ${String(index)}`;
  return `${FIRST[index % FIRST.length] ?? ""} ${SECOND[index % SECOND.length] ?? ""} ${String(index)}`;
}

/** A text that is harmless, or not. */
export const textOf = (plain: string, index: number, isHostile: boolean): string =>
  isHostile ? (HOSTILE[index % HOSTILE.length] ?? "") : plain;

/** An id that is the same in every run: a digit for what it is of, and its number. */
export function guid(kind: number, index: number): string {
  const tail = index.toString(16).padStart(12, "0");
  return `${kind.toString(16).padStart(8, "0")}-5eed-4a00-8000-${tail}`;
}
