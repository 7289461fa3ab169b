import { randomUUID, X509Certificate } from "node:crypto";
import { findCloud } from "../../src/knowledge";
import type { ChecklistStep } from "../../src/model";
import { origin } from "../support/browser";
import { askCloud, cloudAddresses, makeTenant, type CloudAnswer, type CloudTenant } from "../support/cloud";
import { at, principal, snapshotOf } from "../support/load";

const RESOURCE = "https://bound.contoso.example";
const SECRET = "not-a-secret";
const CODES = {
  50171: "The given audience can only be used in Mutual-TLS token calls.",
  392200: "Client certificate is missing from the request.",
};

interface Failing {
  readonly tenant: CloudTenant;
  readonly appId: string;
}

/** A tenant with a principal whose resource is only served over mutual TLS. */
async function failing(): Promise<Failing> {
  const appId = randomUUID();
  const principals = [{ clientId: appId, secret: SECRET, subject: "CN=client" }];
  const tenant = await makeTenant(`${origin()}/panel/`, { identity: { principals, mtlsOnly: [RESOURCE] } });
  return { tenant, appId };
}

/** The checklist of the principal's failure, as the product fills it in. */
function checklistOf({ tenant, appId }: Failing): readonly ChecklistStep[] {
  const id = randomUUID();
  const row = {
    servicePrincipalId: id,
    appId,
    tenantId: tenant.id,
    resultType: 50171,
    resource: RESOURCE,
    time: at(20),
  };
  const [found] = principal(snapshotOf([row]), id).cases;
  return found?.checklist ?? [];
}

/** A filled-in command of a step. */
function command(steps: readonly ChecklistStep[], step: string, language: string): string {
  const found = steps.find((one) => one.step === step)?.commands.find((one) => one.language === language);
  return (found?.parts ?? []).map(({ text }) => text).join("");
}

function expectRefusal(answer: CloudAnswer, error: string, code: keyof typeof CODES): void {
  const body = JSON.parse(answer.body) as Record<string, unknown>;
  expect(Object.keys(body).sort()).toEqual(
    ["correlation_id", "error", "error_codes", "error_description", "timestamp", "trace_id"].sort(),
  );
  expect(body).toMatchObject({ error, error_codes: [code] });
  expect(body["error_description"]).toMatch(
    new RegExp(
      `^AADSTS${String(code)}: ${CODES[code]} Trace ID: \\S{36} Correlation ID: \\S{36} Timestamp: [\\d-]{10} [\\d:]{8}Z$`,
    ),
  );
}

const claimsOf = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;

describe("a resource behind mutual TLS", () => {
  it("is refused with AADSTS50171 at the standard endpoint, whose other tokens are plain", async () => {
    const { tenant, appId } = await failing();
    const standard = `https://${findCloud("public").loginHost}/${tenant.id}/oauth2/v2.0/token`;
    const ask = (scope: string): Promise<CloudAnswer> =>
      askCloud(standard, {
        form: { grant_type: "client_credentials", client_id: appId, client_secret: SECRET, scope },
      });
    const refused = await ask(`${RESOURCE}/.default`);
    expect([400, 401]).toContain(refused.status);
    expectRefusal(refused, "invalid_client", 50171);
    const other = await ask("https://ledger.contoso.example/.default");
    expect(other.status).toBe(200);
    const body = JSON.parse(other.body) as Record<string, unknown>;
    expect(body["token_type"]).toBe("Bearer");
    expect(claimsOf(body["access_token"])["cnf"]).toBeUndefined();
  });

  it("gives a token that is bound to the certificate once the checklist's advice is followed", async () => {
    const fact = await failing();
    const steps = checklistOf(fact);
    // The step names the endpoint and the request; nothing here is taken from anywhere else.
    const [line = "", , , ...form] = command(steps, "switch-endpoint", "http").split("\n");
    const endpoint = line.replace("POST ", "");
    expect(endpoint).toBe(command(steps, "switch-endpoint", "text"));
    const fields = new URLSearchParams(form.join("").replace("SCOPE", `${RESOURCE}/.default`));
    // Without a certificate in the handshake the host answers with the code that the step says may follow.
    const without = await askCloud(endpoint, { form: Object.fromEntries(fields) });
    expectRefusal(without, "invalid_request", 392200);
    expect(steps.find(({ step }) => step === "switch-endpoint")?.next.map(({ code }) => code)).toContain(392200);
    const { client } = await cloudAddresses();
    const bound = await askCloud(endpoint, { form: Object.fromEntries(fields), certificate: client });
    expect(bound.status).toBe(200);
    const body = JSON.parse(bound.body) as Record<string, unknown>;
    expect(body["token_type"]).toBe("mtls_pop");
    const thumbprint = new X509Certificate(client.cert).fingerprint256.replaceAll(":", "");
    expect(claimsOf(body["access_token"])).toMatchObject({
      aud: RESOURCE,
      appid: fact.appId,
      cnf: { "x5t#S256": Buffer.from(thumbprint, "hex").toString("base64url") },
    });
  });

  it("does not take a secret at the mutual-TLS endpoint", async () => {
    const { tenant, appId } = await failing();
    const { client } = await cloudAddresses();
    const endpoint = `https://${findCloud("public").mtlsHost}/${tenant.id}/oauth2/v2.0/token`;
    const form = {
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: SECRET,
      scope: `${RESOURCE}/.default`,
    };
    const answer = await askCloud(endpoint, { form, certificate: client });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ error: "invalid_client" });
  });
});
