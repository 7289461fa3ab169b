import type { CommandLanguage } from "../../knowledge/types";

/** Controls, line and paragraph separators, invisible and direction-changing characters: never in a command. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u;
const LONGEST = 200;

const doubled = (text: string, escapes: RegExp): string => `"${text.replace(escapes, "\\$&")}"`;

/** How each language writes a text that somebody else chose; `text` is for people and needs no quotes. */
const QUOTES: Readonly<Record<CommandLanguage, (text: string) => string>> = {
  // Within single quotes a POSIX shell takes everything literally but the quote itself.
  bash: (text) => `'${text.replace(/'/g, "'\\''")}'`,
  // PowerShell takes the typographic quotes for quotes as well.
  powershell: (text) => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`,
  http: (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
  kql: (text) => doubled(text, /[\\"]/g),
  csharp: (text) => doubled(text, /[\\"]/g),
  javascript: (text) => doubled(text, /[\\"]/g),
  python: (text) => doubled(text, /[\\"]/g),
  java: (text) => doubled(text, /[\\"]/g),
  go: (text) => doubled(text, /[\\"]/g),
  json: (text) => JSON.stringify(text),
  text: (text) => text,
};

/** A text as one argument or string of a language, or null where it has characters that no command should carry. */
export function quote(text: string, language: CommandLanguage): string | null {
  if (text === "" || text.length > LONGEST || UNPRINTABLE.test(text)) return null;
  return QUOTES[language](text);
}
