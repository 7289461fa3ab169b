import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { clouds, findCloud } from "../../src/knowledge";
import { checkConfig } from "../../src/panel/config/check";
import schema from "../../src/panel/config/config.schema.json";
import { HOST_KEYS, spellings, type HostKey } from "../../src/panel/config/hosts";
import { NOT_CONFIGURED } from "../../src/panel/config/none";
import { loadConfig, readConfig } from "../../src/panel/config/read";

const A = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const B = "9b2d7c1e-5a4f-4d8e-8c3b-1f2e3d4c5b6a";
const ZEROS = "00000000-0000-0000-0000-000000000000";
const isValid = new Ajv2020({ allErrors: true }).compile(schema);
const hostKeys = Object.keys(HOST_KEYS) as HostKey[];
const choosable = clouds.filter(({ id }) => id === "public" || id === "usgov" || id === "china");

const toldBy = (value: unknown): string[] =>
  checkConfig(value)
    .mistakes.map(({ path, message }) => `${path}: ${message}`)
    .sort();

const answering =
  (body: string, status = 200): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status }));

describe("config.json", () => {
  it.each([
    ["is missing", answering("Not found", 404)],
    ["is gone", answering("", 410)],
    ["is empty", answering(" \n")],
    ["holds {}", answering("\uFEFF{ }\n")],
    ["names nothing but its schema", answering('{"$schema": "config.schema.json"}')],
  ])("configures nothing where it %s", async (_, get) => {
    expect(await loadConfig(get)).toEqual({ config: NOT_CONFIGURED, mistakes: [] });
  });

  it.each([
    ["an error of the host", answering("", 503), /status 503/],
    ["no answer", () => Promise.reject(new TypeError("Failed to fetch")), /did not answer/],
    ["a page of the host", answering("<!doctype html>"), /web page.*\{\}/],
    ["broken JSON", answering('{"tenantId": '), /not JSON/],
    ["a list", answering("[]"), /object in braces, found a list/],
    ["a text", answering('"x"'), /found "x"/],
  ])("tells of %s, and configures nothing", async (_, get, words) => {
    const { config, mistakes } = await loadConfig(get);
    expect(config).toBe(NOT_CONFIGURED);
    expect(mistakes.map(({ path }) => path)).toEqual(["config.json"]);
    expect(mistakes[0]?.message).toMatch(words);
  });

  it("asks the browser for a fresh copy", async () => {
    const asked: unknown[] = [];
    await loadConfig((...args) => {
      asked.push(args);
      return answering("{}")("");
    });
    expect(asked).toEqual([["config.json", { cache: "no-store" }]]);
  });

  it("gives what a full file says", async () => {
    const file = {
      tenantId: A,
      clientId: B,
      cloud: "usgov",
      logAnalyticsWorkspaceId: B.toUpperCase(),
      report: { workspaceId: A, reportId: B, page: "Principals", table: "Facts", column: "ServicePrincipalId" },
      frameAncestors: ["https://intranet.example.com", "https://localhost:8443"],
      authority: "https://login.microsoftonline.us",
      graphHost: "graph.microsoft.us",
    };
    expect(await readConfig(JSON.stringify(file))).toEqual({
      config: {
        tenant: { tenantId: A, clientId: B },
        cloud: findCloud("usgov"),
        workspaceId: B.toUpperCase(),
        report: file.report,
        frameAncestors: file.frameAncestors,
      },
      mistakes: [],
    });
  });

  it("names every mistake with its path, all at once", () => {
    const file: unknown = JSON.parse(`{
      "tenantID": "${A}", "clientId": "contoso", "cloud": "gcc", "clientSecret": "x", "__proto__": {}, "shoe": 1,
      "logAnalyticsWorkspaceId": "${ZEROS}", "report": { "workspaceId": 7, "page": "", "tab": "", "table": "T" },
      "frameAncestors": ["https://a.example", "http://b.example", "https://*.c.example", "https://d.example/path", null]
    }`);
    const anId = `expected an id such as ${A}`;
    const anOrigin =
      "expected an origin such as https://portal.contoso.com: https, a host in lower case, at most a port; no path, no *";
    expect(toldBy(file)).toEqual([
      "__proto__: is no key of this file",
      `clientId: ${anId}, found "contoso"`,
      "clientId: needs “tenantId” beside it",
      "clientSecret: A secret must never be in this file, which everybody who opens the page can read. " +
        "Remove it, and delete that secret from the app registration: it counts as exposed.",
      'cloud: expected one of “public”, “usgov”, “china”, found "gcc"',
      `frameAncestors[1]: ${anOrigin}, found "http://b.example"`,
      `frameAncestors[2]: ${anOrigin}, found "https://*.c.example"`,
      `frameAncestors[3]: ${anOrigin}, found "https://d.example/path"`,
      `frameAncestors[4]: ${anOrigin}, found nothing (null)`,
      `logAnalyticsWorkspaceId: expected a real id instead of the zeros of the template, found "${ZEROS}"`,
      "logAnalyticsWorkspaceId: needs “tenantId” beside it",
      'report.page: expected a name of 1 to 200 characters, found ""',
      `report.reportId: missing; ${anId}`,
      "report.tab: is no key of this file",
      "report.table: needs “report.column” beside it",
      `report.workspaceId: ${anId}, found 7`,
      "report: needs “tenantId” beside it",
      "shoe: is no key of this file",
      "tenantID: is no key of this file; did you mean “tenantId”?",
    ]);
  });

  it("refuses a scheme, host, path or directive that would widen the page's policy", () => {
    for (const origin of [
      "*",
      "'none'",
      "https:",
      "https://a.example; script-src *",
      "https://a.example\n",
      "https://a.example https://b.example",
      "https://A.example",
      "https://-a.example",
      "https://a..example",
      "https://a.example:0",
      "https://a.example:65536",
      "https://user@a.example",
      `https://${"a".repeat(300)}`,
    ]) {
      expect([origin, checkConfig({ frameAncestors: [origin] }).mistakes.length]).toEqual([origin, 1]);
    }
  });

  it.each([
    [
      "another cloud's host",
      { graphHost: "graph.microsoft.us" },
      /belongs to the cloud “usgov”.*graph\.microsoft\.com/,
    ],
    [
      "a foreign host",
      { authority: "https://login.evil.example" },
      /not the host that this build knows.*login\.microsoft/,
    ],
    ["a host that only begins well", { powerBiHost: "api.powerbi.com.evil.example" }, /not the host/],
    ["a user before the host", { powerBiHost: "https://api.powerbi.com@evil.example" }, /not the host/],
    ["plain http", { graphHost: "http://graph.microsoft.com" }, /not the host/],
    ["another port", { logAnalyticsHost: "api.loganalytics.azure.com:444" }, /not the host/],
    ["a tenant in the authority", { authority: `https://login.microsoftonline.com/${A}` }, /“tenantId”/],
    ["a number", { authority: 1 }, /expected a text, found 1/],
  ])("refuses %s where a host is named", (_, file, words) => {
    const { mistakes } = checkConfig({ tenantId: A, clientId: B, ...file });
    expect(mistakes.map(({ path }) => path)).toEqual(Object.keys(file));
    expect(mistakes[0]?.message).toMatch(words);
  });
});

/** Values that are right somewhere, and values that are right nowhere. */
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    A,
    B,
    A.toUpperCase(),
    ZEROS,
    `${A} `,
    `{${A}}`,
    "",
    "public",
    "usgov",
    "china",
    "moon",
    0,
    true,
    null,
  ),
  fc.constantFrom(...choosable.flatMap((cloud) => hostKeys.flatMap((key) => spellings(cloud[HOST_KEYS[key]])))),
  fc.constantFrom("https://a.example", "https://a.example:8443", "https://a.example/", "http://a.example", "https://1"),
  fc.jsonValue({ maxDepth: 1 }),
);
const id = fc.oneof({ weight: 8, arbitrary: fc.constantFrom<unknown>(A, B) }, { weight: 1, arbitrary: scalar });
const word = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<unknown>("Page 1", "x".repeat(200)) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>("x".repeat(201), "", 1) },
);
const report = fc.oneof(
  { weight: 6, arbitrary: fc.record({ workspaceId: id, reportId: id }) },
  { weight: 2, arbitrary: fc.record({ workspaceId: id, reportId: id, page: word, table: word, column: word }) },
  {
    weight: 1,
    arbitrary: fc.record(
      { workspaceId: id, reportId: id, page: scalar, table: scalar, column: scalar, name: scalar },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: scalar },
);

/** Configurations, about half of them right. */
function configs(): fc.Arbitrary<unknown> {
  const hosts = fc
    .constantFrom(...choosable)
    .chain((cloud) =>
      fc.tuple(
        fc.record(
          Object.fromEntries(
            hostKeys.map((key) => [
              key,
              fc.oneof(
                { weight: 12, arbitrary: fc.constantFrom<unknown>(...spellings(cloud[HOST_KEYS[key]])) },
                { weight: 1, arbitrary: scalar },
              ),
            ]),
          ),
          { requiredKeys: [] },
        ),
        fc.oneof({ weight: 12, arbitrary: fc.constant<unknown>(cloud.id) }, { weight: 1, arbitrary: scalar }),
        fc.boolean(),
      ),
    )
    .map(([named, cloud, isDefault]) => ({ ...named, ...(isDefault && cloud === "public" ? {} : { cloud }) }));
  const rest = fc.record(
    {
      $schema: fc.oneof(fc.string(), scalar),
      logAnalyticsWorkspaceId: id,
      report,
      frameAncestors: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.array(fc.constantFrom("https://a.example", "https://a-1.b2.example:65535", "https://c"), {
            maxLength: 3,
          }),
        },
        { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
        { weight: 1, arbitrary: scalar },
      ),
    },
    { requiredKeys: [] },
  );
  const who = fc.oneof(
    { weight: 6, arbitrary: fc.record({ tenantId: id, clientId: id }) },
    { weight: 1, arbitrary: fc.record({ tenantId: id, clientId: id }, { requiredKeys: [] }) },
  );
  const odd = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.dictionary(fc.constantFrom("TenantId", "clientSecret", "constructor", "toString", "x"), scalar, {
        maxKeys: 1,
      }),
    },
  );
  return fc.oneof(
    { weight: 15, arbitrary: fc.tuple(hosts, rest, who, odd).map((parts) => Object.assign({}, ...parts) as unknown) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

describe("config.schema.json", () => {
  it("accepts exactly what the page accepts", () => {
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(configs(), (file) => {
        const valid = isValid(file);
        seen[valid ? "valid" : "invalid"]++;
        // Whatever the file says, every host comes from the clouds' own data.
        expect(choosable).toContain(checkConfig(file).config.cloud);
        expect([valid, toldBy(file)]).toEqual([valid, valid ? [] : expect.arrayContaining([expect.any(String)])]);
      }),
      { numRuns: 600 },
    );
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(80);
  });

  it("names the hosts of the clouds' data", () => {
    expect(schema.allOf.map(({ if: { properties } }) => properties.cloud.const)).toEqual(choosable.map(({ id }) => id));
    schema.allOf.forEach(({ then }, i) => {
      const cloud = choosable[i];
      const hosts =
        cloud && Object.fromEntries(hostKeys.map((key) => [key, { enum: spellings(cloud[HOST_KEYS[key]]) }]));
      expect(then.properties).toEqual(hosts);
    });
  });
});
