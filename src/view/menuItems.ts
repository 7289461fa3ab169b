import { attrs, el } from "./dom";
import { CORE_FORMATS, type OfferedFormat } from "./exportFormat";
import { icon } from "./icons";
import type { ScopeChoice } from "./exporting/scopes";
import { type StringKey, text } from "./strings";
import type { ViewInput } from "./types";

const WORDS: Readonly<Record<OfferedFormat, StringKey>> = {
  xlsx: "exportXlsx",
  csv: "exportCsv",
  json: "exportJson",
  md: "exportMarkdown",
  github: "exportGithub",
  gitlab: "exportGitlab",
  azuredevops: "exportAzureDevOps",
  jira: "exportJira",
  oscal: "exportOscal",
  html: "exportHtml",
  print: "exportPrint",
};

/** Formats by what they are for, in the order in which they are offered. */
const GROUPS: readonly { readonly label: StringKey; readonly formats: readonly OfferedFormat[] }[] = [
  { label: "exportFiles", formats: ["xlsx", "csv", "json", "md"] },
  { label: "exportTickets", formats: ["github", "gitlab", "azuredevops", "jira"] },
  { label: "exportAuditors", formats: ["oscal"] },
  { label: "exportPrinting", formats: ["html", "print"] },
];

export const formatWord = (format: OfferedFormat): string => text(WORDS[format]);

/** The formats that are offered here: what the shell writes, without what the report's author left out. */
export function offeredFormats({ interactive, canExport, formats, options }: ViewInput): readonly OfferedFormat[] {
  if (!interactive || canExport === false) return [];
  const left: readonly string[] = options?.exportFormats ?? CORE_FORMATS;
  return (formats ?? CORE_FORMATS).filter((one) => left.includes(one) || !CORE_FORMATS.some((core) => core === one));
}

const group = (label: string, shown: boolean, items: readonly HTMLElement[]): HTMLElement =>
  attrs(
    el(
      "div",
      "spp-menugroup",
      shown ? attrs(el("div", "spp-menulabel", label), { "aria-hidden": "true" }) : null,
      ...items,
    ),
    { role: "group", "aria-label": label },
  );

const item = (role: string, ...content: readonly (Node | string)[]): HTMLElement =>
  attrs(el("button", "spp-menuitem", ...content), { type: "button", role, tabindex: -1 });

/** The scopes as radio items; none where there is nothing to choose. */
export function scopeItems(choices: readonly ScopeChoice[], choose: (at: number) => void): HTMLElement[] {
  if (choices.length < 2) return [];
  return choices.map(({ kind, words }, at) => {
    const node = item("menuitemradio", icon("check"), el("span", "", words));
    node.dataset["scope"] = kind;
    node.addEventListener("click", () => choose(at));
    return node;
  });
}

/** The menu's groups: what to export first, then the formats by what they are for. */
export function menuGroups(
  scopes: readonly HTMLElement[],
  formats: readonly OfferedFormat[],
  choose: (format: OfferedFormat) => void,
): { readonly groups: HTMLElement[]; readonly formatItems: HTMLElement[] } {
  const offered = GROUPS.map(({ label, formats: all }) => ({ label, all: all.filter((one) => formats.includes(one)) }));
  const filled = offered.filter(({ all }) => all.length > 0);
  const formatItems: HTMLElement[] = [];
  const groups = filled.map(({ label, all }) => {
    const items = all.map((format) => {
      const node = item("menuitem", formatWord(format));
      node.dataset["format"] = format;
      node.addEventListener("click", () => choose(format));
      return node;
    });
    formatItems.push(...items);
    return group(text(filled.length > 1 ? label : "exportFormat"), filled.length > 1 || scopes.length > 0, items);
  });
  if (scopes.length > 0) groups.unshift(group(text("exportScope"), true, scopes));
  return { groups, formatItems };
}
