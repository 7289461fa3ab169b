import { GUID } from "./identity";
import { judge, type Result } from "./result";
import type { Manifest, Pbiviz } from "./projectTypes";

/** What pbiviz.json must say before a visual is published, the GUID first. */
export function checkManifest({ visual = {}, author = {}, externalJS = [] }: Pbiviz): Result {
  const faults: string[] = [];
  if (visual.guid !== GUID) faults.push(`guid is ${visual.guid ?? "missing"}; published reports know ${GUID}`);
  const needed = {
    name: visual.name,
    displayName: visual.displayName,
    description: visual.description,
    supportUrl: visual.supportUrl,
    "author.name": author.name,
    "author.email": author.email,
  };
  for (const [name, value] of Object.entries(needed))
    if ((value ?? "").trim() === "") faults.push(`${name} is missing`);
  for (const name of ["supportUrl", "privacyUrl", "gitHubUrl"] as const) {
    const url = visual[name];
    if (url !== undefined && url !== "" && !url.startsWith("https://"))
      faults.push(`${name} does not start with https://`);
  }
  if (externalJS.length > 0) faults.push("externalJS is no longer supported");
  return judge("pbiviz.json", faults, "GUID unchanged, all required fields present");
}

/** The scripts that reviewers run. */
export function checkScripts({ scripts = {} }: Manifest): Result {
  const missing = ["eslint", "lint", "package"].filter((name) => (scripts[name] ?? "") === "");
  return judge(
    "scripts",
    missing.map((name) => `no script ${name} in package.json`),
    "eslint, lint, package",
  );
}
