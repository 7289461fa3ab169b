import fc from "fast-check";
import { checklistFor, checklists, signals as catalogue } from "../../src/knowledge";
import type { Category } from "../../src/knowledge/types";
import { caseFacts } from "../../src/model/diagnosis/caseFacts";
import { diagnose } from "../../src/model/diagnosis/causes";
import { historyOf } from "../../src/model/diagnosis/history";
import { Peers } from "../../src/model/diagnosis/peers";
import { DETECTORS, signalsOf, type Signal } from "../../src/model/diagnosis/signals";
import { credentialsOf } from "../../src/model/derive/credentials";
import { caseIdsOf } from "../../src/model/derive/principal";
import { FactsStore } from "../../src/model/store/factsStore";
import type { Case, Cause, Snapshot } from "../../src/model";
import { cell as rawCell, goldenRows, listOf, type GoldenRow } from "../support/goldenTable";
import { ALL_COLUMNS, at, cellsOf, NOW, principal, principalsOf, snapshotOf, type FactRow } from "../support/load";

/** Backticks keep Markdown from reading a word such as `__proto__`. */
const cell = (row: GoldenRow, column: string): string => rawCell(row, column).replaceAll("`", "");

const P = "5b2f7a10-5555-4a01-9001-00000000000a";
const APP = "0c9d1f20-0000-4b01-8001-000000000005";
const TENANTS: Readonly<Record<string, string>> = {
  T1: "7e0a0000-0000-4000-8000-0000000000a1",
  T2: "7e0a0000-0000-4000-8000-0000000000a2",
};
const TYPES: Readonly<Record<string, string>> = {
  secret: "clientSecret",
  cert: "certificate",
  assertion: "clientAssertion",
  fic: "federatedIdentityCredential",
  mi: "managedIdentity",
};
const AGENTS: Readonly<Record<string, string>> = {
  py: "azsdk-python-identity/1.19.0 Python/3.12.3 (Linux-6.8.0-x86_64)",
  net: "azsdk-net-Identity/1.14.0 (.NET 8.0.6; Microsoft Windows 10.0.20348)",
  pbi: "Mozilla/5.0 PowerBI-Connector/2.138 (Windows NT 10.0)",
  curl: "curl/8.5.0 (x86_64-pc-linux-gnu)",
};
/** A code that the catalogue does not know: its rows may be judged by any category's checklist. */
const UNKNOWN = "999999";

const address = (number: string): string => `203.0.113.${number}`;
const principalId = (letter: string): string => (letter === "P" ? P : `other-${letter.toLowerCase()}`);

/** The parts of a text that a pattern names; text that does not fit fails the test. */
function parse(text: string, pattern: RegExp): Readonly<Record<string, string | undefined>> {
  const found = pattern.exec(text)?.groups;
  if (found === undefined) throw new Error(`cannot read "${text}"`);
  return found;
}

/** `10`, `-20`, `10T06`, `10T06:30` in November 2026; `?` is missing. */
function instant(text: string): number | null {
  if (text === "?") return null;
  const { d, h, m } = parse(text, /^(?<d>-?\d+)(?:T(?<h>\d\d)(?::(?<m>\d\d))?)?$/);
  return at(Number(d), Number(h ?? 0), Number(m ?? 0));
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

/** `10T06` once, `10..12T06` on each of these days. */
function instants(text: string): (number | null)[] {
  const range = /^(\d+)\.\.(\d+)(T.*)?$/.exec(text);
  if (range === null) return [instant(text)];
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: to - from + 1 }, (_, i) => instant(`${String(from + i)}${range[3] ?? ""}`));
}

function extras(words: readonly string[]): FactRow {
  const row: FactRow = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word in TYPES) row.clientCredentialType = TYPES[word];
    else if (word.startsWith("#")) row.credentialKeyId = word.slice(1);
    else if (word.startsWith("~")) row.ipAddress = address(word.slice(1));
    else if (word === "by" && (words[i + 1] ?? "") in AGENTS) row.userAgent = AGENTS[words[++i] ?? ""];
    else if (word === "in" && (words[i + 1] ?? "") in TENANTS) row.tenantId = TENANTS[words[++i] ?? ""];
    else throw new Error(`cannot read "${word}"`);
  }
  return row;
}

function signInsOf(token: string, code: string): FactRow[] {
  const [event = "", ...words] = token.split(" ");
  const { count, who, result, resource, days } = parse(
    event,
    /^(?:(?<count>\d+)x)?(?:(?<who>[A-Z])\.)?(?<result>[SF])(?::(?<resource>[A-Z-]))?@(?<days>\S+)$/,
  );
  return instants(days ?? "").map((time) => ({
    servicePrincipalId: principalId(who ?? "P"),
    resultType: result === "S" ? "0" : code,
    ...(resource === "-" ? {} : { resourceId: `id-${resource ?? "A"}`, resource: `Resource ${resource ?? "A"}` }),
    time: iso(time),
    signIns: count === undefined ? null : Number(count),
    ...extras(words),
  }));
}

function heldOf(text: string): FactRow {
  const { kind, key, start, end, name } = parse(
    text,
    /^(?<kind>\w+) (?<key>\S+) (?<start>\S+?)\.\.(?<end>\S+)(?: name (?<name>.+))?$/,
  );
  return {
    servicePrincipalId: P,
    appId: APP,
    heldKind: kind,
    heldKeyId: key,
    heldName: name ?? key,
    heldStart: iso(instant(start ?? "?")),
    heldEnd: iso(instant(end ?? "?")),
  };
}

function rowsOf(events: string, code: string, held: string): FactRow[] {
  const tokens = listOf(events, ",");
  const common: FactRow = { appId: APP };
  const failed: FactRow = {};
  const signIns: FactRow[] = [];
  for (const token of tokens) {
    const owner = /^(app|resource) (here|elsewhere)$/.exec(token);
    if (owner !== null) {
      common.tenantId = TENANTS.T1;
      common[owner[1] === "app" ? "appOwnerTenantId" : "resourceOwnerTenantId"] =
        TENANTS[owner[2] === "here" ? "T1" : "T2"];
    } else if (token.startsWith("type ")) common.servicePrincipalType = token.slice(5);
    else if (token === "says mtls") failed.resultDescription = `AADSTS${code}: MtlsClientAuth is/are disabled.`;
    else if (token.startsWith("loaded@")) {
      const time = iso(instant(token.slice(7)));
      signIns.push({ servicePrincipalId: "bystander", appId: "other", resultType: "0", resourceId: "id-Z", time });
    } else signIns.push(...signInsOf(token, code));
  }
  return [
    ...signIns.map((row) => {
      const own = row.servicePrincipalId === P ? common : { appId: String(row.servicePrincipalId) };
      return { ...own, ...(row.resultType === "0" ? {} : failed), ...row };
    }),
    ...listOf(held, ";").map(heldOf),
  ];
}

/** Every case of the rows with its signals, by principal, resource and code. */
function signalsIn(rows: readonly FactRow[]): Map<string, ReadonlyMap<string, Signal>> {
  const store = new FactsStore(NOW);
  store.append(rows.map(cellsOf), ALL_COLUMNS);
  const peers = new Peers(store);
  const found = new Map<string, ReadonlyMap<string, Signal>>();
  for (let index = 0; index < store.principals.size; index++) {
    const credentials = credentialsOf(store, index, NOW).filter(({ isSigningKey }) => !isSigningKey);
    const from = { store, credentials, history: historyOf(store, index), peers };
    for (const id of caseIdsOf(store, index)) {
      const { left, right } = store.signIns.cases;
      const resource = store.signIns.resources.text(store.signIns.routes.right.at(left.at(id)));
      const key = `${store.principals.key(index)}|${resource}|${String(right.at(id))}`;
      found.set(key, signalsOf(caseFacts(from, id)));
    }
  }
  return found;
}

const table = goldenRows("diagnosis.md");
const codeOf = (row: GoldenRow): string => (/^\d+$/.test(cell(row, "code")) ? cell(row, "code") : UNKNOWN);
const factsOf = (row: GoldenRow): FactRow[] => rowsOf(cell(row, "rows"), codeOf(row), cell(row, "held"));

/** The causes and changes of P's case on resource A. */
function judged(row: GoldenRow, rows: readonly FactRow[]): { causes: readonly Cause[]; changes: readonly string[] } {
  const one = principal(snapshotOf(rows), P).cases.find(({ resourceId }) => resourceId === "id-a");
  if (one === undefined) throw new Error("no case on resource A");
  if (/^\d+$/.test(cell(row, "code"))) return one;
  const found = signalsIn(rows).get(one.id) ?? new Map<string, Signal>();
  return {
    causes: diagnose(checklistFor(Number(UNKNOWN), cell(row, "code") as Category).causes, found),
    changes: one.changes,
  };
}

function verdict(row: GoldenRow, rows: readonly FactRow[]): unknown {
  const { causes, changes } = judged(row, rows);
  const ids = (likelihood: string): string[] => causes.filter((c) => c.likelihood === likelihood).map(({ id }) => id);
  const text = [...causes.flatMap(({ evidence }) => evidence.map((item) => item.text)), ...changes]
    .join("\n")
    .toLowerCase();
  const optional = listOf(cell(row, "unlikely"), ",")
    .filter((id) => id.endsWith("?"))
    .map((id) => id.slice(0, -1));
  const known = new Set(causes.map(({ id }) => id));
  const named = [...listOf(cell(row, "likely"), ","), ...listOf(cell(row, "unlikely"), ",")];
  return {
    unknownIds: named.filter((id) => !known.has(id.replace("?", ""))),
    likely: ids("likely"),
    unlikely: ids("unlikely")
      .filter((id) => !optional.includes(id))
      .sort(),
    faults: listOf(cell(row, "words"), ",").filter((word) => {
      if (word === "no changes") return changes.length > 0;
      return word.startsWith("no ") ? text.includes(word.slice(3).toLowerCase()) : !text.includes(word.toLowerCase());
    }),
  };
}

describe("golden/diagnosis.md", () => {
  it.each(table.map((row): [string, GoldenRow] => [`${cell(row, "#")} ${cell(row, "what it shows")}`, row]))(
    "%s",
    (_, row) => {
      const expected = {
        unknownIds: [],
        likely: listOf(cell(row, "likely"), ","),
        unlikely: listOf(cell(row, "unlikely"), ",")
          .filter((id) => !id.endsWith("?"))
          .sort(),
        faults: [],
      };
      expect(verdict(row, factsOf(row))).toEqual(expected);
      expect(verdict(row, factsOf(row).reverse())).toEqual(expected);
    },
  );

  it("has at least four rows for each checklist of a code and one for each of a category", () => {
    const counts = checklists.map(({ id, codes, category, causes }) => {
      const known = codes.map(String);
      const rows = table.filter((row) => {
        const code = cell(row, "code");
        return known.includes(code) || code === category || ownerOf(code) === id;
      });
      return { id, enough: causes.length === 0 || rows.length >= (codes.length > 0 && id !== "aadsts51000" ? 4 : 2) };
    });
    expect(counts.filter(({ enough }) => !enough)).toEqual([]);
  });
});

function ownerOf(code: string): string {
  const one = principalsOf(snapshotOf([{ servicePrincipalId: P, resultType: code }]))[0]?.cases[0];
  if (one === undefined) return "";
  return checklistFor(one.code, one.entry?.category ?? null).id;
}

describe("the catalogue of signals", () => {
  const ids = catalogue.map(({ id }) => id);

  it("has a detector for each, each once, and no other detector", () => {
    expect(Object.keys(DETECTORS).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is all that rules and exemptions name", () => {
    const named = checklists.flatMap(({ id, causes, steps }) => [
      ...causes.flatMap((cause) => cause.evidence.map(({ signal }) => `${id}/${cause.id}: ${signal}`)),
      ...steps.flatMap((step) => step.exemptions.map(({ when }) => `${id}/${step.id}: ${when}`)),
    ]);
    const codes = checklists.flatMap((checklist) => checklist.codes.map((code) => `code-${String(code)}`));
    expect(named.filter((name) => ![...ids, ...codes].includes(name.split(": ")[1] ?? ""))).toEqual([]);
  });

  it("has no signal that can never fire", () => {
    const small: readonly (readonly [string, string])[] = [
      ["S@1 cert, F@10 secret, F@11 cert, resource here", "–"],
      ["S@1, F@10, resource elsewhere, app elsewhere, says mtls", "–"],
      ["S:B@1, F:-@10", "–"],
    ];
    const fixtures = [...table.map(factsOf), ...small.map(([events, held]) => rowsOf(events, "51000", held))];
    const fired = new Set(fixtures.flatMap((rows) => [...signalsIn(rows).values()].flatMap((one) => [...one.keys()])));
    expect(ids.filter((id) => !fired.has(id))).toEqual([]);
  });
});

const HOSTILE = ["{name}", "__proto__", "constructor", "$& $1", "a".repeat(200), "toString"];
const AGENT_LIST = Object.values(AGENTS);
const CODES = ["0", "0", "50171", "7000215", "7000222", "700027", "700024", "53003", "500011", "999999", "90033"];
const hour = fc.integer({ min: 0, max: 14 * 24 }).map((hours) => iso(at(1, hours)));
const perhaps = <T>(values: readonly T[]): fc.Arbitrary<T | null> => fc.constantFrom<T | null>(null, ...values);

const signIn: fc.Arbitrary<FactRow> = fc.record({
  servicePrincipalId: fc.constantFrom(P, P, P, "q", "r"),
  resultType: fc.constantFrom(...CODES),
  resourceId: fc.constantFrom("id-a", "id-a", "id-b", null),
  resource: perhaps(["Ledger", "{names}"]),
  time: fc.oneof({ weight: 9, arbitrary: hour }, { weight: 1, arbitrary: fc.constant(null) }),
  clientCredentialType: perhaps([...Object.values(TYPES), "none", "CLIENTSECRET"]),
  credentialKeyId: perhaps(["k1", "k2", "__proto__"]),
  ipAddress: perhaps(["203.0.113.1", "203.0.113.2", "2001:db8::7"]),
  userAgent: perhaps(AGENT_LIST),
  tenantId: perhaps(Object.values(TENANTS)),
  appOwnerTenantId: perhaps(Object.values(TENANTS)),
  resourceOwnerTenantId: perhaps(Object.values(TENANTS)),
  servicePrincipalType: perhaps(["Application", "ManagedIdentity"]),
  signIns: fc.constantFrom(null, 1, 30),
  correlationId: perhaps(["c1", "c2"]),
});

const heldRow: fc.Arbitrary<FactRow> = fc.record({
  servicePrincipalId: fc.constantFrom(P, P, "q"),
  heldKind: fc.constantFrom("secret", "certificate", "federated"),
  heldKeyId: fc.constantFrom("k1", "k2", "k3", "__proto__"),
  heldName: perhaps(HOSTILE),
  heldStart: fc.oneof(fc.constant(null), hour),
  heldEnd: fc.oneof(fc.constant(null), hour),
});

const facts = fc.array(fc.oneof({ weight: 4, arbitrary: signIn }, { weight: 1, arbitrary: heldRow }), {
  maxLength: 16,
});

const casesOf = (snapshot: Snapshot): Case[] => principalsOf(snapshot).flatMap(({ cases }) => cases);
const diagnosisOf = (snapshot: Snapshot): unknown =>
  Object.fromEntries(casesOf(snapshot).map(({ id, causes, changes }) => [id, { causes, changes }]));

describe("a diagnosis", () => {
  it("does not depend on the order or the chunks in which rows come", () => {
    const shuffled = facts.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others, chunks]) => {
        expect(diagnosisOf(snapshotOf(others, chunks))).toEqual(diagnosisOf(snapshotOf(rows)));
      }),
      { numRuns: 1500 },
    );
  });

  it("does not change when a sign-in row is repeated beside several held credentials", () => {
    const keys = fc.uniqueArray(fc.constantFrom("k1", "k2", "k3", "k4"), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.uniqueArray(signIn, { maxLength: 10, selector: (row) => JSON.stringify(row) }),
        keys,
        (rows, held) => {
          const credentials = held.map((key): FactRow => ({
            heldKind: "secret",
            heldKeyId: key,
            heldStart: iso(at(1)),
            heldEnd: iso(at(8)),
          }));
          const own = [P, "q", "r"].filter((id) => rows.some((row) => row.servicePrincipalId === id));
          const apart = [
            ...rows,
            ...own.flatMap((servicePrincipalId) => credentials.map((one) => ({ ...one, servicePrincipalId }))),
          ];
          const joined = rows.flatMap((row) => credentials.map((one) => ({ ...row, ...one })));
          expect(diagnosisOf(snapshotOf(joined))).toEqual(diagnosisOf(snapshotOf(apart)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("leaves no placeholder of its own and shows no address or whole user agent", () => {
    const placeholders = [...new Set(catalogue.flatMap(({ text }) => text.match(/\{\w+\}/g) ?? []))];
    // Names that somebody chose may look like placeholders; they are other ones than the texts have.
    const tame = facts.map((rows) =>
      rows.map((row) => ({
        ...row,
        heldName: row.heldName === "{name}" ? "{hostile}" : row.heldName,
        resource: row.resource === "{names}" ? "{hostile}" : row.resource,
      })),
    );
    fc.assert(
      fc.property(tame, (rows) => {
        const texts = [...signalsIn(rows).values()].flatMap((found) => [...found.values()].map(({ text }) => text));
        const hidden = [...placeholders, ...AGENT_LIST, "203.0.113.", "2001:db8"];
        expect(texts.filter((text) => hidden.some((word) => text.includes(word)))).toEqual([]);
      }),
      { numRuns: 800 },
    );
    for (const row of table) {
      const texts = [...signalsIn(factsOf(row)).values()].flatMap((found) =>
        [...found.values()].map((one) => one.text),
      );
      const hidden = [...AGENT_LIST, "203.0.113."];
      expect(texts.filter((text) => hidden.some((word) => text.includes(word)))).toEqual([]);
    }
  });

  it("ranks likely causes first, then possible, then unlikely ones", () => {
    const order = ["likely", "possible", "unlikely"];
    fc.assert(
      fc.property(facts, (rows) => {
        for (const { causes } of casesOf(snapshotOf(rows))) {
          const ranks = causes.map(({ likelihood }) => order.indexOf(likelihood));
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }
      }),
      { numRuns: 300 },
    );
  });
});
