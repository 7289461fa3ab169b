import fc from "fast-check";
import { explain } from "../../src/model";

const TRACE = "0a1b2c3d-1111-4222-8333-444455556666";
const CORRELATION = "9f8e7d6c-5555-4666-8777-888899990000";
const APP = "12345678-aaaa-4bbb-8ccc-dddddddddddd";
const TENANT = "87654321-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const SENTENCE = "The given audience can only be used in Mutual-TLS token calls.";
const TAIL = `Trace ID: ${TRACE} Correlation ID: ${CORRELATION} Timestamp: 2026-11-22 04:05:06Z`;
const TEXT = `AADSTS50171: ${SENTENCE} ${TAIL}`;

/** A body in the shape in which the token service answers. */
const body = {
  error: "invalid_client",
  error_description: TEXT,
  error_codes: [50171],
  timestamp: "2026-11-22 04:05:06Z",
  trace_id: TRACE,
  correlation_id: CORRELATION,
};

describe("explain", () => {
  it.each<[string, string]>([
    ["the body", JSON.stringify(body)],
    ["the body, indented", JSON.stringify(body, null, 2)],
    ["the body as a string inside a log line", JSON.stringify({ level: "error", response: JSON.stringify(body) })],
    ["the description alone", TEXT],
    [
      "a library's exception around it",
      `MsalServiceException: A configuration issue is preventing authentication. Original exception: ${TEXT}\r\n   at Microsoft.Identity.Client.X()`,
    ],
    ["lines in place of spaces", TEXT.replace(/ (?=Trace|Correlation|Timestamp)/g, "\r\n")],
    ["a redirect's query", `error=invalid_client&error_description=${encodeURIComponent(TEXT).replace(/%20/g, "+")}`],
    ["HTML", `<p>${TEXT.replace(/'/g, "&#39;")}</p>`],
  ])("reads %s", (_, pasted) => {
    const found = explain(pasted);
    expect({
      code: found.code,
      traceId: found.traceId,
      correlationId: found.correlationId,
      time: found.time,
      message: found.message,
    }).toEqual({
      code: 50171,
      traceId: TRACE,
      correlationId: CORRELATION,
      time: Date.UTC(2026, 10, 22, 4, 5, 6),
      message: SENTENCE,
    });
    expect(found.checklist.map(({ step }) => step)).toContain("switch-endpoint");
  });

  it("takes the whole number: 500171 and 500181 are other codes", () => {
    expect(explain(TEXT.replace("50171", "500171")).code).toBe(500171);
    expect(explain(TEXT.replace("50171", "500181")).entry?.category).toBe("credential");
  });

  it("fills the checklist with the ids that the text holds", () => {
    const text = `AADSTS700016: Application with identifier '${APP}' was not found in the directory 'Contoso'. ${TAIL}`;
    const found = explain(`POST https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token\n${text}`);
    expect([found.code, found.appId, found.tenantId]).toEqual([700016, APP, TENANT]);
    const commands = found.checklist.flatMap((step) =>
      step.commands.map(({ parts }) => parts.map((part) => part.text).join("")),
    );
    expect(commands.join("\n")).toContain(APP);
    expect(commands.join("\n")).toContain(CORRELATION);
  });

  it("reads a row of the log", () => {
    const row = {
      createdDateTime: "2026-11-22T04:05:06Z",
      correlationId: CORRELATION,
      appId: APP,
      servicePrincipalId: TENANT,
      resourceId: TRACE,
      status: { errorCode: 7000222, failureReason: "The provided client secret keys are expired." },
    };
    const found = explain(JSON.stringify(row));
    expect([found.code, found.appId, found.servicePrincipalId, found.resourceId, found.time]).toEqual([
      7000222,
      APP,
      TENANT,
      TRACE,
      Date.UTC(2026, 10, 22, 4, 5, 6),
    ]);
  });

  it("says which endpoint an error_uri names, and claims nothing without one", () => {
    const uri = (host: string): string[] => [
      ...explain(JSON.stringify({ ...body, error_uri: `https://${host}/error?code=50171` })).remarks,
    ];
    expect(uri("westus.mtlsauth.microsoft.com").join()).toMatch(/mTLS host .*inferred/);
    expect(uri("login.microsoftonline.com").join()).toMatch(/standard host .*inferred/);
    expect(uri("example.com")).toEqual([]);
    expect(explain(JSON.stringify(body)).remarks).toEqual([]);
  });

  it("names the other codes of a text that has several", () => {
    const found = explain(`${TEXT} Inner: AADSTS7000215: Invalid client secret provided.`);
    expect(found.codes).toEqual([50171, 7000215]);
    expect(found.remarks.join()).toContain("AADSTS7000215 (Secret invalid)");
  });

  it("shows an unknown code as such, with the official look-up", () => {
    const found = explain("AADSTS9999999: something new");
    expect([found.code, found.entry, found.lookup]).toEqual([
      9999999,
      null,
      "https://login.microsoftonline.com/error?code=9999999",
    ]);
    expect(found.checklist.length).toBeGreaterThan(1);
  });

  it("knows the errors that libraries raise before anything is sent", () => {
    const found = explain("MsalClientException: mtls_certificate_not_provided");
    expect([found.code, found.remarks.join()]).toEqual([null, expect.stringContaining("nothing was sent")]);
  });

  it("says plainly that there is no code", () => {
    expect(explain("The refresh failed.").remarks.join()).toMatch(/No AADSTS code/);
  });

  it("stays quick on text that is made to be slow", () => {
    // A quadratic search of these takes minutes, and jest ends the test after seconds.
    for (const piece of ["\\", "AADSTS ", " ", '"', "%f0", "AADSTS1 ", "Trace ID ", "{", "'"]) {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(explain(`AADSTS${text}`).codes.length).toBeLessThanOrEqual(20);
      expect(explain(`AADSTS${" ".repeat(200_000)}1`).code).toBeNull();
    }
  });

  it("takes the tenant, not the workspace, of a row of Log Analytics, and the cloud that the error names", () => {
    const row = { TenantId: APP, TimeGenerated: "2026-11-22T04:05:06Z", ResultType: "50171", AADTenantId: TENANT };
    expect(explain(JSON.stringify(row)).tenantId).toBe(TENANT);
    expect(explain(JSON.stringify({ ...row, AADTenantId: "" })).tenantId).toBe("");
    const gov = explain(JSON.stringify({ ...body, error_uri: "https://login.microsoftonline.us/error?code=50171" }));
    const text = JSON.stringify(gov.checklist);
    expect(text).toContain("mtlsauth.microsoftonline.us");
  });

  it("is about the code that has a sentence, whatever was named before", () => {
    expect(explain(`AADSTS700016 was seen earlier. ${TEXT}`)).toMatchObject({ code: 50171, message: SENTENCE });
  });

  it("never throws, and never lets a pasted id that is no id into a command", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(TEXT, JSON.stringify(body), "AADSTS", "%E0%A4%A", ""), (noise, text) => {
        const found = explain(noise + text + noise);
        expect(Array.isArray(found.checklist)).toBe(true);
      }),
    );
    const hostile = explain(`${TEXT} "tenantId":"$(reboot)" client_id='; rm -rf ~'`);
    expect(JSON.stringify(hostile.checklist)).not.toMatch(/reboot|rm -rf/);
  });
});
