import fc from "fast-check";
import { readReport, reportCall } from "../../src/panel/report/address";
import { createEmbedding, type EmbedState } from "../../src/panel/report/embedding";
import { faultOfEvent, type Fault } from "../../src/panel/report/faults";
import { columnAmong, selectedIn } from "../../src/panel/report/identity";
import { createRenewal, expiryOf } from "../../src/panel/report/renewal";
import { turnTo } from "../../src/panel/report/turning";
import type { Clock, Column, EmbedConfig, EmbeddedReport, PowerBi, ReportPage } from "../../src/panel/report/types";
import { TroubleError } from "../../src/panel/trouble";

const CLOUD = {
  powerBiApiHost: "api.powerbi.com",
  powerBiAppHost: "app.powerbi.com",
  powerBiResource: "https://analysis.windows.net/powerbi/api",
};
const CONFIG = { workspaceId: "w/1", reportId: "r?1" };
const MINUTE = 60_000;

/** A clock that moves when told to, and runs what fell due. */
function fakeClock(): Clock & { advance(ms: number): Promise<void> } {
  let at = 0;
  const due = new Map<() => void, number>();
  return {
    now: () => at,
    later(ms, callback) {
      due.set(callback, at + ms);
      return () => due.delete(callback);
    },
    async advance(ms) {
      for (const end = at + ms; at < end;) {
        at = Math.min(end, ...[...due.values()].map((when) => Math.max(when, at + 1)));
        for (const [callback, when] of [...due]) {
          if (when <= at && due.delete(callback)) callback();
        }
        await settle();
      }
    },
  };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A token as Entra makes them, that ends at `ms`. */
const jwt = (ms: number): string =>
  `e30.${Buffer.from(JSON.stringify({ exp: ms / 1000, name: "ÿ?>" })).toString("base64url")}.x`;

describe("the report's address", () => {
  it("is asked for by ids that cannot leave their place", () => {
    const { url, scopes } = reportCall(CONFIG, CLOUD, new AbortController().signal);
    expect(url).toBe("https://api.powerbi.com/v1.0/myorg/groups/w%2F1/reports/r%3F1");
    expect(scopes).toEqual(["https://analysis.windows.net/powerbi/api/Report.Read.All"]);
  });

  it.each([
    ["https://app.powerbi.com/reportEmbed?reportId=1", true],
    ["http://app.powerbi.com/reportEmbed", false],
    ["https://app.powerbi.com.evil.example/", false],
    ["https://app.powerbi.com:8443/reportEmbed", false],
    ["https://app.powerbi.com@evil.example/", false],
    ["https://user@app.powerbi.com/", false],
    ["https://evil.powerbi.com/reportEmbed", false],
    ["javascript:alert(1)//https://app.powerbi.com/", false],
    ["//app.powerbi.com/reportEmbed", false],
    ["", false],
  ])("is embedded only from the cloud's own host: %s", (embedUrl, isTrusted) => {
    expect(readReport({ embedUrl }, CLOUD.powerBiAppHost).embedUrl !== null).toBe(isTrusted);
  });

  it("never throws for what a service answers", () => {
    fc.assert(fc.property(fc.anything(), (answer) => readReport(answer, "app.powerbi.com").name.length >= 0));
  });
});

const at = (table: string, column: string): Column => ({ table, column });
const ID = "0c9d1f20-0000-4000-8000-0000000000a1";
const OTHER = "0c9d1f20-0000-4000-8000-0000000000b2";
const point = (...identities: readonly (readonly [Column, unknown])[]): object => ({
  identity: identities.map(([target, equals]) => ({ target, equals })),
});

describe("a selection in the report", () => {
  it("tells its principals, the surest column first", () => {
    const detail = {
      dataPoints: [
        point([at("T", "Owner"), OTHER]),
        point([at("T", "Service Principal ID"), ID], [at("T", "ResourceIdentity"), OTHER], [at("T", "Day"), "Monday"]),
        point([at("T", "Key"), "by-name"]),
      ],
    };
    expect(selectedIn(detail, at("t", "KEY")).map(({ id }) => id)).toEqual(["by-name", ID, OTHER]);
    expect(selectedIn(detail, null).map(({ at: { column } }) => column)).toEqual(["Service Principal ID", "Owner"]);
  });

  it("is bounded, and any shape is read without throwing", () => {
    const many = { dataPoints: Array.from({ length: 5000 }, (_, i) => point([at("T", "principalId"), String(i)])) };
    expect(selectedIn(many, null)).toHaveLength(20);
    fc.assert(
      fc.property(fc.anything(), (detail) => {
        selectedIn(detail, null);
        selectedIn({ dataPoints: [{ identity: [detail] }, detail] }, at("T", "C"));
        columnAmong([detail, { target: detail }]);
        faultOfEvent(detail);
      }),
    );
  });

  it("finds the column by its name among filters of one or several columns", () => {
    const filters = [{ target: at("D", "Day") }, { target: [at("F", "Code"), at("F", "service_principal_id")] }];
    expect(columnAmong(filters)).toEqual(at("F", "service_principal_id"));
  });
});

describe("turning the report to a principal", () => {
  const page = (name: string, visuals: readonly string[], rest: Partial<ReportPage> = {}): ReportPage => ({
    name,
    displayName: `The ${name}`,
    isActive: false,
    activate: () => Promise.resolve(void done.push(`open ${name}`)),
    filter: ({ column }, values) => Promise.resolve(void done.push(`filter ${name} ${column} ${values.join()}`)),
    filters: () => Promise.resolve([]),
    visuals: () => Promise.resolve(visuals.map((type) => ({ type, filters: () => Promise.reject(new Error("no")) }))),
    ...rest,
  });
  let done: string[] = [];
  beforeEach(() => (done = []));
  const report = (...pages: readonly ReportPage[]): EmbeddedReport => ({
    on: () => undefined,
    setToken: () => Promise.resolve(),
    pages: () => Promise.resolve(pages),
  });

  it("takes the configured page and column, else the page with our visual and a column that shows itself", async () => {
    const pages = [
      page("a", ["card"], { isActive: true }),
      page("b", ["servicePrincipalPostureX"], { filters: () => Promise.resolve([{ target: at("F", "PrincipalId") }]) }),
      page("c", [], { visuals: () => Promise.reject(new Error("not open")) }),
    ];
    await turnTo(report(...pages), { ...CONFIG, page: "the C", table: "T", column: "Id" }, null, ID);
    await turnTo(report(...pages), CONFIG, null, ID);
    await turnTo(report(...pages), CONFIG, at("K", "Known"), ID);
    const missing = await turnTo(report(pages[0] ?? page("a", [])), { ...CONFIG, page: "gone", table: "T" }, null, ID);
    expect(done).toEqual([
      "open c",
      `filter c Id ${ID}`,
      "open b",
      `filter b PrincipalId ${ID}`,
      "open b",
      `filter b Known ${ID}`,
    ]);
    expect(missing).toMatchObject({ column: null, missingPage: "gone" });
  });
});

describe("renewing the frame's token", () => {
  it("reads when a token ends, and nothing from what is none", () => {
    expect(expiryOf(jwt(90_000))).toBe(90_000);
    for (const token of ["", "a.b.c", "opaque", `e30.${btoa('{"exp":"soon"}')}.x`]) expect(expiryOf(token)).toBeNull();
  });

  it("happens ten minutes before the end, again while the old token comes back, and once in a hidden page", async () => {
    const clock = fakeClock();
    const answers = [jwt(60 * MINUTE), jwt(60 * MINUTE), jwt(120 * MINUTE), jwt(180 * MINUTE)];
    const asked: number[] = [];
    const given: string[] = [];
    const renewal = createRenewal({
      clock,
      fetch: () => Promise.resolve(answers[asked.push(clock.now() / MINUTE) - 1] ?? ""),
      give: (token) => Promise.resolve(void given.push(token)),
      failed: () => undefined,
    });
    renewal.follow(jwt(60 * MINUTE));
    await clock.advance(60 * MINUTE);
    renewal.check();
    expect(asked).toEqual([50, 51, 52]);
    expect(given).toEqual([jwt(120 * MINUTE)]);
    await clock.advance(50 * MINUTE);
    expect(given).toHaveLength(2);
    renewal.stop();
    await clock.advance(600 * MINUTE);
    expect(asked).toHaveLength(4);
  });

  it("fails once, and tries again only when it is looked at", async () => {
    const clock = fakeClock();
    const failures: unknown[] = [];
    const renewal = createRenewal({
      clock,
      fetch: () => Promise.reject(new Error("no")),
      give: () => Promise.resolve(),
      failed: (error) => failures.push(error),
    });
    renewal.follow(jwt(20 * MINUTE));
    await clock.advance(100 * MINUTE);
    expect(failures).toHaveLength(1);
    renewal.check();
    await settle();
    expect(failures).toHaveLength(2);
  });
});

describe("the life of an embedded report", () => {
  function setUp(answers: readonly unknown[] = [{ name: "R", embedUrl: "https://app.powerbi.com/reportEmbed" }]) {
    const clock = fakeClock();
    const done: string[] = [];
    const states: EmbedState[] = [];
    const notices: Fault[] = [];
    const listeners = new Map<string, (detail: unknown) => void>();
    const configs: EmbedConfig[] = [];
    const tokens: (string | Error)[] = [];
    let sent = 0;
    const powerBi: PowerBi = {
      bootstrap: () => void done.push("bootstrap"),
      embed(config) {
        done.push("embed");
        configs.push(config);
        return {
          on: (event, listener) => void listeners.set(event, listener),
          setToken: (token) => Promise.resolve(void done.push(`set ${token}`)),
          pages: () => Promise.resolve([]),
        };
      },
      reset: () => void done.push("reset"),
    };
    const embedding = createEmbedding({
      config: CONFIG,
      cloud: CLOUD,
      clock,
      send: () => {
        const answer = answers[Math.min(sent++, answers.length - 1)];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      tokens: {
        token() {
          const next = tokens.shift() ?? "t";
          return typeof next === "string" ? Promise.resolve(next) : Promise.reject(next);
        },
      },
      open: () => Promise.resolve(powerBi),
      changed: (state) => states.push(state),
      named: () => undefined,
      notice: (fault) => notices.push(fault),
      selected: () => undefined,
    });
    const raise = (event: string, detail: unknown = {}): void => listeners.get(event)?.(detail);
    return { embedding, clock, done, states, notices, configs, tokens, raise };
  }
  const last = (states: readonly EmbedState[]): unknown => states.at(-1);

  it("starts the frame first, embeds once however often it is shown, and ends with a reset", async () => {
    const { embedding, done, states, raise, configs } = setUp();
    embedding.start();
    await settle();
    embedding.start();
    raise("loaded");
    raise("rendered");
    embedding.start();
    await settle();
    expect(done).toEqual(["bootstrap", "embed"]);
    expect(states.map(({ kind }) => kind)).toEqual(["loading", "loading", "ready"]);
    embedding.stop();
    expect(done.at(-1)).toBe("reset");
    expect(await configs[0]?.accessTokenProvider()).toBeNull();
    embedding.start();
    expect(embedding.report).toBeNull();
  });

  it("keeps a frame that stands: after a failed sign-in the next token goes to it", async () => {
    const { embedding, done, states, tokens, clock, raise } = setUp();
    tokens.push("one");
    embedding.start();
    await settle();
    raise("loaded");
    await clock.advance(MINUTE);
    tokens.push(new TroubleError({ kind: "signedOut", part: "" }));
    raise("error", { message: "TokenExpired" });
    raise("error", { message: "TokenExpired" });
    await settle();
    expect(last(states)).toMatchObject({ kind: "failed", fault: { kind: "signedOut" } });
    tokens.push("two");
    embedding.start();
    await settle();
    expect(done).toEqual(["bootstrap", "embed", "set two"]);
    expect(last(states)).toEqual({ kind: "ready" });
  });

  it("takes a frame away that failed before it loaded, and waits a minute for one that says nothing", async () => {
    const { embedding, done, states, clock, raise } = setUp();
    embedding.start();
    await settle();
    raise("error", { message: "ExplorationContainer_FailedToLoadModel_DefaultDetails" });
    expect(last(states)).toMatchObject({ fault: { kind: "capacity" } });
    embedding.start();
    await settle();
    await clock.advance(MINUTE);
    expect(last(states)).toMatchObject({ fault: { kind: "timedOut" } });
    expect(done).toEqual(["bootstrap", "embed", "reset", "bootstrap", "embed"]);
  });

  it("tells faults of a visual beside a report that stands, and a provider's failure without rejecting", async () => {
    const { embedding, states, notices, configs, tokens, raise } = setUp();
    embedding.start();
    await settle();
    raise("loaded");
    raise("error", { message: "Odd", detailedMessage: "A visual failed", level: 6, errorCode: "x" });
    tokens.push(new TroubleError({ kind: "consent", part: "", scope: "S" }));
    expect(await configs[0]?.accessTokenProvider()).toBeNull();
    expect(notices).toEqual([
      { kind: "embed", code: "Odd", message: "A visual failed" },
      { kind: "consent", scope: "S" },
    ]);
    expect(last(states)).toEqual({ kind: "ready" });
  });

  it.each([
    [new TroubleError({ kind: "refused", part: "", status: 404 }), "notFound"],
    [new TroubleError({ kind: "role", part: "", status: 403, role: "Viewer" }), "role"],
    [new TroubleError({ kind: "licence", part: "" }), "licence"],
    [new TroubleError({ kind: "brokenChain", part: "" }), "server"],
    [new Error("token-secret"), "embed"],
    [{ embedUrl: "https://evil.example/" }, "address"],
  ])("names what keeps it from being shown (%#)", async (answer, kind) => {
    const { embedding, done, states } = setUp([answer]);
    embedding.start();
    await settle();
    expect(last(states)).toMatchObject({ kind: "failed", fault: { kind } });
    expect(JSON.stringify(last(states))).not.toContain("secret");
    expect(done).toEqual(["bootstrap"]);
  });

  it("embeds nothing in a cloud without Power BI", () => {
    const states: EmbedState[] = [];
    const { embedding } = setUp();
    embedding.stop();
    createEmbedding({
      config: CONFIG,
      cloud: { ...CLOUD, powerBiAppHost: "" },
      clock: fakeClock(),
      send: () => Promise.reject(new Error("none")),
      tokens: { token: () => Promise.reject(new Error("none")) },
      open: () => Promise.reject(new Error("none")),
      changed: (state) => states.push(state),
      named: () => undefined,
      notice: () => undefined,
      selected: () => undefined,
    }).start();
    expect(states).toEqual([{ kind: "failed", fault: { kind: "notInCloud" } }]);
  });
});
