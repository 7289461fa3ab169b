import * as v from "valibot";
import { findCloud } from "../../knowledge/clouds";
import type { CloudId } from "../../knowledge/types";
import { shown } from "../../view/safeText";
import { say } from "../words";
import { HOST_KEYS, hostMistake, type HostKey } from "./hosts";
import { unknownKeys } from "./keys";
import { CONFIG_FILE, NOT_CONFIGURED } from "./none";
import type { Config, ConfigResult, Mistake, ReportConfig } from "./types";

const GUID = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/;
const ZEROS = "00000000-0000-0000-0000-000000000000";
const ORIGIN =
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?$/;
const LONGEST_ORIGIN = 270;
const LONGEST_NAME = 200;

const expected =
  (what: () => string): v.ErrorMessage<v.BaseIssue<unknown>> =>
  ({ input }) =>
    input === undefined ? say("configMissing", what()) : say("configWrong", what(), describe(input));

const ID = expected(() => say("configId"));
const id = v.pipe(
  v.string(ID),
  v.regex(GUID, ID),
  v.notValue(
    ZEROS,
    expected(() => say("configNotZero")),
  ),
);
const text = v.string(expected(() => say("configText")));
const NAME = expected(() => say("configName"));
const FRAME = expected(() => say("configOrigin"));
const origin = v.pipe(v.string(FRAME), v.maxLength(LONGEST_ORIGIN, FRAME), v.regex(ORIGIN, FRAME));

const name = v.pipe(text, v.minLength(1, NAME), v.maxLength(LONGEST_NAME, NAME));
const REPORT = {
  workspaceId: id,
  reportId: id,
  page: v.optional(name),
  table: v.optional(name),
  column: v.optional(name),
};
const ENTRIES = {
  $schema: v.optional(text),
  tenantId: v.optional(id),
  clientId: v.optional(id),
  cloud: v.optional(
    v.picklist(
      ["public", "usgov", "china"],
      expected(() => say("configCloud")),
    ),
  ),
  logAnalyticsWorkspaceId: v.optional(id),
  report: v.optional(
    v.object(REPORT, ({ input }) =>
      // valibot gives a key that is missing the message of its object.
      input === undefined
        ? say("configMissing", say("configId"))
        : say("configWrong", say("configObject"), describe(input)),
    ),
  ),
  frameAncestors: v.optional(
    v.array(
      origin,
      expected(() => say("configList")),
    ),
  ),
  ...(Object.fromEntries(Object.keys(HOST_KEYS).map((key) => [key, v.optional(text)])) as Readonly<
    Record<HostKey, v.OptionalSchema<typeof text, undefined>>
  >),
};
const FILE = v.object(ENTRIES);
type ReportFile = NonNullable<v.InferOutput<typeof FILE>["report"]>;

/** What a key is of no use without. */
type Needs = readonly (readonly [key: string, needed: string])[];

const NEEDS: Needs = [
  ["tenantId", "clientId"],
  ["clientId", "tenantId"],
  ["logAnalyticsWorkspaceId", "tenantId"],
  ["report", "tenantId"],
];
const REPORT_NEEDS: Needs = [
  ["table", "column"],
  ["column", "table"],
];

/**
 * Checks what `config.json` holds and names every mistake at once. Accepts exactly what `config.schema.json` does;
 * valibot reads shapes, the rest is about keys that belong together and hosts of the chosen cloud.
 */
export function checkConfig(value: unknown): ConfigResult {
  if (!isObject(value)) return refused([{ path: CONFIG_FILE, message: say("configRoot", describe(value)) }]);
  const parsed = v.safeParse(FILE, value);
  const mistakes: Mistake[] = [
    ...unknownKeys(value, Object.keys(ENTRIES), ""),
    ...(parsed.issues ?? []).map((issue) => ({ path: pathOf(issue), message: issue.message })),
  ];
  mistakes.push(...alone(value, NEEDS, ""));
  const { report } = value;
  if (isObject(report)) {
    mistakes.push(...unknownKeys(report, Object.keys(REPORT), "report."), ...alone(report, REPORT_NEEDS, "report."));
  }
  const cloud = value["cloud"] ?? "public";
  if (isCloud(cloud)) mistakes.push(...hostMistakes(value, cloud));
  return mistakes.length > 0 || !parsed.success
    ? refused(inOrder(mistakes, Object.keys(value)))
    : { config: configOf(parsed.output), mistakes: [] };
}

function configOf(file: v.InferOutput<typeof FILE>): Config {
  const { tenantId, clientId } = file;
  return {
    tenant: tenantId === undefined || clientId === undefined ? null : { tenantId, clientId },
    cloud: findCloud(file.cloud ?? "public"),
    workspaceId: file.logAnalyticsWorkspaceId ?? null,
    report: file.report === undefined ? null : reportOf(file.report),
    frameAncestors: file.frameAncestors ?? [],
  };
}

/** Without the keys that are absent: undefined is no value of the configuration. */
function reportOf({ workspaceId, reportId, page, table, column }: ReportFile): ReportConfig {
  return {
    workspaceId,
    reportId,
    ...(page === undefined ? {} : { page }),
    ...(table === undefined || column === undefined ? {} : { table, column }),
  };
}

function hostMistakes(value: Readonly<Record<string, unknown>>, cloud: CloudId): Mistake[] {
  return (Object.keys(HOST_KEYS) as HostKey[]).flatMap((path) => {
    const named = value[path];
    const message = typeof named === "string" ? hostMistake(path, named, findCloud(cloud)) : null;
    return message === null ? [] : [{ path, message }];
  });
}

/** The keys that are there without what they need. */
const alone = (value: object, needs: Needs, within: string): Mistake[] =>
  needs
    .filter(([key, needed]) => Object.hasOwn(value, key) && !Object.hasOwn(value, needed))
    .map(([key, needed]) => ({ path: within + key, message: say("configNeeds", within + needed) }));

/** As they come in the file, so that it can be corrected from top to bottom. */
function inOrder(mistakes: readonly Mistake[], keys: readonly string[]): Mistake[] {
  const place = ({ path }: Mistake): number =>
    keys.findIndex((key) => path === key || (/^[.[]/.test(path.slice(key.length)) && path.startsWith(key)));
  return [...mistakes].sort((a, b) => place(a) - place(b));
}

const refused = (mistakes: readonly Mistake[]): ConfigResult => ({ config: NOT_CONFIGURED, mistakes });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCloud = (value: unknown): value is CloudId => value === "public" || value === "usgov" || value === "china";

function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, { key }) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

/** A value of the file, as a sentence can name it. */
function describe(value: unknown): string {
  if (value === null) return say("configNothing");
  if (Array.isArray(value)) return say("configListFound");
  return typeof value === "object" ? say("configObjectFound") : shown(JSON.stringify(value));
}
