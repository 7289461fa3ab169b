import { columnMapOfHeaders } from "../../src/model";
import { openSource, type Loading, type LoadState } from "../../src/panel/shell/loading";
import { estimate } from "../../src/panel/shell/progress";
import type { LiveSource, LoadOutcome, LoadRequest, PartProgress } from "../../src/panel/sources/types";

const COLUMNS = columnMapOfHeaders(["servicePrincipalId", "resultType", "time"]);
const NOW = Date.UTC(2026, 10, 24);
const rows = (...ids: string[]): string[][] => ids.map((id) => [id, "50171", "2026-11-23T10:00Z"]);

/** A source whose every load waits for the test. */
function fake() {
  const loads: { readonly request: LoadRequest; end(outcome: LoadOutcome): void; fail(): void }[] = [];
  const source: LiveSource = {
    kind: "graph",
    scopes: [],
    load: (request) =>
      new Promise((resolve, reject) => {
        loads.push({ request, end: resolve, fail: () => reject(new Error("secret words")) });
      }),
  };
  return { source, loads };
}

function open(source: LiveSource) {
  const due: { run: () => void; ms: number }[] = [];
  const drawn: { loading: boolean; principals: number; truncated: boolean; why: string }[] = [];
  const progress: LoadState[] = [];
  const loading: Loading = openSource(
    source,
    { from: 1, to: 2 },
    {
      now: () => NOW,
      schedule(run, ms) {
        const one = { run, ms };
        due.push(one);
        return () => due.splice(due.indexOf(one), 1);
      },
      draw(one) {
        const { columns, source: info } = one.snapshot();
        drawn.push({
          loading: info.loading,
          principals: columns.count,
          truncated: info.truncated,
          why: info.stopReason,
        });
      },
      progress: (state) => progress.push(state),
      why: (troubles) => troubles.map(({ kind }) => kind).join(),
    },
  );
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { loading, due, drawn, progress, settle };
}

describe("opening a source", () => {
  it("draws what arrives at a bounded rate, and once more at the end", async () => {
    const { source, loads } = fake();
    const { due, drawn, settle } = open(source);
    const [first] = loads;
    if (first === undefined) throw new Error("Nothing was loaded.");
    const { request } = first;
    for (let i = 0; i < 50; i++) request.sink.rows(rows(`p${String(i)}`), COLUMNS);
    expect([drawn.length, due.length]).toEqual([1, 1]);
    due.shift()?.run();
    expect(drawn.at(-1)).toMatchObject({ loading: true, principals: 50 });
    request.sink.rows(rows("q"), COLUMNS);
    first.end({ troubles: [], notes: [], resume: null });
    await settle();
    expect(due).toEqual([]);
    expect(drawn.map(({ principals }) => principals)).toEqual([0, 50, 51]);
    expect(drawn.at(-1)).toMatchObject({ loading: false, truncated: false, why: "" });
  });

  it("keeps partial results, labels them, and goes on where it broke off", async () => {
    const { source, loads } = fake();
    const { loading, drawn, settle } = open(source);
    loads[0]?.request.sink.rows(rows("a"), COLUMNS);
    loads[0]?.end({ troubles: [{ kind: "throttled", part: "Credentials" }], resume: { page: 2 } });
    await settle();
    expect(drawn.at(-1)).toEqual({ loading: false, principals: 1, truncated: true, why: "throttled" });
    loading.resume();
    expect(loads[1]?.request.resume).toEqual({ page: 2 });
    expect(loading.state).toMatchObject({ loading: true, rows: 1, troubles: [] });
    loads[1]?.request.sink.rows(rows("b"), COLUMNS);
    loads[1]?.end({ troubles: [], notes: [], resume: null });
    await settle();
    expect(drawn.at(-1)).toEqual({ loading: false, principals: 2, truncated: false, why: "" });
    loading.resume();
    expect(loads.length).toBe(2);
  });

  it("passes a cancel on and keeps what came; closed, it is heard no more", async () => {
    const { source, loads } = fake();
    const { loading, drawn, progress, settle } = open(source);
    loads[0]?.request.sink.rows(rows("a"), COLUMNS);
    loading.cancel();
    expect(loads[0]?.request.signal.aborted).toBe(true);
    loads[0]?.end({ troubles: [{ kind: "cancelled", part: "" }], resume: null });
    await settle();
    expect(drawn.at(-1)).toMatchObject({ principals: 1, truncated: true });
    const before = drawn.length;
    loading.close();
    loads[0]?.request.progress([]);
    await settle();
    expect([drawn.length, progress.length]).toEqual([before, 0]);
  });

  it("says nothing of what a broken source threw", async () => {
    const { source, loads } = fake();
    const { loading, settle } = open(source);
    loads[0]?.fail();
    await settle();
    expect(JSON.stringify(loading.state)).not.toContain("secret");
    expect(loading.state.troubles).toEqual([{ kind: "refused", part: "" }]);
  });
});

describe("the time left", () => {
  const part = (
    done: number,
    total: number | null,
    state: PartProgress["state"] = "loading",
    waitingUntil: number | null = null,
  ) => ({ part: "", rows: 0, done, total, waitingUntil, state }) as const;
  const of = (parts: readonly PartProgress[], passed = 10_000) =>
    estimate(
      { loading: true, parts, troubles: [], notes: [], resume: null, startedAt: NOW - passed, endedAt: null, rows: 0 },
      NOW,
    );

  it("takes the pace so far for the pace to come, and a wait on top", () => {
    expect(of([part(5, 10)])).toEqual({ share: 0.5, msLeft: 10_000, waitingUntil: null, partsDone: 0 });
    expect(of([part(10, 10, "done"), part(0, 10)]).msLeft).toBe(10_000);
    expect(of([part(5, 10, "waiting", NOW + 3_000)])).toMatchObject({ msLeft: 13_000, waitingUntil: NOW + 3_000 });
  });

  it("is not told where it cannot be known", () => {
    expect(of([])).toMatchObject({ share: null, msLeft: null });
    expect(of([part(5, null), part(1, 2)])).toMatchObject({ share: null, msLeft: null });
    expect(of([part(1, 100)]).msLeft).toBeNull();
    expect(of([part(0, null, "failed"), part(3, null, "done")])).toMatchObject({
      share: 1,
      msLeft: null,
      partsDone: 2,
    });
  });
});
