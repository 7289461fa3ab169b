import type { ExportedCase, ExportedPrincipal, ExportedStep } from "./document";
import { oneLine } from "./guard";
import { isDone, LIKELIHOOD_WORDS, STATE_WORDS, type CaseWords, type StepWords } from "./words";

/**
 * A piece of text and how far it may be trusted: `own` words of the catalogue, `foreign` ones from the data or a
 * reader, or an id to be shown letter by letter. Every format escapes each kind in its own way.
 */
export interface Piece {
  readonly kind: "own" | "strong" | "foreign" | "id";
  readonly text: string;
}

export interface Line {
  /** Empty for a sentence that stands alone. */
  readonly label: string;
  readonly pieces: readonly Piece[];
}

export interface StepView {
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
  readonly applies: boolean;
  /** Everything to say about it, in order, but for the commands. */
  readonly lines: readonly Line[];
  /** Commands with their labels. */
  readonly commands: readonly string[];
  /** Stands below the commands. */
  readonly after: readonly Line[];
}

/** A case as a person reads it, in any format. */
export interface CaseView {
  readonly heading: readonly Piece[];
  readonly facts: readonly Line[];
  readonly causes: readonly { readonly head: readonly Piece[]; readonly lines: readonly Line[] }[];
  readonly done: number;
  readonly total: number;
  readonly steps: readonly StepView[];
}

const own = (text: string): Piece => ({ kind: "own", text });
const strong = (text: string): Piece => ({ kind: "strong", text });
const foreign = (text: string): Piece => ({ kind: "foreign", text: oneLine(text) });
const id = (text: string): Piece => (text.trim() === "" ? own("not in the data") : { kind: "id", text: oneLine(text) });
const line = (label: string, ...pieces: readonly Piece[]): Line => ({ label, pieces });

/** A case of the document with its words, ready to be written. */
export function caseView(principal: ExportedPrincipal, found: ExportedCase, words: CaseWords): CaseView {
  const applying = found.checklist.filter(({ applies }) => applies);
  return {
    heading: [
      nameOf(principal),
      own(`: AADSTS${String(found.code)} on `),
      found.resource === "" ? own("an unnamed resource") : foreign(found.resource),
    ],
    facts: factsOf(principal, found, words),
    causes: found.causes.map(({ id: cause, likelihood, evidence }, i) => {
      const { title = cause, remark = "", source = "" } = words.causes[i] ?? {};
      return {
        head: [strong(LIKELIHOOD_WORDS[likelihood]), own(`: ${title}`)],
        lines: [
          ...evidence.map((item) => line(item.for ? "For" : "Against", foreign(item.text))),
          ...(evidence.length === 0 ? [line("", own("No row speaks for or against it."))] : []),
          ...sentence("What the rows cannot tell", remark),
          ...sentence("Source", source),
        ],
      };
    }),
    done: applying.filter(({ state }) => isDone(state)).length,
    total: applying.length,
    steps: found.checklist.map((step, i) => stepView(step, words.steps[i] ?? null)),
  };
}

/** A case in one plain line, for titles. */
export function plainTitle(principal: ExportedPrincipal, found: ExportedCase): string {
  const name = oneLine(principal.name) || oneLine(principal.id);
  return `AADSTS${String(found.code)}: ${name} on ${oneLine(found.resource) || "an unnamed resource"}`;
}

function nameOf({ name, id: key }: ExportedPrincipal): Piece {
  return name === "" ? id(key) : foreign(name);
}

function factsOf(principal: ExportedPrincipal, found: ExportedCase, words: CaseWords): Line[] {
  const failures = `${String(found.failures)}, first ${when(found.firstFailure)}, last ${when(found.lastFailure)}`;
  return [
    ...sentence("What it means", joined(words.meaning, words.meaningSource)),
    ...sentence("Summary", joined(words.summary, words.summarySource)),
    line("Service principal (object id)", id(principal.id)),
    line("Application (client id)", id(principal.appId)),
    line("Tenant", id(found.tenantId)),
    line("Resource (application id)", id(found.resourceId)),
    line("Failures", own(failures)),
    line("Correlation id", id(found.correlationId)),
    line("Verification", strong(found.verification), own(". "), foreign(found.verificationText)),
    ...sentence("What now", joined(words.next, words.nextSource)),
    line("Posture of the credentials", strong(principal.posture.grade)),
    ...principal.posture.findings.map(({ text }) => line("Finding", foreign(text))),
  ];
}

function stepView(step: ExportedStep, words: StepWords | null): StepView {
  const base = { id: step.step, title: step.title, applies: step.applies };
  const mine = ownLines(step);
  if (!step.applies) {
    return {
      ...base,
      done: false,
      lines: [line("Reason", foreign(step.reason)), ...mine],
      commands: [],
      after: sentence("Source", words?.source ?? ""),
    };
  }
  return {
    ...base,
    done: isDone(step.state),
    lines: [...mine, ...sentence("Why", words?.why ?? ""), ...sentence("What to do", words?.action ?? "")],
    commands: words?.commands ?? [],
    after: [
      ...sentence("Who", words?.who ?? ""),
      ...sentence("Done when", words?.doneWhen ?? ""),
      ...(words?.notes ?? []).map((note) => line("Note", own(note))),
      ...sentence("Source", words?.source ?? ""),
      ...sentence("Source of the commands", words?.commandSources ?? ""),
    ],
  };
}

/** What the reader has set on a step. */
function ownLines({ state, applies, note, reason, assignee, due, changedAt }: ExportedStep): Line[] {
  return [
    ...(state === "active" && changedAt === null
      ? []
      : [line("State", strong(STATE_WORDS[state]), own(changedAt === null ? "" : `, ${when(changedAt)}`))]),
    ...(applies && reason !== "" ? [line("Reason", foreign(reason))] : []),
    ...(assignee === "" ? [] : [line("Assignee", id(assignee))]),
    ...(due === null ? [] : [line("Due", own(due))]),
    ...(note === "" ? [] : [line("Own note", foreign(note))]),
  ];
}

const sentence = (label: string, text: string): Line[] => (text === "" ? [] : [line(label, own(text))]);
const joined = (text: string, source: string): string =>
  text === "" || source === "" ? text : `${text} (Source: ${source})`;
const when = (time: string | null): string =>
  time === null ? "at an unknown time" : time.replace("T", " ").replace(/(:\d\d)(\.\d+)?Z$/, "$1 UTC");
