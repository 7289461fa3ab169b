import type { Field } from "../../model/fields";
import { el } from "../dom";
import { icon } from "../icons";
import { type StringKey, text } from "../strings";
import { wellWord } from "../words";

interface Step {
  readonly fields: readonly Field[];
  readonly adds: StringKey;
  readonly required?: boolean;
}

const STEPS: readonly Step[] = [
  { fields: ["servicePrincipalId"], adds: "landingId", required: true },
  { fields: ["resultType"], adds: "landingResult", required: true },
  { fields: ["servicePrincipalName", "appId"], adds: "landingName" },
  { fields: ["resource", "resourceId"], adds: "landingResource" },
  { fields: ["time"], adds: "landingTime" },
  { fields: ["signIns"], adds: "landingSignIns" },
  { fields: ["clientCredentialType", "tenantId"], adds: "landingEvidence" },
  { fields: ["heldKind", "heldKeyId", "heldStart", "heldEnd"], adds: "landingHeld" },
];

/** Shown until a field is mapped: what this is, which fields to add in which order, and what each one brings. */
export function landingPage(): HTMLElement {
  const list = el("ol", "spp-fields");
  STEPS.forEach(({ fields, adds, required }, i) => {
    const names = el("span", "spp-fieldnames");
    fields.forEach((field, at) => names.append(at > 0 ? text("comma") : "", el("code", "", wellWord(field))));
    if (required) names.append(" ", el("b", "", text("required")));
    list.append(el("li", "", el("span", "spp-fieldnumber", String(i + 1)), names, el("span", "", text(adds))));
  });
  const signs = el("p", "spp-landingsigns");
  for (const [name, grade, key] of [
    ["square", "critical", "gradeCritical"],
    ["diamond", "poor", "gradePoor"],
    ["triangle", "attention", "gradeAttention"],
    ["circle", "good", "gradeGood"],
    ["ring", "unknown", "gradeUnknown"],
  ] as const) {
    const chip = el("span", "spp-chip", icon(name), el("span", "", text(key)));
    chip.dataset["severity"] = grade;
    signs.append(chip);
  }
  return el(
    "div",
    "spp-page spp-landing",
    el("h2", "spp-title", text("product")),
    el("p", "spp-lead", text("landingLead")),
    signs,
    el("h3", "spp-h", text("landingFields")),
    list,
    el("p", "spp-muted", text("landingNote")),
  );
}
