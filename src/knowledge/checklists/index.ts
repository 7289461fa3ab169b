import type { Category, ChecklistEntry, StepEntry } from "../types";
import code50171 from "./50171.json";
import code51000 from "./51000.json";
import code53003 from "./53003.json";
import code90002 from "./90002.json";
import code392200 from "./392200.json";
import code392196 from "./392196.json";
import code500011 from "./500011.json";
import code700016 from "./700016.json";
import code700024 from "./700024.json";
import code700027 from "./700027.json";
import code700213 from "./700213.json";
import code1000502 from "./1000502.json";
import code7000112 from "./7000112.json";
import code7000215 from "./7000215.json";
import code7000222 from "./7000222.json";
import code7000274 from "./7000274.json";
import config from "./category-config.json";
import credential from "./category-credential.json";
import federation from "./category-federation.json";
import policy from "./category-policy.json";
import throttling from "./category-throttling.json";
import transient from "./category-transient.json";
import user from "./category-user.json";
import shared from "./steps.json";
import unknown from "./unknown.json";

/** A checklist as its file has it: a step may be one of the shared ones, named by id. */
type ChecklistFile = Omit<ChecklistEntry, "steps"> & {
  readonly steps: readonly (StepEntry | { readonly use: string })[];
};

const FILES = [
  code50171,
  code51000,
  code53003,
  code90002,
  code392196,
  code392200,
  code500011,
  code700016,
  code700024,
  code700027,
  code700213,
  code1000502,
  code7000112,
  code7000215,
  code7000222,
  code7000274,
  config,
  credential,
  federation,
  policy,
  throttling,
  transient,
  user,
  unknown,
] as unknown as readonly ChecklistFile[];

/** Steps that several checklists take. */
export const sharedSteps = shared as readonly StepEntry[];

/** Every checklist: those of single codes first, then those of categories. */
export const checklists: readonly ChecklistEntry[] = FILES.map((file) => ({ ...file, steps: file.steps.map(whole) }));

const byCode = new Map(checklists.flatMap((checklist) => checklist.codes.map((code) => [code, checklist] as const)));
const byCategory = new Map(
  checklists.flatMap((checklist) => (checklist.category === null ? [] : [[checklist.category, checklist] as const])),
);

/** The checklist of a code: its own, else that of its category; a code without a category gets the one for unknown codes. */
export function checklistFor(code: number, category: Category | null): ChecklistEntry {
  const found = byCode.get(code) ?? byCategory.get(category ?? "unknown");
  if (found === undefined) throw new Error(`No checklist for ${category ?? "unknown codes"}`);
  return found;
}

function whole(step: ChecklistFile["steps"][number]): StepEntry {
  if (!("use" in step)) return step;
  const found = sharedSteps.find(({ id }) => id === step.use);
  if (found === undefined) throw new Error(`No shared step ${step.use}`);
  return found;
}
