import { EXPECTED, type Expected } from "./packagerFeatures";
import { judge, type Result } from "./result";

/** What pbiviz printed: features that it misses, and warnings and errors of any other kind. */
export interface PackagerOutput {
  readonly features: readonly string[];
  readonly others: readonly string[];
  readonly isAuditClean: boolean;
}

/** Warnings and errors that say nothing about the visual: its options, and the certificate of its own server. */
const CHATTER: readonly RegExp[] = [
  /^Using recommended eslint config\.$/,
  /^Skipping API check\. Tools started with --skipApi flag\.$/,
  /^Certificate not found\. The new certificate will be generated$/,
  /^(Create certificate error:|OpenSSL is not installed|Certificate verification error:)/,
  /^Some features are going to be required soon, please update the visual:$/,
  /^Visual doesn't support some features recommended for all custom visuals:$/,
];

const FEATURE = /^(.+?) - https:\/\/learn\.microsoft\.com\/\S+$/;

/** Reads the packager's output, colours and all. */
export function readPackager(output: string): PackagerOutput {
  const lines = output.replace(/\u001b\[[0-9;]*m/g, "").split(/\r?\n/);
  const features: string[] = [];
  const others: string[] = [];
  for (const line of lines) {
    const said = /^\s*(?:warn|error)\s+(\S.*)$/.exec(line)?.[1]?.trim();
    if (said === undefined) continue;
    const feature = FEATURE.exec(said)?.[1];
    if (feature !== undefined) features.push(feature);
    else if (!CHATTER.some((pattern) => pattern.test(said))) others.push(said);
  }
  const isAuditClean =
    lines.some((line) => line.includes("No external requests found in the visual.")) &&
    !lines.some((line) => /\bCertification audit:|\bFound \d+ (external|certification)/.test(line));
  return { features, others, isAuditClean };
}

/** The audit ended well, said so, and left a package behind: several failures of pbiviz end with code 0. */
export function checkAudit(output: string, code: number, isFresh: boolean): Result {
  const read = readPackager(output);
  const faults = [
    ...(code === 0 ? [] : [`pbiviz ended with code ${code}`]),
    ...(isFresh ? [] : ["no package was made"]),
    ...(read.isAuditClean ? [] : ["the audit does not say that it found nothing"]),
    ...read.others,
  ];
  return judge("certification audit", faults, "no external requests, rendering events present");
}

/** The messages are those expected, no more; pending ones are told. */
export function checkPackager(output: string, expected: readonly Expected[] = EXPECTED): Result {
  const { features, others } = readPackager(output);
  const known = new Set(expected.map(({ feature }) => feature));
  const gone = expected.filter(({ feature }) => !features.includes(feature)).map(({ feature }) => feature);
  const pending = expected.filter(({ feature, isPending }) => isPending && features.includes(feature));
  const faults = [
    ...others,
    ...features.filter((feature) => !known.has(feature)).map((feature) => `${feature} is not expected`),
  ];
  const lasting = expected.filter(({ feature, isPending }) => !isPending && features.includes(feature));
  const parts = [
    ...lasting.map(({ feature, why }) => `${feature} expected (${why})`),
    ...pending.map(({ feature, why }) => `${feature} pending (${why})`),
    ...gone.map((feature) => `${feature} is no longer said: take it off the list of expected messages`),
  ];
  const result = judge("packager's messages", faults, parts.length === 0 ? "none" : parts.join("; "));
  return result.status === "ok" && pending.length + gone.length > 0 ? { ...result, status: "note" } : result;
}
