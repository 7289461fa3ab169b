import { checklistFor } from "../../src/knowledge";
import type { Case } from "../../src/model";
import { fixture, at, principal, principalsOf, snapshotOf, snapshotOfCsv, type FactRow } from "../support/load";

const ID = "5b2f7a10-1111-4a01-9001-00000000000a";
const TENANT = "11111111-2222-4333-8444-555555555555";
const RESOURCE = "8d11e0aa-7777-4d01-9101-0000000000f1";
const FAILED: FactRow = {
  servicePrincipalId: ID,
  appId: "0c9d1f20-aaaa-4b01-8001-00000000000a",
  resultType: 50171,
  resource: "Ledger",
  resourceId: RESOURCE,
  tenantId: TENANT,
  time: at(20),
  clientCredentialType: "clientSecret",
};

function onlyCase(...rows: FactRow[]): Case {
  const [found] = principal(snapshotOf(rows), ID).cases;
  if (found === undefined) throw new Error("no case");
  return found;
}

const textOf = (found: Case): string =>
  found.checklist
    .flatMap(({ commands }) => commands.map(({ parts }) => parts.map(({ text }) => text).join("")))
    .join("\n");

describe("the AADSTS50171 checklist", () => {
  it("has the thirteen steps of the facts in order, all five causes and all five fixes with verdicts", () => {
    const found = onlyCase(FAILED);
    expect(found.checklist.map(({ step }) => step)).toEqual([
      "confirm-code",
      "identify-client",
      "confirm-resource",
      "check-assertion-audience",
      "check-credential",
      "check-library",
      "confirm-enablement",
      "switch-endpoint",
      "check-network",
      "present-bound-token",
      "verify-sign-in",
      "open-support-ticket",
      "remove-secret",
    ]);
    const original = found.causes.filter((cause) => cause.original !== null).map(({ id }) => id);
    expect(original.sort()).toEqual([
      "client-cannot-mtls",
      "first-party-audience",
      "hardcoded-endpoint",
      "stale-audience",
      "standard-endpoint",
    ]);
    expect(found.fixes).toHaveLength(5);
    expect(found.fixes.every(({ correction, steps }) => correction !== "" && steps.length > 0)).toBe(true);
  });

  it("is filled in with the case's own ids, the tenant in the path and never before mtlsauth", () => {
    const text = textOf(onlyCase(FAILED));
    expect(text).toContain(`https://mtlsauth.microsoft.com/${TENANT}/oauth2/v2.0/token`);
    expect(text).toContain(ID);
    expect(text).toContain(RESOURCE);
    expect(text).not.toMatch(/[\w}>-]\.mtlsauth/);
  });

  it("names an id that the data lacks, and takes nothing into a command that a shell could run", () => {
    const hostile = onlyCase({ ...FAILED, tenantId: '"; rm -rf ~ #', resourceId: "$(reboot)" });
    expect(textOf(hostile)).not.toMatch(/rm -rf|reboot/);
    expect(textOf(hostile)).toContain("<tenantId: in the data, but not a plain id>");
    expect(textOf(onlyCase({ ...FAILED, tenantId: null }))).toContain("<tenantId: not in the data>");
  });

  it("quotes a name, which anybody may have written, for each language", () => {
    const text = textOf(onlyCase({ ...FAILED, servicePrincipalName: 'it\'s $(reboot) "x"' }));
    expect(text).toContain("az ad sp list --display-name='it'\\''s $(reboot) \"x\"' ");
    expect(text).toContain('where ServicePrincipalName == "it\'s $(reboot) \\"x\\""');
    expect(textOf(onlyCase({ ...FAILED, servicePrincipalName: "a\u202eb" }))).toContain("not a plain name");
  });

  it("names a key to delete only when that is the one secret left over after a verified fix", () => {
    const secret = (id: string, more: FactRow = {}): FactRow => ({
      servicePrincipalId: ID,
      heldKind: "secret",
      heldKeyId: id,
      heldEnd: "2027-01-01",
      ...more,
    });
    const certificate = { servicePrincipalId: ID, heldKind: "certificate", heldKeyId: "crt", heldEnd: "2027-01-01" };
    const fixed = {
      ...FAILED,
      resultType: 0,
      time: at(21),
      clientCredentialType: "certificate",
      credentialKeyId: "crt",
    };
    expect(textOf(onlyCase(FAILED, fixed, secret("old"), certificate))).toContain("--key-id old");
    expect(textOf(onlyCase(FAILED, secret("old"), certificate))).not.toContain("--key-id old");
    expect(textOf(onlyCase(FAILED, fixed, secret("old"), secret("other"), certificate))).not.toMatch(
      /--key-id (old|other)/,
    );
    const inUse = { ...FAILED, resultType: 0, time: at(21), credentialKeyId: "old" };
    expect(textOf(onlyCase(FAILED, inUse, secret("old")))).not.toContain("--key-id old");
  });

  it("never offers WithCertificate alone as a cure", () => {
    for (const step of checklistFor(50171, null).steps) {
      const text = JSON.stringify(step);
      if (/WithCertificate/.test(text)) expect(text).toMatch(/WithMtlsProofOfPossession|SendCertificateOverMtls/);
    }
  });

  it("leaves out steps that the data shows to be needless, with the reason", () => {
    const step = (found: Case, id: string) => found.checklist.find((candidate) => candidate.step === id);
    expect(step(onlyCase(FAILED), "check-assertion-audience")?.applies).toBe(false);
    expect(step(onlyCase(FAILED), "check-assertion-audience")?.reason).not.toBe("");
    expect(
      step(onlyCase({ ...FAILED, clientCredentialType: "certificate" }), "check-assertion-audience")?.applies,
    ).toBe(true);
    const certificate = { servicePrincipalId: ID, heldKind: "certificate", heldEnd: "2027-05-01" };
    expect(step(onlyCase(FAILED, certificate), "remove-secret")?.applies).toBe(false);
  });

  it("completes the verification step by a later success and by nothing else", () => {
    const done = (found: Case): string[] =>
      found.checklist.filter(({ completedBySystem }) => completedBySystem).map(({ step }) => step);
    expect(done(onlyCase(FAILED))).toEqual([]);
    expect(done(onlyCase(FAILED, { ...FAILED, resultType: 0, time: at(21) }))).toEqual(["verify-sign-in"]);
    expect(done(onlyCase(FAILED, { ...FAILED, resultType: 0 }))).toEqual([]);
  });
});

describe("likely causes", () => {
  const likelihood = (found: Case, id: string): string | undefined =>
    found.causes.find((cause) => cause.id === id)?.likelihood;

  it("follow the kind of credential that the rows name", () => {
    expect(likelihood(onlyCase(FAILED), "client-cannot-mtls")).toBe("likely");
    const certificate = onlyCase({ ...FAILED, clientCredentialType: "Certificate" });
    expect(likelihood(certificate, "client-cannot-mtls")).toBe("unlikely");
    expect(likelihood(certificate, "assertion-audience")).toBe("possible");
  });

  it("take other resources that succeed as evidence for the endpoint, never as proof", () => {
    const other = { ...FAILED, resourceId: "r2", resource: "Graph", resultType: 0, time: at(1) };
    expect(likelihood(onlyCase(FAILED, other), "standard-endpoint")).toBe("likely");
    expect(onlyCase(FAILED, other).verification.state).toBe("failing");
  });

  it("say that the log does not record the endpoint", () => {
    const remarks = onlyCase(FAILED).causes.map(({ remark }) => remark);
    expect(remarks.join(" ")).toContain("does not record which endpoint");
  });
});

describe("other codes", () => {
  it("get the checklist of their category, unknown ones the official look-up", () => {
    const found = onlyCase({ ...FAILED, resultType: 9999999 });
    expect(found.entry).toBeNull();
    expect(textOf(found)).toContain("https://login.microsoftonline.com/error?code=9999999");
    expect(found.checklist.map(({ step }) => step)).toContain("verify-sign-in");
  });

  it("leave no placeholder in any step of the sample", () => {
    for (const { cases } of principalsOf(snapshotOfCsv([fixture("assets/sample.csv")]))) {
      for (const found of cases) {
        expect(textOf(found)).not.toMatch(/\{[a-zA-Z]+\}/);
        for (const { action, doneWhen } of found.checklist) expect(action + doneWhen).not.toMatch(/\{[a-zA-Z]+\}/);
      }
    }
  });
});
