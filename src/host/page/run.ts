import type { Bookmark, FormatObjects, RawColumn } from "../protocol";
import { unmet } from "./expectations";
import type { PageOptions } from "./options";
import { actionOf, type Scenario, type Stageable, type Step } from "./scenario";

export interface StepReport {
  /** "3", or "3.2 (1)" for the second step within a first repetition. */
  number: string;
  title: string;
  ok: boolean;
  ms: number;
  updates: number;
  calls: number;
  /** What the visual did wrong during the step. */
  problems: string[];
  /** What was expected and is not so, or could not be done. */
  failures: string[];
}

export interface Report {
  title: string;
  ok: boolean;
  ms: number;
  updates: number;
  steps: StepReport[];
}

type Bookmarks = Map<string, Bookmark>;

/** Runs the steps in turn. A step fails on its own problems and its updates' broken protocol; the others still run. */
export async function runScenario(standIn: Stageable, scenario: Scenario): Promise<Report> {
  const from = performance.now();
  const steps: StepReport[] = [];
  await runSteps(standIn, scenario.steps, new Map(), "", "", steps);
  const updates = steps.reduce((sum, step) => sum + step.updates, 0);
  const ok = steps.every((step) => step.ok);
  return { title: scenario.title, ok, ms: performance.now() - from, updates, steps };
}

async function runSteps(
  standIn: Stageable,
  steps: readonly Step[],
  bookmarks: Bookmarks,
  within: string,
  after: string,
  reports: StepReport[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const number = `${within}${String(index + 1)}`;
    if (actionOf(step) !== "repeat") {
      reports.push(await runStep(standIn, step, bookmarks, `${number}${after}`));
      continue;
    }
    for (let time = 1; time <= Number(step["repeat"]); time++) {
      await runSteps(standIn, step["steps"] as Step[], bookmarks, `${number}.`, ` (${String(time)})`, reports);
    }
  }
}

async function runStep(standIn: Stageable, step: Step, bookmarks: Bookmarks, number: string): Promise<StepReport> {
  const before = [standIn.updates().length, standIn.problems().length, standIn.calls().length] as const;
  const from = performance.now();
  const failures: string[] = [];
  try {
    failures.push(...(await act(standIn, step, bookmarks)));
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
  const updates = standIn.updates().slice(before[0]);
  const problems = standIn
    .problems()
    .slice(before[1])
    .map(({ kind, message }) => `${kind}: ${message}`);
  for (const { outcome, updateId } of updates) {
    if (outcome !== "finished" && step["allow"] !== true) {
      failures.push(`Update ${String(updateId)} ended as ${outcome ?? "not at all"}`);
    }
  }
  return {
    number,
    title: typeof step["title"] === "string" ? step["title"] : describeStep(step),
    ok: failures.length === 0 && (problems.length === 0 || step["allow"] === true),
    ms: performance.now() - from,
    updates: updates.length,
    calls: standIn.calls().length - before[2],
    problems,
    failures,
  };
}

/** Does one step and returns what of it is not as expected. */
async function act(standIn: Stageable, step: Step, bookmarks: Bookmarks): Promise<string[]> {
  const action = actionOf(step);
  const value = step[action];
  const instance = typeof step["instance"] === "number" ? step["instance"] : 1;
  const now = typeof step["now"] === "string" ? step["now"] : undefined;
  switch (action) {
    case "data":
      await standIn.setOptions({ data: value as string });
      return [];
    case "csv":
      await standIn.loadCsv(value as string, step["choices"] ?? {});
      return [];
    case "rows":
      await standIn.loadRows(value as { columns: RawColumn[]; rows: unknown[][] }, now);
      return [];
    case "raw":
      await standIn.loadRaw(value, now);
      return [];
    case "send":
      await standIn.send(value as unknown[], step["more"] === true, instance);
      return [];
    case "options":
      await standIn.setOptions(value as Partial<PageOptions>);
      return [];
    case "resize": {
      const [width = 0, height = 0] = (value as unknown[]).map(Number);
      await standIn.setOptions({ width, height });
      return [];
    }
    case "objects":
      await standIn.setObjects(value as FormatObjects, instance);
      return [];
    case "resend":
      await standIn.resend(value as number, Number(step["times"] ?? 1), instance);
      return [];
    case "select":
      await standIn.select(value as (number | string)[], instance);
      return [];
    case "click":
      await standIn.click(value as string, {
        nth: Number(step["nth"] ?? 0),
        ctrlKey: step["ctrlKey"] === true,
        instance,
      });
      return [];
    case "page":
      return switchPage(standIn, value as string, step["forget"] === true);
    case "bookmark":
      bookmarks.set(value as string, await standIn.bookmark(instance));
      return [];
    case "apply": {
      const bookmark = bookmarks.get(value as string);
      if (!bookmark) return [`There is no bookmark named ${String(value)}`];
      await standIn.applyBookmark(bookmark, instance);
      return [];
    }
    case "expect":
      return unmet(standIn, value as Step, instance);
    default:
      await standIn.settled();
      return [];
  }
}

async function switchPage(standIn: Stageable, how: string, forget: boolean): Promise<string[]> {
  if (how === "leave" || how === "recreate") await standIn.switchPage({ soft: how === "recreate" });
  else if (how === "reload") await standIn.reload({ forget });
  else return [`A page can be left, recreated or reloaded, not ${how}`];
  return [];
}

function describeStep(step: Step): string {
  const action = actionOf(step);
  const text = typeof step[action] === "string" ? step[action] : JSON.stringify(step[action]);
  return `${action} ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}
