import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import agentSchema from "../../src/knowledge/schema/agents.schema.json";
import checklistSchema from "../../src/knowledge/schema/checklist.schema.json";
import clientErrorSchema from "../../src/knowledge/schema/clientErrors.schema.json";
import cloudSchema from "../../src/knowledge/schema/clouds.schema.json";
import codeData from "../../src/knowledge/codes.json";
import codeSchema from "../../src/knowledge/schema/codes.schema.json";
import insightData from "../../src/knowledge/insights.json";
import insightSchema from "../../src/knowledge/schema/insights.schema.json";
import portalSchema from "../../src/knowledge/schema/portal.schema.json";
import postureSchema from "../../src/knowledge/schema/posture.schema.json";
import signalSchema from "../../src/knowledge/schema/signals.schema.json";
import sourceSchema from "../../src/knowledge/schema/sources.schema.json";
import stateSchema from "../../src/knowledge/schema/states.schema.json";
import {
  agents,
  CHECKED,
  checklistFor,
  checklists,
  clientErrors,
  clouds,
  codeEntries,
  findCloud,
  findCode,
  findRule,
  lookupUrl,
  portalPages,
  postureRules,
  RULES_VERSION,
  sharedSteps,
  signals,
  sourceLine,
  sources,
  stateEntries,
} from "../../src/knowledge";
import type { CommandEntry, Provenance } from "../../src/knowledge";
import { STATES } from "../../src/model";

const OFFICIAL_TEXT = "The given audience can only be used in Mutual-TLS token calls.";

const STEP_IDS = [
  "confirm-code",
  "identify-client",
  "confirm-resource",
  "check-assertion-audience",
  "check-credential",
  "check-library",
  "confirm-enablement",
  "switch-endpoint",
  "check-network",
  "present-bound-token",
  "verify-sign-in",
  "open-support-ticket",
  "remove-secret",
];

const COMMAND_PLACEHOLDERS = new Set([
  "tenantId",
  "appId",
  "servicePrincipalId",
  "resourceId",
  "keyId",
  "correlationId",
  "firstFailure",
  "lastFailure",
  "code",
  "scope",
  "mtlsHost",
  "loginHost",
  "graphHost",
  "azCloud",
  "servicePrincipalName",
  "resource",
]);

const POSTURE_PLACEHOLDERS = new Set(["name", "kind", "days", "end", "count", "lastUsed", "threshold", "owner"]);

const mtlsOnly = checklistFor(50171, null);
const { causes, fixes, steps } = mtlsOnly;
const allSteps = [...new Set([...checklists.flatMap((checklist) => checklist.steps), ...sharedSteps])];
const allCauses = checklists.flatMap((checklist) => checklist.causes);
const commands = allSteps.flatMap((step) => step.commands);
const statements: readonly Provenance[] = [
  ...codeEntries,
  ...clouds,
  ...portalPages,
  ...postureRules,
  ...checklists,
  ...allCauses,
  ...fixes,
  ...allSteps,
  ...agents,
  ...stateEntries,
  ...clientErrors,
];
const commandSources = commands.flatMap((command) => command.sources ?? []);

/** Every string inside a value, at any depth. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

function ids(entries: readonly { readonly id: string }[]): string[] {
  return entries.map((entry) => entry.id);
}

const allStrings = stringsIn([sources, codeEntries, clouds, postureRules, checklists, sharedSteps, stateEntries]);

describe("schemas", () => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  addFormats(ajv);

  it.each<readonly [string, object, unknown]>([
    ["sources", sourceSchema, sources],
    ["codes", codeSchema, codeEntries],
    ["clouds", cloudSchema, clouds],
    ["portal", portalSchema, portalPages],
    ["posture", postureSchema, postureRules],
    ["signals", signalSchema, signals],
    ["insights", insightSchema, insightData],
    ["agents", agentSchema, agents],
    ["states", stateSchema, stateEntries],
    ["clientErrors", clientErrorSchema, clientErrors],
    ...checklists.map((checklist) => [checklist.id, checklistSchema, checklist] as const),
  ])("%s follows its schema", (_name, schema, data) => {
    const validate = ajv.compile(schema);
    validate(data);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("refuses a fact without a source and an unknown property", () => {
    const validate = ajv.compile(codeSchema);
    const entry = codeData[0];
    expect(validate([{ ...entry, certainty: "primary", sources: [] }])).toBe(false);
    expect(validate([{ ...entry, remark: "x" }])).toBe(false);
    expect(validate([{ ...entry, certainty: "inferred", sources: [] }])).toBe(true);
  });
});

describe("provenance", () => {
  it("gives every statement a source, or marks it inferred or unverified", () => {
    const isSure = ({ certainty }: Pick<Provenance, "certainty">): boolean =>
      certainty === "primary" || certainty === "secondary";
    expect(statements.filter((entry) => entry.sources.length === 0 && isSure(entry))).toEqual([]);
    const bare = allSteps.flatMap((step) =>
      step.commands.filter((command) => isSure(command) && [...step.sources, ...(command.sources ?? [])].length === 0),
    );
    expect(bare).toEqual([]);
  });

  it("cites only sources that exist, and every source that exists", () => {
    const keys = sources.map((source) => source.key);
    const cited = new Set([...statements.flatMap((entry) => entry.sources), ...commandSources]);
    expect(new Set(keys).size).toBe(keys.length);
    expect([...cited].sort()).toEqual([...keys].sort());
  });

  it("separates titles by commas, so that no title holds one", () => {
    expect(sources.filter((source) => /[,;]/.test(source.title))).toEqual([]);
  });

  it("checks everything no later than the version's day", () => {
    expect(RULES_VERSION).toBe("2026.11");
    expect(statements.filter((entry) => entry.checked > CHECKED)).toEqual([]);
  });

  it("words the source line for people", () => {
    expect(sourceLine({ sources: ["ERR"], certainty: "primary", checked: "2026-11-23" })).toBe(
      "Microsoft Entra error code reference (…entra-docs@3164b3b5); checked 2026-11-23; primary source",
    );
    expect(sourceLine({ sources: ["NET", "NET-BEARER", "NODE"], certainty: "primary", checked: "2026-11-23" })).toBe(
      "MSAL.NET sources and tests, MSAL.NET document on bearer tokens over mTLS " +
        "(…microsoft-authentication-library-for-dotnet@39d20011), npm package @azure/msal-node 7.2.3; " +
        "checked 2026-11-23; primary source",
    );
    expect(sourceLine({ sources: ["AZSDK"], certainty: "secondary", checked: "2026-11-23" })).toBe(
      "Azure SDK for .NET issue on certificate-bound tokens (…azure-sdk-for-net#62974); " +
        "checked 2026-11-23; secondary source",
    );
    expect(sourceLine({ sources: [], certainty: "unverified", checked: "2026-11-23" })).toBe(
      "No source found; unverified; checked 2026-11-23",
    );
    expect(() => sourceLine({ sources: ["NONE"], certainty: "primary", checked: "2026-11-23" })).toThrow("NONE");
  });
});

describe("codes", () => {
  it("holds the 76 codes of the facts and two more, in ascending order", () => {
    const codes = codeEntries.map((entry) => entry.code);
    expect(codes).toHaveLength(78);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
  });

  it("keeps pill labels short", () => {
    expect(codeEntries.filter((entry) => entry.short.length > 16)).toEqual([]);
  });

  it("tells 50171 from the codes that look alike", () => {
    expect(findCode(50171)).toMatchObject({ meaning: OFFICIAL_TEXT, category: "config" });
    expect(findCode(500171)).toMatchObject({ category: "user" });
    expect(findCode(500181)).toMatchObject({ category: "credential" });
    expect(findCode(5017)).toBeNull();
    expect(findCode(Number.NaN)).toBeNull();
  });

  it("shows both texts where the sources disagree", () => {
    const meaning = findCode(700023)?.meaning ?? "";
    expect(meaning).toMatch(/disagree/);
    expect(meaning).toMatch(/audience/);
    expect(meaning).toMatch(/scope/);
  });

  it("leaves nobody to act only where nobody can", () => {
    const idle = codeEntries.filter((entry) => entry.actor === "none").map((entry) => entry.category);
    expect(new Set(idle)).toEqual(new Set(["transient", "user"]));
  });

  it("names codes that may follow, all of them catalogued, and calls only changed endpoints progress", () => {
    const next = codeEntries.flatMap((entry) => entry.next);
    expect(next.length).toBeGreaterThan(60);
    expect(next.filter(({ code }) => findCode(code) === null)).toEqual([]);
    const progress = next.filter(({ means }) => means === "progress").map(({ code }) => code);
    expect(progress.filter((code) => ![392200, 392204, 392189, 51000, 500181].includes(code))).toEqual([]);
    expect(codeEntries.filter(({ code, next: own }) => own.some((one) => one.code === code))).toEqual([]);
  });

  it("links to Microsoft's page", () => {
    expect(lookupUrl(50171)).toBe("https://login.microsoftonline.com/error?code=50171");
  });
});

describe("clouds", () => {
  it("finds each cloud and claims only proven hosts", () => {
    expect(ids(clouds)).toEqual(["public", "usgov", "china", "fr", "de", "sg", "usgov-legacy", "china-legacy"]);
    expect(clouds.filter((cloud) => cloud.mtlsProven).map(({ id }) => id)).toEqual(["public", "usgov"]);
    expect(findCloud("china").note).toMatch(/unproven/);
  });

  it("derives the mTLS host from the login host", () => {
    for (const cloud of clouds.filter(({ mtlsHost }) => mtlsHost !== "")) {
      const derived = cloud.id === "public" ? "mtlsauth.microsoft.com" : cloud.loginHost.replace(/^login/, "mtlsauth");
      expect(cloud.mtlsHost).toBe(derived);
    }
  });
});

describe("posture rules", () => {
  it("has every rule once, with the sourced thresholds", () => {
    expect(postureRules.map((rule) => [rule.id, rule.severity, rule.threshold])).toEqual([
      ["no-valid-credential", "critical", null],
      ["nothing-valid", "attention", null],
      ["secret-lifetime-extreme", "critical", 730],
      ["secret-lifetime", "poor", 180],
      ["expiring", "poor", 30],
      ["secret-only", "attention", null],
      ["mixed-kinds", "attention", null],
      ["secret-on-service-principal", "attention", null],
      ["certificate-lifetime", "attention", 365],
      ["unused", "attention", 30],
      ["several-valid", "attention", null],
      ["expired-leftover", "note", null],
      ["certificate-ok", "good", null],
      ["federated-only", "good", null],
      ["managed-identity", "good", null],
      ["owned-elsewhere", "unknown", null],
      ["end-unknown", "unknown", null],
      ["no-data", "unknown", null],
    ]);
  });

  it("fills texts from known placeholders only, and shows a threshold by placeholder", () => {
    for (const rule of postureRules) {
      expect(placeholders(rule.text).filter((name) => !POSTURE_PLACEHOLDERS.has(name))).toEqual([]);
      expect(rule.text.includes("{threshold}")).toBe(rule.threshold !== null);
      expect(placeholders(rule.condition + rule.advice)).toEqual([]);
    }
  });

  it("throws for a rule that does not exist", () => {
    expect(findRule("expiring").threshold).toBe(30);
    expect(() => findRule("expire")).toThrow("expire");
  });
});

describe("checklist for 50171", () => {
  it("has the stable ids in order", () => {
    expect(mtlsOnly.codes).toEqual([50171]);
    expect(ids(steps)).toEqual(STEP_IDS);
    expect(ids(causes)).toEqual([
      "standard-endpoint",
      "client-cannot-mtls",
      "stale-audience",
      "first-party-audience",
      "hardcoded-endpoint",
      "assertion-audience",
      "managed-connector",
    ]);
    expect(ids(fixes)).toEqual(["fix-endpoint", "fix-scope", "fix-certificate", "fix-msal", "fix-connection"]);
  });

  it("judges five original causes and five original fixes", () => {
    expect(causes.filter((cause) => cause.original !== null)).toHaveLength(5);
    expect(causes.map((cause) => cause.verdict)).toEqual([
      "confirmed",
      "corrected",
      "unverified",
      "unverified",
      "corrected",
      "unverified",
      "unverified",
    ]);
    expect(fixes.map((fix) => fix.verdict)).toEqual([
      "corrected",
      "confirmed",
      "confirmedInPart",
      "corrected",
      "unverified",
    ]);
  });

  it("refers only to codes, causes and steps that exist", () => {
    const nextCodes = steps.flatMap((step) => step.next.map((next) => next.code));
    const stepCauses = steps.flatMap((step) => step.causes);
    const fixSteps = fixes.flatMap((fix) => fix.steps);
    expect(nextCodes.filter((code) => findCode(code) === null)).toEqual([]);
    expect(stepCauses.filter((id) => !ids(causes).includes(id))).toEqual([]);
    expect(fixSteps.filter((id) => !STEP_IDS.includes(id))).toEqual([]);
  });

  it("has a step for every cause, and counts as progress only codes that show a changed endpoint", () => {
    expect(new Set(steps.flatMap((step) => step.causes))).toEqual(new Set(ids(causes)));
    const progress = steps.flatMap((step) => step.next.filter((next) => next.means === "progress"));
    expect(new Set(progress.map((next) => next.code))).toEqual(new Set([392200, 392204, 392189, 51000, 500181]));
  });

  it("says of 51000 that only its text shows a changed endpoint", () => {
    const generic = steps.flatMap((step) => step.next).filter((next) => next.code === 51000);
    expect(generic.length).toBeGreaterThan(0);
    expect(generic.filter((next) => !next.text.includes("MtlsClientAuth"))).toEqual([]);
  });

  it("deletes nothing before verification", () => {
    const deleting = steps.filter((step) => step.commands.some((command) => command.template.includes(" delete ")));
    expect(ids(deleting)).toEqual(["remove-secret"]);
    expect(STEP_IDS.indexOf("remove-secret")).toBeGreaterThan(STEP_IDS.indexOf("verify-sign-in"));
  });

  it("exempts only where the data alone shows it", () => {
    const exempt = steps.flatMap((step) => step.exemptions.map((exemption) => [step.id, exemption.when]));
    expect(exempt).toEqual([
      ["check-assertion-audience", "only-secret-used"],
      ["check-assertion-audience", "is-managed-identity"],
      ["remove-secret", "no-secret-held"],
      ["remove-secret", "is-managed-identity"],
    ]);
  });
});

describe("every checklist", () => {
  it("belongs to codes that are catalogued, and to one only", () => {
    const codes = checklists.flatMap((checklist) => checklist.codes);
    expect(codes.filter((code) => findCode(code) === null)).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of [
      7000215, 7000222, 700027, 700016, 7000112, 500011, 53003, 700213, 700024, 90002, 7000274, 1000502, 392196,
    ])
      expect(checklistFor(code, null).codes).toContain(code);
  });

  it("exists for every category and for codes that nobody knows", () => {
    for (const { code, category } of codeEntries) expect(checklistFor(code, category).steps.length).toBeGreaterThan(2);
    expect(checklistFor(9_999_999, null).category).toBe("unknown");
  });

  it.each(checklists.map((checklist) => [checklist.id, checklist] as const))(
    "%s has its own step ids, refers to what exists, and ends its fix with the verification",
    (_, checklist) => {
      const stepIds = ids(checklist.steps);
      expect(new Set(stepIds).size).toBe(stepIds.length);
      expect(stepIds).toContain("verify-sign-in");
      const causeIds = ids(checklist.causes);
      expect(new Set(causeIds).size).toBe(causeIds.length);
      const own = checklist.steps.filter((step) => !sharedSteps.includes(step));
      expect(own.flatMap((step) => step.causes).filter((id) => !causeIds.includes(id))).toEqual([]);
      expect(own.flatMap((step) => step.next).filter(({ code }) => findCode(code) === null)).toEqual([]);
      const signalIds = new Set(ids(signals));
      const named = [
        ...checklist.causes.flatMap((cause) => cause.evidence.map(({ signal }) => signal)),
        ...own.flatMap((step) => step.exemptions.map(({ when }) => when)),
      ];
      for (const code of checklist.codes) signalIds.add(`code-${String(code)}`);
      expect(named.filter((id) => !signalIds.has(id))).toEqual([]);
    },
  );

  it("keeps titles short and instructions to four sentences", () => {
    for (const step of allSteps) {
      expect(step.title.length).toBeLessThanOrEqual(45);
      expect([step.id, (step.action.match(/\.(?=\s|$)/g) ?? []).length <= 4]).toEqual([step.id, true]);
    }
  });

  it("fills commands from known placeholders only, names as arguments of their own", () => {
    const names = commands.flatMap((command) => placeholders(command.template));
    expect(names.filter((name) => !COMMAND_PLACEHOLDERS.has(name))).toEqual([]);
    const glued = commands.filter(
      ({ language, template }) =>
        language !== "text" &&
        /["'`\w-]\{(servicePrincipalName|resource)\}|\{(servicePrincipalName|resource)\}["'`\w-]/.test(template),
    );
    expect(glued).toEqual([]);
  });

  it("leaves no placeholder in prose but the first action, where nothing would fill it", () => {
    const templates = new Set(commands.map((command) => command.template));
    const prose = stringsIn([checklists, codeEntries, clouds, stateEntries]).filter((text) => !templates.has(text));
    expect(prose.flatMap(placeholders).filter((name) => name !== "firstAction")).toEqual([]);
  });

  it("names Graph by its cloud's host", () => {
    const literal = commands.filter(
      ({ language, template }) => language !== "text" && /graph\.microsoft\.(com|us)/.test(template),
    );
    expect(literal).toEqual([]);
  });

  it("deletes and disables nothing before verification", () => {
    const takesAway = ({ template }: CommandEntry): boolean =>
      /\b(delete|Remove-Mg\w+)\b|^DELETE /m.test(template) || /accountEnabled=false/i.test(template);
    for (const { id, steps: own } of checklists) {
      const verify = own.findIndex((step) => step.id === "verify-sign-in");
      const early = own.slice(0, verify).filter((step) => step.commands.some(takesAway));
      expect([id, ids(early)]).toEqual([id, []]);
    }
  });

  it("never resets the credentials of an application as a whole", () => {
    const resets = commands.filter(({ template }) => /credential reset/.test(template));
    expect(resets.filter(({ template }) => !template.includes("--append"))).toEqual([]);
  });
});

describe("states", () => {
  it("say for every state of a case what to do next", () => {
    expect(stateEntries.map(({ state }) => state).sort()).toEqual([...STATES].sort());
  });
});

describe("what would mislead", () => {
  it("never puts the tenant before mtlsauth", () => {
    expect(allStrings.filter((text) => /\{?tenant\w*\}?\.mtlsauth/i.test(text))).toEqual([]);
  });

  it("never offers WithCertificate without the mTLS option", () => {
    const entries: readonly object[] = [
      ...codeEntries,
      ...clouds,
      ...postureRules,
      ...allCauses,
      ...fixes,
      ...allSteps,
    ];
    const mentions = entries.map((entry) => JSON.stringify(entry)).filter((text) => text.includes("WithCertificate"));
    expect(mentions.length).toBeGreaterThan(0);
    expect(mentions.filter((text) => !/WithMtlsProofOfPossession|SendCertificateOverMtls/.test(text))).toEqual([]);
  });

  it("compares result types as strings in queries", () => {
    const queries = commands.filter((command) => command.language === "kql");
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.filter((query) => /ResultType\s*[=!]=\s*\d/.test(query.template))).toEqual([]);
  });
});
