import { parseCode } from "../../../model/read/code";
import { textOf } from "../../../model/read/text";
import { parseTime } from "../../../model/read/time";
import type { Call } from "../../net/types";
import { TroubleError, type Trouble } from "../../trouble";
import { say } from "../../words";
import type { Singles, SinglesRequest, SingleSignIn } from "../singles";
import { readChain, START, type ChainRest } from "./chain";
import { isGuid } from "./guid";
import type { GraphMeans } from "./load";
import { RAW_SIGN_INS, rolesOf, scopeOf } from "./parts";
import { halvesOf, type Slice } from "./slices";

class EvidenceRest {
  constructor(
    readonly principal: string,
    readonly slices: readonly Slice[],
    readonly known: ReadonlySet<string>,
  ) {}
}

/** Two pages: Graph lists the newest first (api-reference/beta/api/signin-list.md@01746a3b), and its chains of pages break when long. */
const MOST = 2_000;

/** Thrown between two pages when there is enough. */
class Enough extends Error {}

/** Single sign-ins of one principal: see `AskSingles`. */
export async function loadEvidence(
  means: GraphMeans,
  id: string,
  from: number,
  request: SinglesRequest,
): Promise<Singles> {
  if (!isGuid(id)) throw new RangeError("not the object id of a service principal");
  const { resume, most = MOST } = request;
  const rest = resume instanceof EvidenceRest && resume.principal === id ? resume : null;
  const known = new Set(rest?.known);
  const slices = rest === null ? [{ from, to: request.to }] : [...rest.slices];
  const found: SingleSignIn[] = [];
  const result = (troubles: readonly Trouble[]): Singles => ({
    signIns: found.sort((a, b) => (b.time ?? 0) - (a.time ?? 0) || (a.id < b.id ? -1 : 1)),
    troubles,
    resume: slices.length === 0 ? null : new EvidenceRest(id, slices, known),
  });
  for (let slice = slices[0]; slice !== undefined && found.length < most; slice = slices[0]) {
    try {
      const get = (call: Call): Promise<unknown> => {
        if (found.length >= most) throw new Enough();
        return means.send(call);
      };
      const keep = (chain: ChainRest): void => {
        const [now] = slices;
        if (now !== undefined) slices[0] = { ...now, chain };
      };
      await readSlice({ ...means, get, keep }, id, slice, request, known, found);
      slices.shift();
    } catch (error) {
      if (error instanceof Enough) break;
      const { trouble } =
        error instanceof TroubleError ? error : { trouble: { kind: "server", part: name() } as const };
      const halves = trouble.kind === "timedOut" ? halvesOf(slice) : null;
      if (halves === null) return result([trouble]);
      slices.splice(0, 1, ...halves);
    }
  }
  return result([]);
}

const name = (): string => say("graphPartEvidence");

async function readSlice(
  {
    graphHost,
    get,
    keep,
  }: Pick<GraphMeans, "graphHost"> & {
    readonly get: (call: Call) => Promise<unknown>;
    readonly keep: (chain: ChainRest) => void;
  },
  id: string,
  slice: Slice,
  request: SinglesRequest,
  known: Set<string>,
  found: SingleSignIn[],
): Promise<void> {
  const { signal, managed = false, progress } = request;
  const kind = managed ? "managedIdentity" : "servicePrincipal";
  // `le` is documented, `lt` is not; what lies on the border is read once, by its id.
  const filter = [
    `signInEventTypes/any(t:t eq '${kind}')`,
    `servicePrincipalId eq '${id}'`,
    `createdDateTime ge ${new Date(slice.from).toISOString()}`,
    `createdDateTime le ${new Date(slice.to).toISOString()}`,
  ].join(" and ");
  const call: Call = {
    url: `https://${graphHost}${RAW_SIGN_INS.path}?$filter=${encodeURIComponent(filter)}&$top=${String(RAW_SIGN_INS.page)}`,
    scopes: [scopeOf(graphHost, RAW_SIGN_INS.scope)],
    role: rolesOf(RAW_SIGN_INS),
    part: name(),
    pace: "reports",
    signal,
    onWait: (until) => progress?.(found.length, until),
  };
  await readChain({
    first: call.url,
    rest: slice.chain ?? START,
    // A plain function that throws would end outside of the chain.
    get: async (url) => get({ ...call, url }),
    keyOf: (row) => JSON.stringify(row),
    take: (rows) => {
      for (const row of rows) {
        const evidence = evidenceOf(row);
        if (evidence.id !== "" && known.has(evidence.id)) continue;
        if (evidence.time !== null && (evidence.time < slice.from || evidence.time > slice.to)) continue;
        known.add(evidence.id);
        found.push(evidence);
      }
      progress?.(found.length, null);
    },
    keep,
    about: { part: call.part, scope: RAW_SIGN_INS.scope, role: call.role },
  });
}

function evidenceOf(row: Readonly<Record<string, unknown>>): SingleSignIn {
  const status = (typeof row["status"] === "object" && row["status"] !== null ? row["status"] : {}) as typeof row;
  const time = parseTime(row["createdDateTime"]);
  const code = parseCode(status["errorCode"]);
  return {
    id: textOf(row["id"]),
    time: time.kind === "time" ? time.value : null,
    code: code.kind === "code" ? code.value : null,
    reason: textOf(status["failureReason"]),
    correlationId: textOf(row["correlationId"]),
    credentialType: textOf(row["clientCredentialType"]),
    credentialKeyId: textOf(row["servicePrincipalCredentialKeyId"]),
    credentialThumbprint: textOf(row["servicePrincipalCredentialThumbprint"]),
    federatedCredentialId: textOf(row["federatedCredentialId"]),
    resource: textOf(row["resourceDisplayName"]),
    resourceId: textOf(row["resourceId"]),
    ipAddress: textOf(row["ipAddress"]),
  };
}
