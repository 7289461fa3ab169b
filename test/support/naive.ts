import { cellOf } from "../../src/model/read/cells";
import { parseCode } from "../../src/model/read/code";
import { parseCount } from "../../src/model/read/count";
import { idOf, textOf } from "../../src/model/read/text";
import { parseTime } from "../../src/model/read/time";
import { FIELDS, type Field } from "../../src/model/fields";
import { ALL_COLUMNS, cellsOf, type FactRow } from "./load";

const DAY = 86_400_000;

interface SignIn {
  readonly principal: string;
  readonly resource: string;
  readonly code: number;
  readonly time: number | null;
  readonly count: number;
}

/** The sign-in rows of a table, one object each. */
function signInsOf(rows: readonly FactRow[]): SignIn[] {
  const signIns: SignIn[] = [];
  const joined = new Set<string>();
  for (const row of rows) {
    const cells = cellsOf(row);
    const get = (field: Field): unknown => cellOf(cells, ALL_COLUMNS, field);
    const held = FIELDS.filter((field) => field.startsWith("held")).some((field) => textOf(get(field)) !== "");
    const code = [parseCode(get("resultType")), parseCode(get("resultDescription"))].find(
      ({ kind }) => kind === "code",
    );
    if (code?.kind !== "code") continue;
    if (held) {
      const key = JSON.stringify(
        FIELDS.filter((field) => !field.startsWith("held")).map((field) => [typeof get(field), String(get(field))]),
      );
      if (joined.has(key)) continue;
      joined.add(key);
    }
    const time = parseTime(get("time"));
    const count = parseCount(get("signIns")).value;
    if (count === 0) continue;
    signIns.push({
      principal: idOf(get("servicePrincipalId")) || idOf(get("appId")) || "unidentified",
      resource: idOf(get("resourceId")) || textOf(get("resource")).toLowerCase() || "-",
      code: code.value,
      time: time.kind === "time" ? time.value : null,
      count,
    });
  }
  return signIns;
}

/** What a straightforward reading of the contract says about a table, one object a row, in one pass. */
export function naive(rows: readonly FactRow[]) {
  const signIns = signInsOf(rows);
  const times = signIns.flatMap(({ time }) => (time === null ? [] : [time]));
  const asOf = times.length === 0 ? null : Math.max(...times);
  return [...new Set(signIns.map(({ principal }) => principal))].sort().map((id) => {
    const own = signIns.filter(({ principal }) => principal === id);
    const failed = own.filter(({ code }) => code !== 0);
    const cases = [...new Set(failed.map(({ resource, code }) => `${id}|${resource}|${String(code)}`))].sort();
    return {
      id,
      signIns: sum(own),
      failures: sum(failed),
      firstSeen: least(own),
      lastSeen: most(own),
      lastFailure: most(failed),
      byCode: Object.fromEntries(
        [...new Set(failed.map(({ code }) => code))]
          .sort((a, b) => a - b)
          .map((code) => [code, sum(failed.filter((row) => row.code === code))]),
      ),
      days: daysOf(failed),
      cases: cases.map((key) => ({ id: key, verification: verify(own, key, asOf) })),
    };
  });
}

const sum = (rows: readonly SignIn[]): number => rows.reduce((total, { count }) => total + count, 0);
const timesOf = (rows: readonly SignIn[]): number[] => rows.flatMap(({ time }) => (time === null ? [] : [time]));
const least = (rows: readonly SignIn[]): number | null =>
  timesOf(rows).length === 0 ? null : Math.min(...timesOf(rows));
const most = (rows: readonly SignIn[]): number | null =>
  timesOf(rows).length === 0 ? null : Math.max(...timesOf(rows));

function daysOf(rows: readonly SignIn[]): Record<string, number> {
  const days: Record<string, number> = {};
  for (const { time, count } of rows) {
    if (time === null) continue;
    const day = new Date(Math.floor(time / DAY) * DAY).toISOString().slice(0, 10);
    days[day] = (days[day] ?? 0) + count;
  }
  return Object.fromEntries(Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Contract 3, clause by clause. */
function verify(own: readonly SignIn[], key: string, asOf: number | null): string {
  const [, resource, code] = key.split("|");
  const route = own.filter((row) => row.resource === resource);
  const failures = timesOf(route.filter((row) => String(row.code) === code));
  if (failures.length === 0 || asOf === null) return "failing";
  const first = Math.min(...failures);
  const last = Math.max(...failures);
  const days = new Set(failures.map((time) => Math.floor(time / DAY))).size;
  const interval = Math.max(DAY, days < 2 ? DAY : (last - first) / (days - 1));
  const successes = timesOf(route.filter((row) => row.code === 0));
  const regressed = successes.some((time) => time > first && time < last);
  if (successes.some((time) => time > last)) return regressed && asOf - last <= interval ? "regressed" : "verified";
  if (timesOf(route.filter((row) => row.code !== 0 && String(row.code) !== code)).some((time) => time > last))
    return "changed";
  const others = [...new Set(own.map((row) => row.resource))].filter((other) => other !== resource);
  const moved = others.some((other) => {
    const rows = own.filter((row) => row.resource === other);
    return (
      timesOf(rows.filter((row) => row.code === 0)).some((time) => time > last) &&
      timesOf(rows).every((time) => time > last)
    );
  });
  if (moved) return "moved";
  if (regressed) return "regressed";
  return asOf - last > interval ? "quiet" : "failing";
}

interface NaiveQuestion {
  readonly code: number | null;
  readonly resource: string | null;
  readonly days: number | null;
}

const STATES_WORST_FIRST = ["regressed", "failing", "changed", "quiet", "moved", "verified"];

/** Cases, one object each, that answer a question. */
function naiveCases(rows: readonly FactRow[], { code, resource, days }: NaiveQuestion) {
  const signIns = signInsOf(rows);
  const asOf = Math.max(...timesOf(signIns));
  return naive(rows).flatMap(({ id, cases }) =>
    cases
      .map((one) => {
        const [, key = "", number = ""] = one.id.split("|");
        const own = signIns.filter(
          (row) => row.principal === id && row.resource === key && String(row.code) === number,
        );
        return { id, resource: key, code: Number(number), own, status: STATES_WORST_FIRST.indexOf(one.verification) };
      })
      .filter(
        (one) =>
          (code === null || one.code === code) &&
          (resource === null || one.resource === resource) &&
          (days === null || (most(one.own) ?? NaN) >= asOf - days * DAY),
      ),
  );
}

/** Ids of principals with a case that answers the question, sorted. */
export function naiveWith(rows: readonly FactRow[], question: NaiveQuestion): string[] {
  return [...new Set(naiveCases(rows, question).map(({ id }) => id))].sort();
}

/** One object for each principal in each group, sorted by both. */
export function naiveGroups(rows: readonly FactRow[], by: "resource" | "code", question: NaiveQuestion) {
  const cases = naiveCases(rows, question);
  const groupOf = (one: (typeof cases)[number]): string => (by === "code" ? String(one.code) : one.resource);
  const keys = [...new Set(cases.map((one) => `${groupOf(one)}|${one.id}`))].sort();
  return keys.map((key) => {
    const own = cases.filter((one) => `${groupOf(one)}|${one.id}` === key);
    const all = own.flatMap((one) => one.own);
    const byCode = [...own].sort((a, b) => sum(b.own) - sum(a.own) || a.code - b.code);
    return {
      group: own[0] && groupOf(own[0]),
      principal: own[0]?.id,
      failures: sum(all),
      dated: sum(all.filter(({ time }) => time !== null)),
      first: least(all) ?? NaN,
      last: most(all) ?? NaN,
      status: Math.min(...own.map(({ status }) => status)),
      topCode: byCode[0]?.code,
    };
  });
}
