import fc from "fast-check";
import { createGraphCloud } from "../../src/cloud/graph";
import { FAULTS, type Fault, type FaultKind, type GraphPart } from "../../src/cloud/graph/settings";
import { clouds as CLOUDS } from "../../src/knowledge";
import parts from "../../src/panel/sources/graph/parts.json";
import type { TroubleKind } from "../../src/panel/trouble";
import { FROM, graphScene, TENANT, TO, TOKEN, type GraphScene } from "../support/graphScene";
import { principalsOf } from "../support/load";

const DAY = 86_400_000;
const fault = (part: GraphPart, kind: FaultKind, more: Partial<Fault> = {}): { fault: Fault } => ({
  fault: { part, kind, ...more },
});
const statesOf = ({ told }: GraphScene): string[] => told.at(-1)?.map(({ state }) => state) ?? [];
const failing = (index: number): string[] => Array.from({ length: 6 }, (_, at) => (at === index ? "failed" : "done"));

interface Summary {
  readonly signInCount: number;
  readonly servicePrincipalId: string;
  readonly aggregationDateTime: string;
  readonly status: { readonly errorCode: number };
}

/** All summaries of a tenant, read in one page. */
async function summaries(settings: object, path: string): Promise<readonly Summary[]> {
  const request = new Request(`https://graph.microsoft.com/beta/auditLogs/${path}(aggregationWindow='d1')`, {
    headers: { Authorization: "Bearer x" },
  });
  const tenant = { id: TENANT, settings: { ...settings, page: 100_000 } };
  return ((await (await createGraphCloud().handle(request, tenant)).json()) as { value: Summary[] }).value;
}

describe("the parts", () => {
  it("name clouds that are known, a scope to read with, roles and sources", () => {
    const clouds = CLOUDS.filter(({ graphHost }) => graphHost !== "").map(({ id }) => id as string);
    for (const part of parts) {
      expect(clouds).toEqual(expect.arrayContaining(part.clouds));
      expect(part.scope).toMatch(/\.Read\.All$/);
      expect(part.url).toMatch(/^\/(?:v1\.0|beta)\//);
      for (const list of [part.clouds, part.roles, part.sources]) expect(list).not.toEqual([]);
      expect(part.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    const { source } = graphScene();
    const ofGraph = (scope: string): string => `https://graph.microsoft.com/${scope}`;
    expect(source.scopes).toEqual([ofGraph("AuditLog.Read.All"), ofGraph("Application.Read.All")]);
  });
});

describe("a load from Graph", () => {
  it("brings every part, and sums counts instead of rows", async () => {
    const settings = { principals: 23, failing: 5, managed: 3, page: 7, days: 9 };
    const scene = graphScene(settings);
    expect(await scene.load()).toEqual({ troubles: [], resume: null });
    expect(statesOf(scene)).toEqual(Array.from({ length: 6 }, () => "done"));
    const rows = [
      ...(await summaries({ ...settings, days: 9 }, "getSummarizedServicePrincipalSignIns")),
      ...(await summaries(settings, "getSummarizedMSISignIns")),
    ];
    const { totals, problems } = scene.snapshot();
    const sum = (some: readonly Summary[]): number => some.reduce((all, { signInCount }) => all + signInCount, 0);
    expect(totals.signIns).toBe(sum(rows));
    expect(totals.failures).toBe(sum(rows.filter(({ status }) => status.errorCode !== 0)));
    for (const { id, signIns } of principalsOf(scene.snapshot())) {
      expect(signIns).toBe(sum(rows.filter(({ servicePrincipalId }) => servicePrincipalId === id)));
    }
    // Of one day's failures and successes the summaries do not tell which came last, and the model says so.
    expect(problems.entries.filter(({ reason }) => !reason.includes("their order is unknown"))).toEqual([]);
    expect(scene.time.asleep).toBe(0);
  });

  it("knows credentials of every kind, names and the tenant", async () => {
    const scene = graphScene();
    await scene.load();
    const all = principalsOf(scene.snapshot());
    const kinds = new Set(all.flatMap(({ credentials }) => credentials.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(["certificate", "federated", "managedIdentity", "secret"]);
    expect(all.some(({ credentials }) => credentials.some(({ lastUsed }) => lastUsed !== null))).toBe(true);
    expect(all.every(({ name }) => name !== "")).toBe(true);
    expect(scene.json()).toContain(TENANT);
  });

  it("cuts the summaries to the days asked for", async () => {
    const scene = graphScene({ days: 10 });
    const from = TO - 3 * DAY;
    await scene.load({ from, to: TO - DAY });
    expect(scene.snapshot().days).toEqual([from, from + DAY]);
  });

  it("fills in the tenant, and its principals' names, where rows lack them", async () => {
    const scene = graphScene({ principals: 0 });
    await scene.load();
    const [first] = principalsOf(scene.snapshot());
    expect(first).toMatchObject({ type: "ManagedIdentity", name: "Payroll sync 0" });
  });

  it("tells an empty tenant and one without failures by their numbers, without a trouble", async () => {
    const empty = graphScene({ principals: 0, managed: 0 });
    expect(await empty.load()).toEqual({ troubles: [], resume: null });
    expect(empty.snapshot().totals).toMatchObject({ principals: 0, signIns: 0 });
    const quiet = graphScene({ failing: 0 });
    expect((await quiet.load()).troubles).toEqual([]);
    expect(quiet.snapshot().totals).toMatchObject({ principals: 45, failures: 0 });
  });

  it("names what a national cloud does not have, and loads the rest", async () => {
    const scene = graphScene({}, { id: "usgov", graphHost: "graph.microsoft.us" });
    const { troubles, resume } = await scene.load();
    expect(troubles).toEqual([
      {
        kind: "notInCloud",
        part: "Last use of credentials",
        scope: "AuditLog.Read.All",
        role: "Reports Reader or Security Reader",
      },
    ]);
    expect(resume).toBeNull();
    expect(statesOf(scene)).toEqual(failing(2));
    expect(scene.called.every((url) => url.startsWith("https://graph.microsoft.us/"))).toBe(true);
    const nowhere = graphScene({}, { id: "china", graphHost: "" });
    expect((await nowhere.load()).troubles).toEqual([{ kind: "notInCloud", part: "" }]);
  });

  it("keeps hostile texts out of addresses, and reads them as texts", async () => {
    const scene = graphScene({ hostile: true, page: 9 });
    expect(await scene.load()).toEqual({ troubles: [], resume: null });
    expect(scene.snapshot().totals.principals).toBe(45);
    expect(new Set(scene.called.map((url) => new URL(url).host))).toEqual(new Set(["graph.microsoft.com"]));
    expect(scene.json()).not.toContain('"hint"');
  });

  it("drops rows that are nothing but attacks, or reads them as texts", async () => {
    const whole = graphScene();
    await whole.load();
    const scene = graphScene({ poisoned: 26 });
    expect(await scene.load()).toEqual({ troubles: [], resume: null });
    expect(new Set(scene.called.map((url) => new URL(url).host))).toEqual(new Set(["graph.microsoft.com"]));
    expect(scene.called.join("\n")).not.toMatch(/HYPERLINK|javascript|onerror|DROP/);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(scene.snapshot().totals.principals).toBeGreaterThan(whole.snapshot().totals.principals);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("what goes wrong with one part", () => {
  const kinds: readonly (readonly [FaultKind, TroubleKind, boolean])[] = [
    ["expired", "signedOut", true],
    ["consent", "consent", true],
    ["role", "role", true],
    ["denied", "role", true],
    ["licence", "licence", false],
    ["throttledSilently", "throttled", true],
    ["unavailable", "server", true],
    ["server", "server", true],
    ["gateway", "timedOut", true],
    ["truncated", "server", true],
    ["html", "server", true],
    ["notAPage", "server", true],
    ["cut", "server", true],
    ["silent", "timedOut", true],
    ["drip", "timedOut", true],
    ["foreignLink", "brokenChain", true],
    ["plainLink", "brokenChain", true],
    ["scriptLink", "brokenChain", true],
    ["sameLink", "brokenChain", true],
    ["claims", "signedOut", true],
  ];

  it.each(kinds)("%s is told as %s, and the others come", async (kind, told, again) => {
    const scene = graphScene(fault("signIns", kind, { times: -1 }));
    const { troubles, resume } = await scene.load();
    expect(troubles.map((each) => [each.kind, each.part])).toEqual([[told, "Sign-ins of service principals"]]);
    expect(resume !== null).toBe(again);
    expect(statesOf(scene)).toEqual(failing(0));
    expect(scene.snapshot().totals.principals).toBeGreaterThan(0);
    expect(scene.time.asleep).toBeLessThanOrEqual(kind === "drip" || kind === "silent" ? 1 : 0);
  });

  it("a body that drips, but comes in time, is waited for", async () => {
    const scene = graphScene(fault("signIns", "drip", { pause: 9_000, times: -1 }));
    expect((await scene.load()).troubles).toEqual([]);
  });

  it("a lost page starts the chain again, once, and gives no row twice", async () => {
    const whole = graphScene();
    await whole.load();
    const once = graphScene(fault("signIns", "lostPage", { at: 4 }));
    expect((await once.load()).troubles).toEqual([]);
    expect(once.json()).toBe(whole.json());
    const always = graphScene(fault("signIns", "lostPage", { at: 3, times: -1 }));
    const { troubles } = await always.load();
    expect(troubles).toMatchObject([
      { kind: "brokenChain", status: 400, detail: "The service no longer knows the next page." },
    ]);
    expect(always.snapshot().totals.signIns).toBeGreaterThan(0);
  });

  it("a hostile next page is not followed", async () => {
    for (const kind of ["foreignLink", "plainLink", "scriptLink"] as const) {
      const small = graphScene({ ...fault("applications", kind), page: 10 });
      expect((await small.load()).troubles).toMatchObject([{ kind: "brokenChain" }]);
      expect(new Set(small.called.map((url) => new URL(url).origin))).toEqual(new Set(["https://graph.microsoft.com"]));
    }
  });

  it.each(["inner429", "inner503", "innerMissing"] as const)(
    "asks again for what a batch left out: %s",
    async (kind) => {
      const whole = graphScene();
      await whole.load();
      const scene = graphScene(fault("federated", kind, { times: 2 }));
      expect(await scene.load()).toEqual({ troubles: [], resume: null });
      expect(scene.json()).toBe(whole.json());
      const always = graphScene(fault("federated", kind, { times: -1 }));
      const { troubles, resume } = await always.load();
      expect(troubles.map(({ kind: told }) => told)).toEqual([kind === "inner429" ? "throttled" : "server"]);
      expect(resume).not.toBeNull();
    },
  );

  it("counts the applications of a batch that are refused", async () => {
    const { troubles, resume } = await graphScene(fault("federated", "inner403", { times: -1 })).load();
    expect(troubles).toMatchObject([{ kind: "role", detail: "Applications that could not be read: 14." }]);
    expect(resume).toBeNull();
  });

  it("tells that a part waits, and until when", async () => {
    const scene = graphScene(fault("applications", "throttled", { retryAfter: 90 }));
    await scene.load();
    const waits = scene.told.map((parts) => parts[3]?.waitingUntil ?? null);
    expect(Math.max(...waits.map((until) => until ?? 0)) - Date.UTC(2026, 10, 23, 9)).toBe(90_000);
    expect(waits.at(-1)).toBeNull();
  });

  it("is never told with a token in it", async () => {
    await fc.assert(
      fc.asyncProperty(anyFaults, async (faults) => {
        const scene = graphScene({ faults: [...faults, { part: "signIns", kind: "repeatsToken", at: 1, times: -1 }] });
        const outcome = await scene.load();
        expect(JSON.stringify([outcome.troubles, scene.told])).not.toContain(TOKEN);
        expect(scene.json() + scene.called.join()).not.toContain(TOKEN.slice(0, 12));
      }),
      { numRuns: 15 },
    );
  });
});

const PARTS: readonly GraphPart[] = [
  "signIns",
  "managedIdentities",
  "credentialUse",
  "applications",
  "principals",
  "federated",
];
/** Faults that another try may get over. */
const PASSING = FAULTS.filter((kind) => !["licence", "inner403"].includes(kind));
const anyFaults = fc.array(
  fc.record({
    part: fc.constantFrom(...PARTS),
    kind: fc.constantFrom(...PASSING),
    at: fc.integer({ min: 0, max: 8 }),
    times: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 6 },
);

describe("a load that is taken up again", () => {
  const settings = { principals: 13, failing: 3, managed: 2, page: 4, days: 2 };

  it("ends with what an undisturbed one brings, whatever went wrong where", async () => {
    const whole = graphScene(settings);
    await whole.load();
    const expected = whole.json();
    await fc.assert(
      fc.asyncProperty(anyFaults, async (faults) => {
        const scene = graphScene({ ...settings, faults });
        let outcome = await scene.load();
        for (let tries = 0; outcome.resume !== null && tries < 30; tries++) {
          expect(outcome.troubles).not.toEqual([]);
          outcome = await scene.load({ resume: outcome.resume, from: 0, to: 1 });
        }
        expect(outcome).toEqual({ troubles: [], resume: null });
        expect(scene.json()).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps what came when it is cancelled, and goes on from there", async () => {
    const whole = graphScene(settings);
    await whole.load();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60_000 }), async (after) => {
        const scene = graphScene(settings);
        void scene.time.sleep(after).then(() => {
          scene.cancel.abort();
        });
        const { troubles, resume } = await scene.load();
        const { signIns } = scene.snapshot().totals;
        if (resume !== null) {
          expect(troubles).toEqual([{ kind: "cancelled", part: "" }]);
          const again = await scene.load({ resume, signal: new AbortController().signal });
          expect(again).toEqual({ troubles: [], resume: null });
        }
        expect(scene.snapshot().totals.signIns).toBeGreaterThanOrEqual(signIns);
        expect(scene.json()).toBe(whole.json());
      }),
      { numRuns: 20 },
    );
  });

  it("of another tenant or source begins anew", async () => {
    const scene = graphScene(settings);
    expect(await scene.load({ resume: { some: "thing" } })).toEqual({ troubles: [], resume: null });
    expect(scene.snapshot().totals.principals).toBe(15);
  });

  it("stays below the ceiling of the reports all the while", async () => {
    const scene = graphScene({ ...settings, page: 2 });
    const starts: number[] = [];
    const { called } = scene;
    const push = called.push.bind(called);
    called.push = (...urls: string[]) => {
      if (urls.some((url) => url.includes("/beta/"))) starts.push(scene.time.now());
      return push(...urls);
    };
    await scene.load();
    expect(starts.length).toBeGreaterThan(20);
    starts.forEach((at, index) => {
      expect(at - (starts[index - 5] ?? -Infinity)).toBeGreaterThan(10_000);
    });
  });
});

describe("single sign-ins of a principal", () => {
  const ID = "00000001-5eed-4a00-8000-000000000000";
  const ask = (scene: GraphScene, more: object = {}) =>
    scene.time.run(scene.source.singles(ID, FROM, { to: TO, signal: scene.cancel.signal, ...more }));

  it("come newest first with key and correlation id, and are no rows of the model", async () => {
    const scene = graphScene({ days: 5, page: 6 });
    const { signIns, troubles, resume } = await ask(scene);
    expect([troubles, resume]).toEqual([[], null]);
    const rows = await summaries({ days: 5 }, "getSummarizedServicePrincipalSignIns");
    const counted = rows.filter(({ servicePrincipalId }) => servicePrincipalId === ID);
    expect(signIns).toHaveLength(counted.reduce((sum, { signInCount }) => sum + signInCount, 0));
    expect(signIns[0]?.credentialKeyId).toMatch(/^00000006-/);
    expect(signIns.every(({ correlationId }) => correlationId !== "")).toBe(true);
    const times = signIns.map(({ time }) => time ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(scene.snapshot().totals.signIns).toBe(0);
  });

  it.each(["' or true or '", "..", "", "00000001-5eed-4a00-8000-000000000000 "])("are not asked for %p", async (id) => {
    const scene = graphScene();
    const { signal } = scene.cancel;
    await expect(scene.source.singles(id, FROM, { to: TO, signal })).rejects.toThrow(RangeError);
    expect(scene.called).toEqual([]);
  });

  it("are the same when days are halved, chains break and the rest is asked for later", async () => {
    const whole = await ask(graphScene({ days: 3, page: 5 }));
    await fc.assert(
      fc.asyncProperty(anyFaults, fc.integer({ min: 1, max: 200 }), async (faults, most) => {
        const scene = graphScene({ days: 3, page: 5, faults: faults.map((each) => ({ ...each, part: "rawSignIns" })) });
        const found = [];
        let result = await ask(scene, { most });
        found.push(...result.signIns);
        for (let tries = 0; result.resume !== null && tries < 200; tries++) {
          result = await ask(scene, { most, resume: result.resume });
          found.push(...result.signIns);
        }
        expect(result.resume).toBeNull();
        expect(found.map(({ id }) => id).sort()).toEqual(whole.signIns.map(({ id }) => id).sort());
      }),
      { numRuns: 20 },
    );
  });

  it("of managed identities are asked for by their own kind", async () => {
    const scene = graphScene({ days: 2 });
    await ask(scene, { managed: true });
    expect(decodeURIComponent(scene.called[0] ?? "")).toContain("t eq 'managedIdentity'");
  });
});
