import { explain } from "../../src/model";
import { parseTime } from "../../src/model/read/time";
import { principal, principalsOf, snapshotOf, snapshotOfCsv } from "../support/load";
import { describeShared, shared } from "../support/shared";

interface TokenError {
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly timestamp: string;
}

const sp = (end: string): string => `5b2f7a10-1111-4a01-9001-0000000000${end}`;

describeShared("rows that no one here wrote", () => {
  it("give every token-service error its code, ids and time, whole, as text and wrapped by a library", () => {
    const bodies = JSON.parse(shared("sts-errors", "msal-dotnet-mtls-error-bodies.json")) as { body: TokenError }[];
    expect(bodies).toHaveLength(16);
    for (const { body } of bodies) {
      for (const pasted of [JSON.stringify(body), JSON.stringify(JSON.stringify(body)), body.error_description]) {
        const { code, traceId, correlationId, time } = explain(pasted);
        expect([code, traceId, correlationId, time]).toEqual([
          body.error_codes[0],
          body.trace_id,
          body.correlation_id,
          Date.parse(body.timestamp.replace(" ", "T")),
        ]);
      }
    }
    const wrapped = JSON.parse(shared("sts-errors", "msal-wrapped-message.jsonl").split("\n")[0] ?? "") as {
      message: string;
    };
    expect(explain(wrapped.message)).toMatchObject({
      code: 50171,
      traceId: "e350f752-0a39-43c2-a9a2-cbd7ff4a6f00",
      time: Date.UTC(2023, 11, 11, 22, 58, 32),
    });
  });

  it("have times that can be read: short offsets, nine digits without a zone, /Date(ms)/", () => {
    const texts = [
      ...shared("graph-docs", "appCredentialSignInActivities.json").matchAll(/"(\d{4}-[^"]+)"/g),
      ...shared("panther", "sp-signin-rows.extracted.json").matchAll(/"createdDateTime": "([^"]+)"/g),
      ...shared("scubagear", "ProviderSettingsExport.risky-apps-extract.json").matchAll(/"(\/Date[^"]+)"/g),
    ].map(([, text]) => text ?? "");
    expect(texts.length).toBeGreaterThan(15);
    for (const text of texts) expect([text, parseTime(text).kind]).toEqual([text, "time"]);
    expect(parseTime("2023-07-26 22:58:30.983201900")).toEqual({
      kind: "time",
      value: Date.UTC(2023, 6, 26, 22, 58, 30, 983),
    });
  });

  it("are read as rows: principal sign-ins of a diagnostic export", () => {
    const events = JSON.parse(shared("panther", "sp-signin-rows.extracted.json")) as {
      properties: { servicePrincipalId: string; createdDateTime: string; status: { errorCode: number } };
    }[];
    const snapshot = snapshotOf(
      events.map(({ properties: { servicePrincipalId, createdDateTime, status } }) => ({
        servicePrincipalId,
        time: createdDateTime,
        resultType: status.errorCode,
      })),
    );
    expect(snapshot.problems.total).toBe(0);
    expect(snapshot.totals.signIns).toBe(events.length);
    expect(snapshot.codes.map(({ code }) => code)).toContain(7000215);
  });
});

describeShared("the invented samples", () => {
  const read = () => snapshotOfCsv([shared("samples", "signins.csv"), shared("samples", "credentials.csv")]);

  it("are read from Log Analytics and Graph names without a problem", () => {
    const snapshot = read();
    expect(snapshot.problems.entries).toEqual([]);
    expect(snapshot.totals.signIns).toBe(14);
    expect(principalsOf(snapshot)).toHaveLength(10);
  });

  it("are graded by the posture rules", () => {
    const snapshot = read();
    const grades = Object.fromEntries(principalsOf(snapshot).map(({ id, posture }) => [id.slice(-2), posture.grade]));
    expect(grades).toEqual({
      a1: "attention",
      a2: "critical",
      a3: "attention",
      a4: "good",
      a5: "attention",
      a6: "critical",
      a7: "good",
      a8: "good",
      a9: "poor",
      b0: "poor",
    });
  });

  it("tell a fix from a move to another resource and from a changed error", () => {
    const snapshot = read();
    expect(principal(snapshot, sp("a1")).cases.map(({ code, verification }) => [code, verification.state])).toEqual([
      [50171, "verified"],
    ]);
    expect(principal(snapshot, sp("a8")).cases.map(({ code, verification }) => [code, verification.state])).toEqual([
      [50171, "moved"],
    ]);
    expect(principal(snapshot, sp("a2")).cases.map(({ code, verification }) => [code, verification.state])).toEqual([
      [7000215, "failing"],
      [7000222, "changed"],
    ]);
  });
});
