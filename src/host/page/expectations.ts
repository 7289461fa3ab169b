import type { Stageable, Step } from "./scenario";

/** What of an `expect` step is not so, in words. */
export async function unmet(standIn: Stageable, expected: Step, instance: number): Promise<string[]> {
  await standIn.settled();
  const failures: string[] = [];
  const { call, problems } = expected;
  if (typeof call === "string") {
    const made = standIn.calls(instance).filter(({ name }) => name === call).length;
    failures.push(...outside(made, expected, `${call} was called`, "times"));
  }
  if (typeof problems === "number") {
    const found = standIn.problems(instance).length;
    if (found !== problems) failures.push(`${String(found)} problems, not ${String(problems)}`);
  }
  const selector = typeof expected["selector"] === "string" ? expected["selector"] : "";
  const { text, readable, matches, foreign, duplicateIds } = await standIn.probe(selector, instance);
  const wanted = expected["text"];
  if (typeof wanted === "string" && !text.includes(wanted)) failures.push(`The text “${wanted}” is not shown`);
  if (selector !== "") {
    const count = expected["count"];
    const right = typeof count === "number" ? matches === count : matches > 0;
    if (!right) failures.push(`${String(matches)} elements match ${selector}`);
  }
  if (expected["readable"] === true && readable === 0) failures.push("The visual is blank");
  if (expected["foreign"] === false && Object.keys(foreign).length > 0) {
    failures.push(`Elements that do not belong there: ${Object.keys(foreign).join(", ")}`);
  }
  if (expected["duplicateIds"] === false && duplicateIds.length > 0) {
    failures.push(`Ids used twice: ${duplicateIds.join(", ")}`);
  }
  return failures;
}

function outside(found: number, { atLeast, atMost, exactly }: Step, what: string, unit: string): string[] {
  const none = atLeast === undefined && atMost === undefined && exactly === undefined;
  const least = typeof atLeast === "number" ? atLeast : none ? 1 : 0;
  const most = typeof atMost === "number" ? atMost : Number.POSITIVE_INFINITY;
  const right = typeof exactly === "number" ? found === exactly : found >= least && found <= most;
  return right ? [] : [`${what} ${String(found)} ${unit}`];
}
