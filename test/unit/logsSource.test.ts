import fc from "fast-check";
import { createLogsPart, type LogsSettings } from "../../src/cloud/logs";
import type { LogRow } from "../../src/cloud/logsRows";
import { findCloud } from "../../src/knowledge";
import { columnMapOfHeaders, Model, type Snapshot } from "../../src/model";
import type { Call } from "../../src/panel/net/types";
import { createLogsSource, type LogsOptions, type LogsOutcome } from "../../src/panel/sources/logs";
import { halve, planWindows, type TimeWindow } from "../../src/panel/sources/logs/windows";
import type { PartProgress } from "../../src/panel/sources/types";
import { TroubleError } from "../../src/panel/trouble";
import { NOW, principalsOf, SOURCE } from "../support/load";
import { standInSend } from "../support/standInSend";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TO = NOW;
const FROM = TO - 10 * DAY - 7 * HOUR;
const SP = "AADServicePrincipalSignInLogs";
const MI = "AADManagedIdentitySignInLogs";
const WORKSPACE = "4f1c0000-0000-4000-8000-0000000000aa";

const row = (time: number, code: string, more: Partial<LogRow> = {}): LogRow => ({
  TimeGenerated: new Date(time).toISOString(),
  ServicePrincipalId: "5b2f7a10-1111-4a01-9001-0000000000a1",
  ServicePrincipalName: "job",
  AppId: "0c9d1f20-aaaa-4b01-8001-0000000000a1",
  ResultType: code,
  ResultDescription: code === "0" ? "" : "refused",
  ResourceDisplayName: "Ledger",
  ResourceIdentity: "6c3f7a10-2222-4a01-9001-0000000000b1",
  ...more,
});

interface Loaded {
  readonly outcome: LogsOutcome;
  readonly progress: readonly PartProgress[];
  readonly steps: readonly (readonly PartProgress[])[];
  readonly calls: readonly Call[];
}

class Bench {
  readonly model = new Model(TO);
  readonly rows: unknown[][] = [];
  private readonly part = createLogsPart();

  constructor(
    private readonly settings: LogsSettings,
    private readonly options: Partial<LogsOptions> = {},
  ) {}

  async load(
    resume: unknown = null,
    stopAfter = Infinity,
    range: TimeWindow = { from: FROM, until: TO },
  ): Promise<Loaded> {
    const calls: Call[] = [];
    const steps: (readonly PartProgress[])[] = [];
    const stop = new AbortController();
    const inner = standInSend(this.part, { id: "t", settings: { logs: this.settings } }, calls);
    const outcome = await this.source(inner, () => {
      if (calls.length >= stopAfter) stop.abort();
    }).load({
      from: range.from,
      to: range.until,
      signal: stop.signal,
      sink: {
        rows: (rows, columns) => {
          this.rows.push(...rows.map((cells) => Array.from(cells)));
          this.model.append(rows, columns);
        },
        skipped: (field, value, reason) => this.model.store.skip(field, value, reason),
      },
      progress: (parts) => steps.push(parts),
      resume,
    });
    return { outcome, steps, progress: steps[steps.length - 1] ?? [], calls };
  }

  source(inner: LogsOptions["send"], after = (): void => undefined) {
    return createLogsSource({
      cloud: findCloud("public"),
      workspaceId: WORKSPACE,
      pause: () => Promise.resolve(),
      send: async (call) => {
        const answer = await inner(call);
        after();
        return answer;
      },
      ...this.options,
    });
  }

  snapshot(): Snapshot {
    return this.model.snapshot(SOURCE);
  }
}

/** What counts: per principal, code and day, whatever the rows. */
const sums = (snapshot: Snapshot): unknown => ({
  signIns: snapshot.totals.signIns,
  failures: snapshot.totals.failures,
  days: snapshot.days,
  daily: snapshot.dailyTotals(),
  principals: principalsOf(snapshot)
    .map(({ id, signIns, failures, byCode, firstSeen, lastSeen }) => ({
      id,
      signIns,
      failures,
      byCode,
      firstSeen,
      lastSeen,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
});

const casesOf = (snapshot: Snapshot) =>
  new Map(principalsOf(snapshot).flatMap(({ cases }) => cases.map((found) => [found.id, found] as const)));

const kinds = ({ outcome }: Loaded): unknown => outcome.troubles.map(({ kind }) => kind);

const RESULTS = ["0", "50171", "7000215"] as const;
const events = fc.array(
  fc.record({
    at: fc.integer({ min: FROM - DAY, max: TO + HOUR }),
    code: fc.constantFrom(...RESULTS),
    who: fc.nat(2),
    what: fc.nat(1),
  }),
  { maxLength: 60 },
);
type Events = typeof events extends fc.Arbitrary<infer T> ? T : never;

const rowsOf = (list: Events): LogRow[] =>
  list.map(({ at, code, who, what }) =>
    row(Math.floor(at / 1000) * 1000, code, {
      ServicePrincipalId: `5b2f7a10-1111-4a01-9001-0000000000a${String(who)}`,
      ResourceIdentity: `6c3f7a10-2222-4a01-9001-0000000000b${String(what)}`,
    }),
  );

/** The model of the single sign-ins themselves. */
function plainly(rows: readonly LogRow[]): Snapshot {
  const bench = new Bench({ tables: {} });
  const names = [
    "ServicePrincipalId",
    "ServicePrincipalName",
    "AppId",
    "ResultType",
    "ResourceDisplayName",
    "ResourceIdentity",
  ];
  const inRange = rows.filter(
    ({ TimeGenerated }) => Date.parse(TimeGenerated) >= FROM && Date.parse(TimeGenerated) < TO,
  );
  bench.model.append(
    inRange.map((one) => [...names, "TimeGenerated"].map((name) => one[name])),
    columnMapOfHeaders([...names, "TimeGenerated"]),
  );
  return bench.snapshot();
}

describe("windows", () => {
  const ranges = fc
    .tuple(fc.integer({ min: 0, max: 40 * DAY }), fc.integer({ min: 1, max: 40 * DAY }))
    .map(([start, length]) => ({ from: FROM + start, until: FROM + start + length }));
  const days = fc.array(
    fc.record({
      day: fc.nat(80).map((n) => Math.floor(FROM / DAY) * DAY + n * DAY),
      rows: fc.nat(400),
      bytes: fc.nat(400),
    }),
  );

  it("cover a range without gap or overlap, newest first, cut at midnight, within the limits where a day is", () => {
    fc.assert(
      fc.property(ranges, fc.option(days), (range, list) => {
        const unique = list === null ? null : [...new Map(list.map((entry) => [entry.day, entry])).values()];
        const windows = planWindows(range, unique, { rows: 500, bytes: 600 });
        expect(windows[0]?.until).toBe(range.until);
        expect(windows.at(-1)?.from).toBe(range.from);
        for (const [index, window] of windows.entries()) {
          expect(window.from).toBeLessThan(window.until);
          const next = windows[index + 1];
          if (next !== undefined) {
            expect(next.until).toBe(window.from);
            expect(window.from % DAY).toBe(0);
          }
          const own = (unique ?? []).filter(({ day }) => day + DAY > window.from && day < window.until);
          const sum = (name: "rows" | "bytes"): number => own.reduce((total, entry) => total + entry[name], 0);
          if (own.length > 1) expect([sum("rows") <= 500, sum("bytes") <= 600]).toEqual([true, true]);
        }
      }),
    );
  });

  it("halve into two that make the whole, down to an hour", () => {
    fc.assert(
      fc.property(ranges, (range) => {
        let todo: TimeWindow[] = [range];
        for (let round = 0; round < 60 && todo.length > 0; round++) {
          todo = todo.flatMap((window) => {
            const halves = halve(window);
            if (halves === null) {
              expect(window.until - window.from).toBeLessThanOrEqual(HOUR);
              return [];
            }
            expect([halves[1].from, halves[0].until]).toEqual([window.from, window.until]);
            expect(halves[1].until).toBe(halves[0].from);
            return [halves[0]];
          });
        }
        expect(todo).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a load from Log Analytics", () => {
  it("asks the cloud's host for an estimate, then for windows, and tells rows, windows and the newest row", async () => {
    const rows = [row(TO - HOUR, "50171"), row(TO - 2 * DAY, "0"), row(TO - 2 * DAY - 1000, "0")];
    const bench = new Bench({ tables: { [SP]: rows, [MI]: [] } });
    const { outcome, progress, calls } = await bench.load();
    expect(outcome).toMatchObject({ troubles: [], resume: null, newest: TO - HOUR });
    expect(outcome.notes).toEqual([expect.stringContaining("ManagedIdentitySignInLogs")]);
    expect(progress).toMatchObject([
      { part: "Sign-ins of service principals", rows: 3, done: 1, total: 1, state: "done" },
      { part: "Sign-ins of managed identities", rows: 0, state: "done" },
    ]);
    expect(calls.map(({ url, scopes, role, pace }) => ({ url, scopes, role, pace }))).toEqual(
      Array.from({ length: 4 }, () => ({
        url: `https://api.loganalytics.azure.com/v1/workspaces/${WORKSPACE}/query`,
        scopes: ["https://api.loganalytics.io/Data.Read"],
        role: "Log Analytics Reader",
        pace: "logs",
      })),
    );
    expect((calls[1]?.body as { timespan: string }).timespan).toBe(
      `${new Date(FROM).toISOString()}/${new Date(TO).toISOString()}`,
    );
    expect(bench.snapshot().totals).toMatchObject({ signIns: 3, failures: 1 });
  });

  it("asks by the hour for up to two days, by the day beyond", async () => {
    const grainOf = async (length: number): Promise<string | undefined> => {
      const bench = new Bench({ tables: { [SP]: [], [MI]: [] } });
      const { calls } = await bench.load(null, Infinity, { from: TO - length, until: TO });
      return /let grain = (\w+);/.exec((calls[0]?.body as { query: string }).query)?.[1];
    };
    expect([await grainOf(2 * DAY), await grainOf(2 * DAY + 1)]).toEqual(["1h", "1d"]);
  });

  it("gives the same sums as the sign-ins themselves, and the same states of cases by contract 3", async () => {
    await fc.assert(
      fc.asyncProperty(events, async (list) => {
        const rows = rowsOf(list);
        const bench = new Bench({ tables: { [SP]: rows, [MI]: [] } });
        await bench.load();
        const [mine, theirs] = [bench.snapshot(), plainly(rows)];
        expect(sums(mine)).toEqual(sums(theirs));
        const [seen, real] = [casesOf(mine), casesOf(theirs)];
        expect([...seen.keys()].sort()).toEqual([...real.keys()].sort());
        for (const [id, found] of seen) {
          const other = real.get(id);
          expect([found.firstFailure, found.lastFailure]).toEqual([other?.firstFailure, other?.lastFailure]);
          if (found.verification.state === other?.verification.state) continue;
          // All that a day hides: a case that failed, succeeded and failed within it, before it succeeded again.
          expect([other?.verification.state, found.verification.state]).toEqual(["regressed", "verified"]);
          expect(Math.floor(Number(found.firstFailure) / DAY)).toBe(Math.floor(Number(found.lastFailure) / DAY));
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(["partial", "refused"] as const)(
    "halves windows that are too large (%s) until they fit, and takes every row once",
    async (tooLarge) => {
      await fc.assert(
        fc.asyncProperty(events, fc.integer({ min: 61, max: 130 }), fc.nat(20), async (list, most, planned) => {
          const rows = rowsOf(list);
          // The plan believes in more than the engine gives out, so that the engine has to say so.
          const bench = new Bench(
            { tables: { [SP]: rows, [MI]: [] }, maxRows: Math.max(2, most % 17), tooLarge },
            { limits: { rows: 10 + planned, bytes: 1e9 } },
          );
          const { outcome } = await bench.load();
          const full = outcome.troubles.some(({ kind }) => kind === "tooLarge");
          // With limits below an hour's rows nothing can be whole; it is said then.
          if (!full) expect(sums(bench.snapshot())).toEqual(sums(plainly(rows)));
          expect(outcome.resume).toBeNull();
        }),
        { numRuns: 40 },
      );
    },
  );

  it("needs no more than one day's rows of a limit to load everything", async () => {
    await fc.assert(
      fc.asyncProperty(events, async (list) => {
        const rows = rowsOf(list);
        const perDay = new Map<number, number>();
        for (const { TimeGenerated } of rows) {
          const day = Math.floor(Date.parse(TimeGenerated) / DAY);
          perDay.set(day, (perDay.get(day) ?? 0) + 1);
        }
        const maxRows = Math.max(10, ...perDay.values());
        const bench = new Bench({ tables: { [SP]: rows, [MI]: [] }, maxRows }, { limits: { rows: 1e9, bytes: 1e9 } });
        const { outcome } = await bench.load();
        expect(outcome.troubles).toEqual([]);
        expect(sums(bench.snapshot())).toEqual(sums(plainly(rows)));
      }),
      { numRuns: 60 },
    );
  });

  it("goes on where it was cancelled: the same rows as in one go", async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 1, max: 9 }), async (list, stopAfter) => {
        const rows = rowsOf(list);
        const settings = { tables: { [SP]: rows, [MI]: rows.slice(0, 5) } };
        const limits = { rows: 8, bytes: 1e9 };
        const whole = new Bench(settings, { limits });
        await whole.load();
        const bench = new Bench(settings, { limits });
        let resume: unknown = null;
        let rounds = 0;
        do {
          const loaded = await bench.load(resume, stopAfter);
          ({ resume } = loaded.outcome);
          if (resume !== null) expect(kinds(loaded)).toEqual(["cancelled"]);
          // One request a round would estimate for ever; two get on.
        } while (resume !== null && ++rounds < 40 && stopAfter > 1);
        if (resume === null) {
          const sorted = (all: readonly unknown[][]): string[] => all.map((cells) => JSON.stringify(cells)).sort();
          expect(sorted(bench.rows)).toEqual(sorted(whole.rows));
        } else expect(stopAfter).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  it("passes the service's wait on, and ends it", async () => {
    const bench = new Bench({ tables: { [SP]: [row(TO - HOUR, "0")], [MI]: [] } });
    const part = createLogsPart();
    const inner = standInSend(part, { id: "t", settings: { logs: { tables: { [SP]: [], [MI]: [] } } } });
    const seen: (number | null)[] = [];
    await bench
      .source(async (call) => {
        call.onWait?.(TO + 5_000);
        call.onWait?.(null);
        return inner(call);
      })
      .load({
        from: FROM,
        to: TO,
        signal: new AbortController().signal,
        sink: { rows: () => undefined, skipped: () => undefined },
        progress: ([first]) => seen.push(first?.waitingUntil ?? null),
      });
    expect(seen.slice(0, 3)).toEqual([null, TO + 5_000, null]);
  });
});

describe("what goes wrong", () => {
  const rows = [row(TO - HOUR, "50171"), row(TO - 3 * DAY, "0")];
  const tables = { [SP]: rows, [MI]: [row(TO - 5 * DAY, "0")] };

  it.each([
    ["forbidden", 0, { kind: "role", role: "Log Analytics Reader", code: "InsufficientAccessError" }],
    ["badToken", 0, { kind: "refused", code: "InvalidAuthenticationTokenAudience" }],
    ["notFound", 0, { kind: "refused", detail: expect.stringContaining("logAnalyticsWorkspaceId") }],
    ["throttled", 1, { kind: "throttled" }],
    ["server", 1, { kind: "server", status: 503 }],
    ["truncatedBody", 1, { kind: "server" }],
    ["badShape", 1, { kind: "server", code: "unreadable answer" }],
    ["claims", 0, { kind: "signedOut" }],
  ] as const)("%s at request %s is told, and the rest is left to do where that helps", async (kind, request, told) => {
    const bench = new Bench({ tables, faults: [{ request, kind }] });
    const first = await bench.load();
    expect(first.outcome.troubles).toEqual([
      expect.objectContaining({ part: "Sign-ins of service principals", ...told }),
    ]);
    expect(first.progress.map(({ state }) => state)).toEqual(["failed", "waiting"]);
    if (told.kind === "refused") {
      expect(first.outcome.resume).toBeNull();
      return;
    }
    const second = await bench.load(first.outcome.resume);
    expect([second.outcome.troubles, second.outcome.resume]).toEqual([[], null]);
    expect(bench.snapshot().totals.signIns).toBe(3);
  });

  it("names the diagnostic setting for a table that is not collected, and loads the other one", async () => {
    const bench = new Bench({ tables: { [MI]: [row(TO - DAY, "0")] } });
    const { outcome, progress } = await bench.load();
    expect(outcome.troubles).toEqual([
      expect.objectContaining({
        kind: "notCollected",
        detail: expect.stringMatching(/AADServicePrincipalSignInLogs.*category ServicePrincipalSignInLogs /),
      }),
    ]);
    expect(outcome.resume).toBeNull();
    expect(progress.map(({ state, rows: count }) => [state, count])).toEqual([
      ["failed", 0],
      ["done", 1],
    ]);
  });

  it("takes the documented empty answer of an empty workspace for no rows", async () => {
    const { outcome } = await new Bench({ tables: {} }).load();
    expect([outcome.troubles, outcome.resume, outcome.newest, outcome.notes.length]).toEqual([[], null, null, 2]);
  });

  it("tells a missing table by the kind of error too, where only the outer ones came through, but no other name", async () => {
    const refuse = (detail: string) =>
      new Bench({ tables }).source(() =>
        Promise.reject(new TroubleError({ kind: "refused", part: "", status: 400, code: "BadArgumentError", detail })),
      );
    const request = {
      from: FROM,
      to: TO,
      signal: new AbortController().signal,
      sink: { rows: () => undefined, skipped: () => undefined },
      progress: () => undefined,
    };
    const outer = await refuse("The request had some invalid properties A semantic error occurred.").load(request);
    expect(outer.troubles.map(({ code }) => code)).toEqual(["SEM0100", "SEM0100"]);
    const column = await refuse("SEM0100: Failed to resolve scalar expression named 'ServicePrincipalId'").load(
      request,
    );
    expect(column.troubles).toEqual([expect.objectContaining({ kind: "refused", code: "BadArgumentError" })]);
  });

  it("asks once more for an answer in part, then keeps it and says so", async () => {
    const once = new Bench({ tables, faults: [{ request: 1, kind: "partial" }] });
    expect((await once.load()).outcome.troubles).toEqual([]);
    expect(once.snapshot().totals.signIns).toBe(3);
    const twice = new Bench({
      tables,
      faults: [
        { request: 1, kind: "partial" },
        { request: 2, kind: "partial" },
      ],
    });
    const { outcome, progress } = await twice.load();
    expect(outcome.troubles).toEqual([
      expect.objectContaining({ kind: "server", code: "PartialError", detail: expect.stringContaining("Some shards") }),
    ]);
    expect(outcome.resume).toBeNull();
    expect(progress[0]).toMatchObject({ rows: 1, state: "failed" });
    expect(twice.snapshot().totals.signIns).toBe(2);
  });

  it("keeps what it can of an hour with too many rows and names the hour", async () => {
    const crowd = Array.from({ length: 9 }, (_, index) =>
      row(TO - 90 * 60_000, "0", { ServicePrincipalId: `5b2f7a10-1111-4a01-9001-0000000000a${String(index)}` }),
    );
    const bench = new Bench({ tables: { [SP]: [...crowd, ...rows], [MI]: [] }, maxRows: 5 });
    const { outcome } = await bench.load();
    expect(outcome.troubles).toEqual([
      expect.objectContaining({
        kind: "tooLarge",
        detail: expect.stringContaining("Nov 23, 2026, 10:00 UTC to Nov 23, 2026, 11:00 UTC"),
      }),
    ]);
    expect(bench.snapshot().totals.signIns).toBe(5 + rows.length);
  });

  it("looks day by day where even the estimate takes too long", async () => {
    const bench = new Bench({ tables, faults: [{ request: 0, kind: "gatewayTimeout" }] });
    const { outcome, calls } = await bench.load();
    expect(outcome.troubles).toEqual([]);
    expect(calls.length).toBeGreaterThan(10);
    expect(bench.snapshot().totals.signIns).toBe(3);
  });

  it("does not ask a cloud without a host", async () => {
    const { outcome, calls } = await new Bench(
      { tables },
      { cloud: { ...findCloud("public"), logsHost: "", logsAudience: "" } },
    ).load();
    expect([outcome.troubles.map(({ kind }) => kind), outcome.resume, calls]).toEqual([["notInCloud"], null, []]);
  });

  it("reads hostile names as text and leaves malformed rows to the model", async () => {
    const bench = new Bench({
      tables: { [SP]: [row(TO - HOUR, "50171", { ServicePrincipalName: "</script>\u202E<b>" })], [MI]: [] },
    });
    await bench.load();
    expect(bench.snapshot().principal(0).name).toBe("</script>\u202E<b>");
  });
});

describe("the details of one principal", () => {
  it("are its single sign-ins alone, and only an object id may be asked for", async () => {
    const other = row(TO - HOUR, "0", { ServicePrincipalId: "5b2f7a10-1111-4a01-9001-0000000000ff" });
    const settings = { tables: { [SP]: [row(TO - HOUR, "50171", { IPAddress: "192.0.2.1" }), other] } };
    const bench = new Bench(settings);
    const source = bench.source(standInSend(createLogsPart(), { id: "t", settings: { logs: settings } }));
    const { signal } = new AbortController();
    const ask = { to: TO, signal };
    expect(await source.singles(other.ServicePrincipalId ?? "", FROM, ask)).toMatchObject({
      signIns: [{ code: 0, time: TO - HOUR, correlationId: other.CorrelationId ?? "" }],
      troubles: [],
      resume: null,
    });
    const failed = await source.singles("5b2f7a10-1111-4a01-9001-0000000000a1", FROM, ask);
    expect(failed.signIns).toMatchObject([{ code: 50171, ipAddress: "192.0.2.1" }]);
    await expect(source.singles('x"; AuditLogs //', FROM, ask)).rejects.toThrow("not an object id");
  });
});
