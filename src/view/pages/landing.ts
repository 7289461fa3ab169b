import { el } from "../dom";
import { icon } from "../icons";
import { type StringKey, text } from "../strings";

const FIELDS: readonly { readonly field: string; readonly adds: StringKey }[] = [
  { field: "servicePrincipalId", adds: "landingId" },
  { field: "servicePrincipalName, appId", adds: "landingName" },
  { field: "resultType", adds: "landingResult" },
  { field: "resource, resourceId", adds: "landingResource" },
  { field: "time", adds: "landingTime" },
  { field: "signIns", adds: "landingSignIns" },
  { field: "clientCredentialType, tenantId", adds: "landingEvidence" },
  { field: "heldKind, heldKeyId, heldStart, heldEnd", adds: "landingHeld" },
];

/** Shown until a field is mapped: what this is, which fields to add in which order, and what each one brings. */
export function landingPage(): HTMLElement {
  const list = el("ol", "spp-fields");
  FIELDS.forEach(({ field, adds }, i) => {
    const names = el("span", "spp-fieldnames");
    field.split(", ").forEach((one, at) => names.append(at > 0 ? " " : "", el("code", "", one)));
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
