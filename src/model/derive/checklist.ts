import { checklist50171, findCloud, findCode, genericSteps, sourceLine } from "../../knowledge";
import type { CloudId, CommandEntry, ExemptionEntry, StepEntry } from "../../knowledge/types";
import type { ChecklistStep, JudgedFix } from "../types";
import type { CaseFacts } from "./caseFacts";
import { fillCommand, type Placeholders } from "./fill";

/** Ids of one case for its commands; empty where the data has none. */
export interface CaseIds {
  readonly tenantId: string;
  readonly appId: string;
  readonly servicePrincipalId: string;
  readonly resourceId: string;
  readonly keyId: string;
  readonly correlationId: string;
  readonly lastFailure: string;
}

/** The ordered steps for a case, filled in with its own ids; `verified` completes the verification step only. */
export function checklistOf(
  facts: CaseFacts,
  ids: CaseIds,
  cloud: CloudId,
  verified: boolean,
): readonly ChecklistStep[] {
  const values = placeholders(ids, cloud, facts.code);
  return stepsOf(facts.code).map((entry) => {
    // The generic first action is the catalogue's word about this code, so its source is the code's.
    const provenance = entry.id === FIRST_ACTION ? (findCode(facts.code) ?? entry) : entry;
    const exemption = entry.exemptions.find((candidate) => exempt(candidate, facts));
    return {
      step: entry.id,
      title: entry.title,
      why: entry.why,
      action: entry.action.replace("{firstAction}", findCode(facts.code)?.firstAction ?? UNKNOWN_CODE),
      commands: entry.commands.map((command) => fillCommand(asProven(command, cloud), values)),
      who: entry.id === FIRST_ACTION ? [findCode(facts.code)?.actor ?? "admin"] : entry.who,
      doneWhen: entry.doneWhen.replace("{code}", String(facts.code)),
      next: entry.next,
      notes: entry.notes,
      applies: exemption === undefined,
      reason: exemption?.reason ?? "",
      completedBySystem: verified && entry.id === VERIFY_STEP,
      certainty: provenance.certainty,
      source: sourceLine(provenance),
    };
  });
}

const FIRST_ACTION = "first-action";
const UNKNOWN_CODE = "This catalogue does not know the code. Look it up with the official link of the step before.";

/** Commands that name an mTLS host are unverified where no source shows that the host answers. */
function asProven(command: CommandEntry, cloud: CloudId): CommandEntry {
  const unproven = !findCloud(cloud).mtlsProven && command.template.includes("{mtlsHost}");
  return unproven ? { ...command, certainty: "unverified" } : command;
}

/** The only step that verification completes. */
export const VERIFY_STEP = "verify-sign-in";

/** What the original guidance says to do about a code, judged; empty for codes that it does not treat. */
export function fixesOf(code: number): readonly JudgedFix[] {
  if (code !== checklist50171.code) return [];
  return checklist50171.fixes.map((fix) => ({ ...fix, source: sourceLine(fix) }));
}

function stepsOf(code: number): readonly StepEntry[] {
  return code === checklist50171.code ? checklist50171.steps : genericSteps;
}

function exempt(exemption: ExemptionEntry, facts: CaseFacts): boolean {
  switch (exemption.when) {
    case "onlySecretUsed":
      return (
        facts.typedFailures > 0 &&
        facts.typedFailures === facts.failures &&
        facts.credentialTypes.every(({ type }) => type === "clientSecret")
      );
    case "noSecretHeld":
      return facts.hasCredentialData && !facts.holdsSecret;
    case "managedIdentity":
      return facts.isManagedIdentity;
  }
}

function placeholders(ids: CaseIds, cloud: CloudId, code: number): Placeholders {
  const hosts = findCloud(cloud);
  return {
    ...ids,
    code: String(code),
    scope: /^[\w.-]*$/.test(ids.resourceId) && ids.resourceId !== "" ? `${ids.resourceId}/.default` : "",
    mtlsHost: hosts.mtlsHost,
    loginHost: hosts.loginHost,
  };
}
