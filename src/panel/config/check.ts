import * as v from "valibot";
import { findCloud } from "../../knowledge/clouds";
import type { CloudId } from "../../knowledge/types";
import { shown } from "../../view/safeText";
import { say } from "../words";
import { HOST_KEYS, hostMistake, type HostKey } from "./hosts";
import { unknownKeys } from "./keys";
import { CONFIG_FILE, NOT_CONFIGURED } from "./none";
import type { Config, ConfigResult, Mistake } from "./types";

const GUID = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/;
const ZEROS = "00000000-0000-0000-0000-000000000000";
const ORIGIN =
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?$/;
const LONGEST_ORIGIN = 270;

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
const FRAME = expected(() => say("configOrigin"));
const origin = v.pipe(v.string(FRAME), v.maxLength(LONGEST_ORIGIN, FRAME), v.regex(ORIGIN, FRAME));

const REPORT = { workspaceId: id, reportId: id };
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

/** What a key is of no use without. */
const NEEDS: readonly (readonly [string, string])[] = [
  ["tenantId", "clientId"],
  ["clientId", "tenantId"],
  ["logAnalyticsWorkspaceId", "tenantId"],
  ["report", "tenantId"],
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
  if (isObject(value["report"])) mistakes.push(...unknownKeys(value["report"], Object.keys(REPORT), "report."));
  for (const [key, needed] of NEEDS) {
    if (Object.hasOwn(value, key) && !Object.hasOwn(value, needed)) {
      mistakes.push({ path: key, message: say("configNeeds", needed) });
    }
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
    report: file.report ?? null,
    frameAncestors: file.frameAncestors ?? [],
  };
}

function hostMistakes(value: Readonly<Record<string, unknown>>, cloud: CloudId): Mistake[] {
  return (Object.keys(HOST_KEYS) as HostKey[]).flatMap((path) => {
    const named = value[path];
    const message = typeof named === "string" ? hostMistake(path, named, findCloud(cloud)) : null;
    return message === null ? [] : [{ path, message }];
  });
}

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
