import { judge, type Result } from "./result";
import type { Manifest, Pbiviz } from "./projectTypes";

/** Oldest version of the visuals API that certification takes. */
const API_FLOOR = [4, 7] as const;

/** The visual's version, equal wherever it stands, and the API's, equal to the installed one. */
export function checkVersions(pbiviz: Pbiviz, manifest: Manifest, installedApi: string): Result {
  const faults: string[] = [];
  const version = pbiviz.visual?.version ?? "";
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/.test(version)) {
    faults.push(`visual.version "${version}" is not four numbers without leading zeros`);
  }
  const own = manifest.version ?? "";
  if (version.split(".").slice(0, 3).join(".") !== own) faults.push(`package.json has ${own}, pbiviz.json ${version}`);
  if (pbiviz.version !== undefined && pbiviz.version !== version) {
    faults.push(`pbiviz.json has ${version} for the visual and ${pbiviz.version} for itself`);
  }
  const api = pbiviz.apiVersion ?? "";
  const [major = 0, minor = 0] = api.split(".").map(Number);
  if (!(major > API_FLOOR[0] || (major === API_FLOOR[0] && minor >= API_FLOOR[1]))) {
    faults.push(`apiVersion "${api}" is older than ${API_FLOOR.join(".")}`);
  }
  if (api !== installedApi) faults.push(`apiVersion is ${api}, powerbi-visuals-api ${installedApi} is installed`);
  return judge("versions", faults, `visual ${version}, API ${api}`);
}
