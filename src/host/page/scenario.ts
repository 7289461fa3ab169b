import type { Bookmark, FormatObjects, Probe, RawColumn, SentResult } from "../protocol";
import type { PageOptions } from "./options";
import type { RecordedCall, RecordedProblem, RecordedUpdate } from "./recordings";

/**
 * One step of a scenario. Exactly one key of `stepKeys` says what is done; `instance` says to which visual (the first).
 * Values that JSON cannot say are written `{ "$": "NaN" }`.
 */
export type Step = Readonly<Record<string, unknown>>;

export interface Scenario {
  title: string;
  about?: string;
  steps: Step[];
}

/** What scenarios are run on: the part of the test API that steps need. */
export interface Stageable {
  calls(instance?: number): RecordedCall[];
  updates(instance?: number): RecordedUpdate[];
  problems(instance?: number): RecordedProblem[];
  setOptions(changes: Partial<PageOptions>): Promise<void>;
  loadCsv(text: string, choices?: object): Promise<void>;
  loadRows(table: { columns: RawColumn[]; rows: unknown[][] }, now?: string): Promise<void>;
  loadRaw(dataViews: unknown, now?: string): Promise<void>;
  send(updates: unknown[], more: boolean, instance: number): Promise<SentResult[]>;
  setObjects(objects: FormatObjects, instance: number): Promise<void>;
  resend(type: number, times: number, instance: number): Promise<void>;
  select(ids: (number | string)[], instance: number): Promise<void>;
  click(selector: string, how: { nth: number; ctrlKey: boolean; instance: number }): Promise<void>;
  probe(selector: string, instance: number): Promise<Probe>;
  bookmark(instance: number): Promise<Bookmark>;
  applyBookmark(bookmark: Bookmark, instance: number): Promise<void>;
  switchPage(how: { soft: boolean }): Promise<void>;
  reload(how: { forget: boolean }): Promise<void>;
  settled(): Promise<void>;
}

/** What a step can do, with the shape of the value behind the key and the keys that may stand beside it. */
export const stepKeys: Readonly<Record<string, { shape: Shape; beside: readonly string[] }>> = {
  data: { shape: "text", beside: [] },
  csv: { shape: "text", beside: ["choices"] },
  rows: { shape: "object", beside: ["now"] },
  raw: { shape: "any", beside: ["now"] },
  send: { shape: "list", beside: ["more", "instance"] },
  options: { shape: "object", beside: [] },
  resize: { shape: "list", beside: [] },
  objects: { shape: "object", beside: ["instance"] },
  resend: { shape: "number", beside: ["times", "instance"] },
  select: { shape: "list", beside: ["instance"] },
  click: { shape: "text", beside: ["nth", "ctrlKey", "instance"] },
  page: { shape: "text", beside: ["forget"] },
  bookmark: { shape: "text", beside: ["instance"] },
  apply: { shape: "text", beside: ["instance"] },
  settled: { shape: "any", beside: [] },
  repeat: { shape: "number", beside: ["steps"] },
  expect: { shape: "object", beside: ["instance"] },
};

const everywhere: readonly string[] = ["title", "allow"];
const expectKeys: readonly string[] = [
  "call",
  "atLeast",
  "atMost",
  "exactly",
  "problems",
  "text",
  "selector",
  "count",
  "readable",
  "foreign",
  "duplicateIds",
];

type Shape = "text" | "number" | "object" | "list" | "any";

const fits: Record<Shape, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  list: (value) => Array.isArray(value),
  object: isObject,
  any: () => true,
};

/** What a step does: the one key of `stepKeys` in it. */
export function actionOf(step: Step): string {
  return Object.keys(step).find((key) => Object.hasOwn(stepKeys, key)) ?? "";
}

/** Reads a scenario from JSON, parsed or as text. Errors name the step and what is wrong with it. */
export function readScenario(source: unknown): Scenario {
  const json = typeof source === "string" ? parse(source) : source;
  if (!isObject(json)) throw new Error("A scenario is an object with a title and a list of steps");
  const { title, about, steps } = json;
  if (!Array.isArray(steps)) throw new Error("The scenario has no list of steps");
  checkSteps(steps, "");
  const named = typeof title === "string" && title !== "" ? title : "Scenario";
  return { title: named, ...(typeof about === "string" ? { about } : {}), steps };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The scenario is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkSteps(steps: readonly unknown[], within: string): asserts steps is Step[] {
  steps.forEach((step, index) => {
    const where = `Step ${within}${String(index + 1)}`;
    if (!isObject(step)) throw new Error(`${where} is no object`);
    const actions = Object.keys(step).filter((key) => Object.hasOwn(stepKeys, key));
    const [action] = actions;
    const known = action === undefined ? undefined : stepKeys[action];
    if (action === undefined || !known || actions.length > 1) {
      throw new Error(`${where} must have exactly one of ${Object.keys(stepKeys).join(", ")}`);
    }
    const allowed = [action, ...known.beside, ...everywhere];
    const unknown = Object.keys(step).find((key) => !allowed.includes(key));
    if (unknown !== undefined) throw new Error(`${where} has an unknown key ${unknown} beside ${action}`);
    if (!fits[known.shape](step[action])) throw new Error(`${where}: ${action} must be ${article[known.shape]}`);
    if (action === "expect") checkExpect(step["expect"] as Step, where);
    if (action === "repeat") {
      if (!Array.isArray(step["steps"])) throw new Error(`${where}: repeat needs a list of steps`);
      checkSteps(step["steps"], `${within}${String(index + 1)}.`);
    }
  });
}

function checkExpect(expected: Step, where: string): void {
  const unknown = Object.keys(expected).find((key) => !expectKeys.includes(key));
  if (unknown !== undefined) throw new Error(`${where} expects something unknown: ${unknown}`);
  if (Object.keys(expected).length === 0) throw new Error(`${where} expects nothing`);
}

const article: Record<Shape, string> = {
  text: "a text",
  number: "a number",
  list: "a list",
  object: "an object",
  any: "anything",
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
