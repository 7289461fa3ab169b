import { judge, type Result } from "./result";

/** Longest line of a source that a person wrote; data in JSON has longer texts. */
const LONGEST = 240;

/** Sources as people write them: no minified script, nothing generated in one long line. */
export function checkMinified(sources: ReadonlyMap<string, string>): Result {
  const faults: string[] = [];
  let count = 0;
  for (const [name, text] of sources) {
    if (/\.(js|mjs|cjs)$/.test(name) && !/\.config\.mjs$/.test(name)) faults.push(`${name} is JavaScript`);
    if (!/\.(ts|js|mjs|cjs|less|css)$/.test(name)) continue;
    count++;
    const longest = Math.max(...text.split("\n").map((line) => line.length));
    if (longest > LONGEST) faults.push(`${name} has a line of ${longest} characters`);
  }
  return judge("readable sources", faults, `${count} files; only the packager minifies`);
}
