import type { Snapshot } from "../model/types";
import { aboutLine, aboutLines } from "./about";
import { caseView, plainTitle, type CaseView, type Line } from "./caseView";
import type { ExportDocument, ExportedCase, ExportedPrincipal, ExportedStep, ExportOptions } from "./document";
import { oneLine } from "./guard";
import { NO_CASE } from "./markdown";
import { escapeMarkdown, lineText, pieceText } from "./markdownText";
import { dueOf, externalIdOf, ticketCases, type TicketCase } from "./tickets";
import { uuidOf } from "./uuid";
import { documentWithWords, isDone, OPEN_STATES, STATE_WORDS, type WordsOf } from "./words";

const OSCAL_VERSION = "1.2.2";
const NAMESPACE = "urn:service-principal-posture:oscal";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * The cases as an OSCAL plan of action and milestones (JSON): an observation, a risk and an item a case, a task a step.
 * Ids follow from the case, so the same case keeps them; the id of the plan follows from all it says. A plan needs an
 * item, so one that has nothing to plan says so in one.
 */
export function toOscal(snapshot: Snapshot, options: ExportOptions): string {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  const cases = ticketCases(document.principals);
  const views = cases.map(({ principal, found }) => caseView(principal, found, wordsOf(found.id)));
  const plan = {
    metadata: {
      title: `Service principal failures${document.source.isSample ? " (sample data: nothing here is real)" : ""}`,
      "last-modified": document.generatedAt ?? "",
      version: document.rules.version,
      "oscal-version": OSCAL_VERSION,
      props: aboutLines(document).map(({ label, value }) => prop(nameOf(label), String(value))),
      remarks: escapeMarkdown(aboutLine(document)),
    },
    "system-id": systemOf(cases),
    ...(cases.length === 0
      ? { "poam-items": [nothing()] }
      : {
          "local-definitions": { components: componentsOf(cases) },
          observations: cases.map((ticket, i) => observationOf(ticket, views[i] as CaseView, document)),
          risks: cases.map((ticket, i) => riskOf(ticket, views[i] as CaseView, wordsOf)),
          "poam-items": cases.map((ticket, i) => itemOf(ticket, views[i] as CaseView)),
        }),
  };
  const whole = { "plan-of-action-and-milestones": { uuid: uuidOf(JSON.stringify(plan)), ...plan } };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** The tenant is the system where all cases name one; else a name of our own stands for it. */
function systemOf(cases: readonly TicketCase[]) {
  const tenants = new Set(cases.map(({ found }) => found.tenantId.toLowerCase()));
  const [tenant = ""] = tenants;
  const known = tenants.size === 1 && UUID.test(tenant);
  return {
    "identifier-type": "urn:ietf:rfc:4122",
    id: known ? tenant : uuidOf(`system:${[...tenants].sort().join(" ")}`),
  };
}

function componentsOf(cases: readonly TicketCase[]) {
  const principals = new Map(cases.map(({ principal }) => [principal.id, principal]));
  return [...principals.values()].map((principal) => ({
    uuid: componentId(principal),
    type: "service",
    title: escapeMarkdown(principal.name === "" ? principal.id : principal.name),
    description: "A Microsoft Entra service principal or managed identity.",
    props: [
      prop("service-principal-id", principal.id),
      prop("application-id", principal.appId),
      prop("posture", principal.posture.grade),
    ].filter(({ value }) => value !== NOT_KNOWN),
    // The rows show sign-ins, not whether the system is in operation.
    status: { state: "other", remarks: "Not known from sign-in data." },
  }));
}

function observationOf({ principal, found }: TicketCase, view: CaseView, { source, generatedAt }: ExportDocument) {
  return {
    uuid: idOf("observation", found),
    title: escapeMarkdown(plainTitle(principal, found)),
    description: listOf(view.facts),
    props: [prop("case-id", externalIdOf(found.id)), prop("verification", found.verification)],
    methods: ["EXAMINE"],
    types: ["discovery"],
    subjects: [{ "subject-uuid": componentId(principal), type: "component" }],
    ...(view.causes.length > 0 && {
      "relevant-evidence": view.causes.map(({ head, lines }) => ({
        description: [head.map(pieceText).join(""), ...lines.map((line) => `- ${lineText(line)}`)].join("\n"),
      })),
    }),
    collected: source.to ?? generatedAt ?? "",
  };
}

function riskOf({ principal, found }: TicketCase, view: CaseView, wordsOf: WordsOf) {
  const { summary } = wordsOf(found.id);
  const due = dueOf(found);
  return {
    uuid: idOf("risk", found),
    title: escapeMarkdown(plainTitle(principal, found)),
    description:
      summary === "" ? "The sign-ins of this service principal to this resource fail." : escapeMarkdown(summary),
    statement: escapeMarkdown(found.verificationText),
    props: [prop("failures", String(found.failures)), prop("code", String(found.code))],
    status: statusOf(found),
    ...(due !== null && { deadline: `${due}T23:59:59Z` }),
    remediations: [
      {
        uuid: idOf("remediation", found),
        lifecycle: lifecycleOf(found),
        title: `Checklist for AADSTS${String(found.code)}`,
        description: `${String(view.done)} of ${String(view.total)} steps are done. Only a later successful sign-in proves the case fixed.`,
        tasks: found.checklist.map((step, i) => taskOf(found, step, view.steps[i] as CaseView["steps"][number])),
      },
    ],
    "related-observations": [{ "observation-uuid": idOf("observation", found) }],
  };
}

function taskOf(found: ExportedCase, step: ExportedStep, { lines, after }: CaseView["steps"][number]) {
  return {
    uuid: uuidOf(`task:${found.id}|${step.step}`),
    type: "milestone",
    title: escapeMarkdown(step.title),
    description: listOf([...lines, ...after]),
    props: [
      prop("step", step.step),
      prop("state", step.applies ? step.state : "does-not-apply"),
      ...(step.assignee === "" ? [] : [prop("assignee", step.assignee)]),
    ],
    ...(step.due !== null && { timing: { "on-date": { date: `${step.due}T23:59:59Z` } } }),
    remarks: step.applies ? `State: ${STATE_WORDS[step.state]}.` : "Does not apply.",
  };
}

function itemOf({ principal, found }: TicketCase, view: CaseView) {
  return {
    uuid: idOf("item", found),
    title: escapeMarkdown(plainTitle(principal, found)),
    description: listOf(view.facts.filter(({ label }) => label === "Verification" || label === "What now")),
    props: [prop("case-id", externalIdOf(found.id))],
    "related-observations": [{ "observation-uuid": idOf("observation", found) }],
    "related-risks": [{ "risk-uuid": idOf("risk", found) }],
  };
}

function nothing() {
  return { uuid: uuidOf("item:none"), title: "Nothing to plan", description: NO_CASE };
}

/**
 * Closed only by verification. A reader's acceptance of a risk is a request here: who may approve it is not known.
 * Work has begun where a step is planned or done.
 */
function statusOf({ verification, checklist }: ExportedCase): string {
  const applying = checklist.filter(({ applies }) => applies);
  if (verification === "verified") return "closed";
  if (applying.some(({ state }) => state === "riskAccepted")) return "deviation-requested";
  if (applying.some(({ state }) => state === "planned" || isDone(state))) return "remediating";
  return OPEN_STATES.has(verification) ? "open" : "investigating";
}

function lifecycleOf({ verification, checklist }: ExportedCase): string {
  if (verification === "verified") return "completed";
  return checklist.some(({ changedAt }) => changedAt !== null) ? "planned" : "recommendation";
}

const NOT_KNOWN = "-";
const prop = (name: string, value: string) => ({ name, ns: NAMESPACE, value: oneLine(value) || NOT_KNOWN });
/** A label as a token: "From (UTC)" becomes "from-utc". */
const nameOf = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");
const componentId = ({ id }: ExportedPrincipal): string => uuidOf(`principal:${id}`);
const idOf = (kind: string, { id }: ExportedCase): string => uuidOf(`${kind}:${id}`);
const listOf = (lines: readonly Line[]): string =>
  lines.map((line) => `- ${lineText(line)}`).join("\n") || "No more is known.";
