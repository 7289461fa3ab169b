import { checklistFor, findCloud, findCode, sourceLine, sourceNames } from "../../knowledge";
import type { ChecklistEntry, CloudId, CommandEntry, StepEntry } from "../../knowledge/types";
import type { Signal } from "../diagnosis/signals";
import type { ChecklistStep, JudgedFix } from "../types";
import { fillCommand, type Placeholders } from "./fill";

/** Ids and names of one case for its commands; empty where the data has none. */
export interface CaseIds {
  readonly code: number;
  readonly tenantId: string;
  readonly appId: string;
  readonly servicePrincipalId: string;
  readonly servicePrincipalName: string;
  readonly resourceId: string;
  readonly resource: string;
  readonly keyId: string;
  readonly correlationId: string;
  /** ISO 8601, empty without times. */
  readonly firstFailure: string;
  readonly lastFailure: string;
}

/** The only step that verification completes. */
export const VERIFY_STEP = "verify-sign-in";
const FIRST_ACTION = "first-action";
const UNKNOWN_CODE = "This catalogue does not know the code. Look it up with the official link.";

/** What the catalogue holds for a code: its own checklist, else that of its category. */
export function entryFor(code: number): ChecklistEntry {
  return checklistFor(code, findCode(code)?.category ?? null);
}

/** The ordered steps for a case, filled in with its own ids; `verified` completes the verification step only. */
export function checklistOf(
  entry: ChecklistEntry,
  signals: ReadonlyMap<string, Signal>,
  ids: CaseIds,
  cloud: CloudId,
  verified: boolean,
): readonly ChecklistStep[] {
  const values = placeholders(ids, cloud);
  const known = findCode(ids.code);
  return entry.steps.map((step) => {
    // The generic first action is the catalogue's word about this code, so its source is the code's.
    const provenance = step.id === FIRST_ACTION ? (known ?? step) : step;
    const exemption = step.exemptions.find(({ when }) => signals.has(when));
    return {
      step: step.id,
      title: step.title,
      why: step.why,
      action: step.action.replace("{firstAction}", () => known?.firstAction ?? UNKNOWN_CODE),
      commands: step.commands.map((command) => fillCommand(asProven(command, cloud), values)),
      who: step.id === FIRST_ACTION ? [known?.actor ?? "admin"] : step.who,
      doneWhen: step.doneWhen,
      next: step.id === FIRST_ACTION ? (known?.next ?? []) : step.next,
      notes: step.notes,
      applies: exemption === undefined,
      reason: exemption?.reason ?? "",
      completedBySystem: verified && step.id === VERIFY_STEP,
      certainty: provenance.certainty,
      source: sourceLine(provenance),
      commandSources: commandSources(step),
    };
  });
}

/** What the usual advice says to do, judged; empty for codes about which none was found. */
export function fixesOf(entry: ChecklistEntry): readonly JudgedFix[] {
  let fixes = judged.get(entry);
  if (fixes === undefined) {
    fixes = entry.fixes.map((fix) => ({ ...fix, source: sourceLine(fix) }));
    judged.set(entry, fixes);
  }
  return fixes;
}

const judged = new WeakMap<ChecklistEntry, readonly JudgedFix[]>();
const named = new WeakMap<StepEntry, string>();

function commandSources(step: StepEntry): string {
  let names = named.get(step);
  if (names === undefined) {
    names = sourceNames([...new Set(step.commands.flatMap((command) => command.sources ?? []))].sort());
    named.set(step, names);
  }
  return names;
}

/** Commands that name an mTLS host are unverified where no source shows that the host answers. */
function asProven(command: CommandEntry, cloud: CloudId): CommandEntry {
  const unproven = !findCloud(cloud).mtlsProven && command.template.includes("{mtlsHost}");
  return unproven ? { ...command, certainty: "unverified" } : command;
}

function placeholders(ids: CaseIds, cloud: CloudId): Placeholders {
  const { mtlsHost, loginHost, graphHost, azCloud } = findCloud(cloud);
  return {
    ...ids,
    code: String(ids.code),
    scope: /^[\w.-]*$/.test(ids.resourceId) && ids.resourceId !== "" ? `${ids.resourceId}/.default` : "",
    mtlsHost,
    loginHost,
    graphHost,
    azCloud,
  };
}
