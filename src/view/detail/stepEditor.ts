import { MARK_TEXTS, type Mark, type MarkChange } from "../../model/marks";
import type { Standing } from "../../model/standing";
import type { Case, ChecklistStep } from "../../model/types";
import { attrs, button, el } from "../dom";
import { full } from "../safeText";
import { isParked } from "../scene";
import { type StringKey, text } from "../strings";
import type { StepState } from "../types";
import { stepWord } from "../words";
import type { DetailContext, StepDraft } from "./context";

const CHOICES: readonly StepState[] = [
  "active",
  "planned",
  "postponed",
  "dismissed",
  "riskAccepted",
  "completedByUser",
];
/** As much of a text as is shown in full. */
const LONGEST = { note: 1_000, reason: 1_000, assignee: 320 } as const;
/** A day with five digits in its year is a slip of the keyboard. */
const LAST_DAY = "9999-12-31";
let made = 0;

const draftOf = ({ state, note, assignee, due }: Standing, mark: Mark | null): StepDraft => ({
  state,
  note,
  assignee,
  due: due ?? "",
  // The reason of a step that came back is the product's sentence; the reader's own is in the mark.
  reason: mark?.reason ?? "",
});

/** The whole of a draft as a change; a reason belongs to a step that is put aside. */
function changeOf(draft: StepDraft, was: StepDraft): MarkChange {
  const texts = MARK_TEXTS.flatMap((name) => (draft[name].trim() === was[name] ? [] : [[name, draft[name].trim()]]));
  const change: MarkChange = Object.fromEntries(texts) as MarkChange;
  return isParked(draft.state) || draft.state === was.state ? change : { ...change, reason: "" };
}

/** Fields for a step's state, reason, assignee, due day and note; saved together, so that one act is one change. */
export function stepEditor(
  shownCase: Case,
  step: ChecklistStep,
  now: Standing,
  mark: Mark | null,
  context: DetailContext,
): HTMLElement {
  const { intents, drafts, open } = context;
  const key = `${shownCase.id}|${step.step}`;
  const id = `spp-edit-${String(made++)}`;
  const was = draftOf(now, mark);
  const draft: StepDraft = drafts.get(key) ?? { ...was };
  // What verification completed is nobody's mark: it is neither chosen nor taken back here.
  const real = (state: StepState): StepState => (state === "completedBySystem" ? (mark?.state ?? "active") : state);

  const entered = (name: keyof StepDraft, value: string): void => {
    Object.assign(draft, { [name]: value });
    drafts.set(key, draft);
  };
  const field = (
    name: keyof StepDraft,
    label: StringKey,
    input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  ): HTMLElement => {
    attrs(input, { id: `${id}-${name}`, "data-key": `edit|${key}|${name}` });
    input.classList.add("spp-field");
    input.value = draft[name];
    input.addEventListener("input", () => entered(name, input.value));
    return el("div", `spp-editfield is-${name}`, attrs(el("label", "", text(label)), { for: input.id }), input);
  };

  const state = attrs(el("select"), { disabled: step.completedBySystem });
  const states: readonly StepState[] = step.completedBySystem ? ["completedBySystem"] : CHOICES;
  for (const one of states) state.append(attrs(el("option", "", stepWord(one)), { value: one }));
  const reason = attrs(el("textarea"), { rows: 2, maxlength: LONGEST.reason, "aria-describedby": `${id}-why` });
  const why = attrs(el("p", "spp-editfault"), { id: `${id}-why`, role: "alert" });
  const due = attrs(el("input"), { type: "date", max: LAST_DAY, "aria-describedby": `${id}-when` });
  const when = attrs(el("p", "spp-editfault"), { id: `${id}-when`, role: "alert" });
  const stateField = field("state", "stepState", state);
  const reasonField = field("reason", "stepReasonNeeded", reason);
  reasonField.append(why);
  const dueField = field("due", "stepDue", due);
  dueField.append(when);
  const fit = (): void => {
    reasonField.hidden = !isParked(draft.state);
  };
  state.addEventListener("change", fit);
  fit();

  const save = button("spp-button is-main", `edit|${key}|save`, text("stepSave"));
  const cancel = button("spp-button is-quiet", `edit|${key}|cancel`, text("stepCancel"));
  // No form: the sandbox of a visual submits none, not even to a listener.
  const element = attrs(
    el(
      "div",
      "spp-stepeditor",
      stateField,
      reasonField,
      field("assignee", "stepAssignee", attrs(el("input"), { type: "text", maxlength: LONGEST.assignee })),
      dueField,
      field("note", "stepNote", attrs(el("textarea"), { rows: 2, maxlength: LONGEST.note })),
      el("div", "spp-editbuttons", save, cancel),
    ),
    { role: "group", "aria-label": text("stepMoreOf", full(step.title)) },
  );

  function end(): void {
    open.set(`more|${key}`, false);
    context.redraw();
    context.refocus(`more|${key}`);
  }

  /** Says what is wrong beside the field; true where something is. */
  function wrong(input: HTMLElement, told: HTMLElement, fault: string): boolean {
    told.textContent = fault;
    attrs(input, { "aria-invalid": fault === "" ? null : "true" });
    if (fault !== "") input.focus();
    return fault !== "";
  }

  function store(): void {
    const noReason = isParked(draft.state) && draft.reason.trim() === "";
    if (wrong(reason, why, noReason ? text("stepReasonMissing") : "")) return;
    if (wrong(due, when, due.validity.badInput || due.validity.rangeOverflow ? text("stepDueWrong") : "")) return;
    drafts.delete(key);
    intents.mark?.(shownCase.id, step.step, { ...changeOf(draft, was), state: real(draft.state) });
    end();
    context.say(text("stepSaved"), [
      {
        key: "undo",
        label: text("undo"),
        run() {
          intents.mark?.(shownCase.id, step.step, { ...was, state: real(was.state) });
          context.say(text("undone"));
          context.refocus(`more|${key}`);
        },
      },
    ]);
  }
  save.addEventListener("click", store);
  cancel.addEventListener("click", () => {
    drafts.delete(key);
    end();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) store();
    // What was entered is still there when it is opened again.
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return element;
}
