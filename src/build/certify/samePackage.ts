import { judge, type Result } from "./result";

/** Names every difference of two visuals, each the JSON inside a package; empty where they are equal byte by byte. */
export function differences(one: string, other: string): string[] {
  if (one === other) return [];
  const found: string[] = [];
  compare(JSON.parse(one), JSON.parse(other), "", found);
  return found.length > 0 ? found : ["equal in content, written in another order"];
}

/** The visual from the exported tree is the one from the checkout. */
export function checkSamePackage(fromTree: string, fromCheckout: string): Result {
  return judge(
    "visual's own tree",
    differences(fromTree, fromCheckout),
    `builds the same visual as the whole repository, byte by byte (${Buffer.byteLength(fromTree)} bytes)`,
  );
}

function compare(one: unknown, other: unknown, place: string, found: string[]): void {
  if (Object.is(one, other)) return;
  if (isObject(one) && isObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    for (const key of keys) compare(one[key], other[key], place === "" ? key : `${place}.${key}`, found);
    return;
  }
  found.push(`${place}: ${excerpts(one, other)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Both values around the first character in which they differ. */
function excerpts(one: unknown, other: unknown): string {
  const [a, b] = [one, other].map((value) => (value === undefined ? "missing" : JSON.stringify(value))) as [
    string,
    string,
  ];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text: string): string => text.slice(Math.max(0, at - 20), at + 40);
  return `${around(a)} instead of ${around(b)} at ${at}`;
}
