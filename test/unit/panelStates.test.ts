import { Model, type Snapshot } from "../../src/model";
import { readCsv } from "../../src/model/read/csv";
import { conditionOf, type Judged } from "../../src/panel/states/conditions";
import { describeTrouble, detailsText, troubleTitle, whyMissing } from "../../src/panel/states/describe";
import { STALE_MINUTES, TROUBLE_STATES } from "../../src/panel/states/table";
import type { LoadState } from "../../src/panel/shell/loading";
import type { Trouble, TroubleKind } from "../../src/panel/trouble";
import { formatFor } from "../../src/view/format";

const NOW = Date.UTC(2026, 10, 24, 12);
const FORMAT = formatFor("en-US", "UTC");
const KINDS = Object.keys(TROUBLE_STATES) as TroubleKind[];

const LOAD: LoadState = {
  loading: false,
  parts: [],
  troubles: [],
  notes: [],
  resume: null,
  startedAt: NOW - 5_000,
  endedAt: NOW,
  rows: 0,
};

function snapshotOf(csv: string): Snapshot {
  const model = new Model(NOW);
  readCsv(csv, (rows, columns) => model.append(rows, columns));
  return model.snapshot({ kind: "graph", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" });
}
const FAILING = snapshotOf("servicePrincipalId,resultType,time\np,50171,2026-11-23T10:00Z\n");
const HEALTHY = snapshotOf("servicePrincipalId,resultType,time\np,0,2026-11-23T10:00Z\n");
const EMPTY = snapshotOf("servicePrincipalId,resultType,time\n");

const judged = (change: Partial<Judged>, load: Partial<LoadState> = {}): Judged => ({
  load: { ...LOAD, ...load },
  snapshot: FAILING,
  from: NOW - 30 * 864e5,
  to: NOW,
  isLive: true,
  now: NOW,
  ...change,
});

describe("every kind of trouble", () => {
  it.each(KINDS)("%s has a title, a help and something to do", (kind) => {
    const { title, lines, acts, sign } = describeTrouble({
      kind,
      part: "",
      scope: "AuditLog.Read.All",
      role: "Reports Reader",
    });
    expect(title).not.toMatch(/^trouble|\{\d\}|^$/);
    expect(lines.join(" ")).toMatch(/\.$/);
    expect(lines.join(" ")).not.toMatch(/\{\d\}/);
    expect(acts.length).toBeGreaterThan(0);
    expect(sign).not.toBe("");
  });

  it("names scope and role where they are what is missing", () => {
    expect(troubleTitle({ kind: "consent", part: "Credentials", scope: "Application.Read.All" })).toBe(
      "Credentials: A permission is missing: Application.Read.All",
    );
    expect(describeTrouble({ kind: "role", part: "", role: "Reports Reader" }).lines[0]).toContain(
      "The role Reports Reader would do",
    );
  });

  it("tells support what it asks for, and cleans what a service wrote", () => {
    const trouble: Trouble = {
      kind: "server",
      part: "Sign-ins",
      status: 503,
      code: "Unknown\u202eError",
      requestId: "a-b-c",
      detail: "x".repeat(5_000),
    };
    const text = detailsText([trouble]);
    expect(text).toContain("Status: 503");
    expect(text).toContain("Request id: a-b-c");
    expect(text).toContain("Unknown‹U+202E›Error");
    expect(text.length).toBeLessThan(1_400);
  });
});

describe("a load that has ended", () => {
  it("is a whole page where nothing came, with what stands in the way of most in front", () => {
    const troubles: Trouble[] = [
      { kind: "cancelled", part: "A" },
      { kind: "signedOut", part: "" },
    ];
    const found = conditionOf(judged({ snapshot: EMPTY }, { troubles }), FORMAT);
    expect([found?.whole, found?.shown.title]).toEqual([true, "Your sign-in has ended"]);
    expect(found?.more.map(({ title }) => title)).toEqual(["A: Loading was cancelled"]);
  });

  it("is a bar that names n of m parts where something came", () => {
    const parts = ["Sign-ins", "Credentials", "Managed identities"].map((part) => ({
      part,
      rows: 1,
      done: 1,
      total: 1,
      waitingUntil: null,
      state: "done" as const,
    }));
    const troubles: Trouble[] = [{ kind: "throttled", part: "Credentials", retryAt: NOW + 30_000 }];
    const found = conditionOf(judged({}, { parts, troubles }), FORMAT);
    expect([found?.whole, found?.shown.title, found?.shown.retryAt]).toEqual([
      false,
      "Incomplete: Credentials (1 of 3 parts).",
      NOW + 30_000,
    ]);
    expect(found?.shown.lines).toEqual(["The service asks to wait."]);
    const former = conditionOf(judged({ isFormer: true }, { parts, troubles }), FORMAT);
    expect(former?.shown.lines).toEqual(["The service asks to wait.", "What is shown was loaded before."]);
    expect(whyMissing(troubles)).toBe("Incomplete: Credentials: The service asks to wait");
  });

  it("tells parts that one cause stopped together, and parts that need another role apart", () => {
    const role = (part: string, name: string, requestId: string): Trouble => ({
      kind: "role",
      part,
      role: name,
      requestId,
      status: 403,
    });
    const troubles = [role("A", "R, S", "1"), role("B", "T", "2"), role("C", "R, S", "3")];
    const found = conditionOf(judged({ snapshot: EMPTY }, { troubles }), FORMAT);
    const [second] = found?.more ?? [];
    expect([found?.shown.title, second?.title]).toEqual(["Your account lacks a role", "B: Your account lacks a role"]);
    expect(found?.shown.lines[0]).toBe("Incomplete: A, C.");
    expect(found?.shown.lines[1]).toContain("The role R or S would do.");
    expect(found?.shown.details).toContainEqual(["Request id", "1", "3"]);
    expect(detailsText(troubles)).toMatch(/Missing: A\nMissing: C\n[^]*\n\nYour account lacks a role\nMissing: B\n/);
  });

  it("names no more values of a kind than somebody reads", () => {
    const troubles = Array.from({ length: 40 }, (_, i): Trouble => ({
      kind: "tooLarge",
      part: "A",
      detail: `d${String(i)}`,
    }));
    const found = conditionOf(judged({}, { troubles }), FORMAT);
    expect(found?.more).toHaveLength(1);
    expect(found?.more[0]?.details[0]?.slice(-2)).toEqual(["d5", "and 34 more"]);
  });

  it("tells an empty tenant from one without failures, both with the time of the last check", () => {
    const empty = conditionOf(judged({ snapshot: EMPTY }), FORMAT);
    expect([empty?.whole, empty?.shown.title]).toEqual([true, "No sign-ins of service principals"]);
    expect(empty?.shown.lines.join(" ")).toContain("Last checked Nov 24, 2026, 12:00 UTC.");
    const good = conditionOf(judged({ snapshot: HEALTHY }), FORMAT);
    expect([good?.whole, good?.shown.title, good?.shown.sign]).toEqual([
      false,
      "No sign-in failed in this range.",
      "check",
    ]);
    expect(good?.shown.lines).toEqual(["Last checked Nov 24, 2026, 12:00 UTC."]);
  });

  it("grows stale after the time that it states, and only where there is something newer to get", () => {
    const endedAt = NOW - STALE_MINUTES * 60_000;
    expect(conditionOf(judged({}, { endedAt }), FORMAT)).toBeNull();
    const stale = conditionOf(judged({}, { endedAt: endedAt - 1 }), FORMAT);
    expect(stale?.shown.title).toBe("Loaded 1 h ago. Older than 60 min counts as stale.");
    expect(stale?.shown.acts).toEqual(["again"]);
    expect(conditionOf(judged({ isLive: false }, { endedAt: 0 }), FORMAT)).toBeNull();
  });

  it("is nothing to talk about where all is well, or while it lasts", () => {
    expect(conditionOf(judged({}), FORMAT)).toBeNull();
    expect(conditionOf(judged({ snapshot: EMPTY }, { loading: true }), FORMAT)).toBeNull();
  });
});
