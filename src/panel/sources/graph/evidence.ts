import { parseCode } from "../../../model/read/code";
import { textOf } from "../../../model/read/text";
import { parseTime } from "../../../model/read/time";
import type { Call } from "../../net/types";
import { TroubleError, type Trouble } from "../../trouble";
import { say } from "../../words";
import { readChain, START, type ChainRest } from "./chain";
import { isGuid } from "./guid";
import type { GraphMeans } from "./load";
import { RAW_SIGN_INS, rolesOf, scopeOf } from "./parts";
import { daysOf, halvesOf, type Slice } from "./slices";

/** One sign-in as Graph tells it. All texts are attacker-controlled. */
export interface SignInEvidence {
  readonly id: string;
  /** Epoch ms, null where the row has none that can be read. */
  readonly time: number | null;
  /** 0 for a success, null where it cannot be read. */
  readonly code: number | null;
  readonly reason: string;
  readonly correlationId: string;
  readonly credentialType: string;
  readonly credentialKeyId: string;
  readonly credentialThumbprint: string;
  readonly federatedCredentialId: string;
  readonly resource: string;
  readonly resourceId: string;
  readonly ipAddress: string;
}

export interface EvidenceRequest {
  /** Epoch ms, exclusive. */
  readonly to: number;
  readonly signal: AbortSignal;
  /** True for a managed identity: Graph lists their sign-ins apart. */
  readonly managed?: boolean;
  /** Stops after so many, the newest ones; 2,000 where absent. */
  readonly most?: number;
  /** Told after each page. */
  readonly progress?: (found: number, waitingUntil: number | null) => void;
  /** What an earlier, partial result left to do. */
  readonly resume?: unknown;
}

export interface PrincipalSignIns {
  /** Newest first. Those of a resumed request come without the earlier ones. */
  readonly signIns: readonly SignInEvidence[];
  readonly troubles: readonly Trouble[];
  /** What is still to do; null when nothing is. */
  readonly resume: unknown;
}

class EvidenceRest {
  constructor(
    readonly principal: string,
    readonly slices: readonly Slice[],
    readonly known: ReadonlySet<string>,
  ) {}
}

const MOST = 2_000;

/** Thrown between two pages when there is enough. */
class Enough extends Error {}

/** See `GraphSource.loadPrincipalSignIns`. */
export async function loadEvidence(
  means: GraphMeans,
  id: string,
  from: number,
  request: EvidenceRequest,
): Promise<PrincipalSignIns> {
  if (!isGuid(id)) throw new RangeError("not the object id of a service principal");
  const { resume, most = MOST } = request;
  const rest = resume instanceof EvidenceRest && resume.principal === id ? resume : null;
  const known = new Set(rest?.known);
  const slices = rest === null ? daysOf(from, request.to) : [...rest.slices];
  const found: SignInEvidence[] = [];
  const result = (troubles: readonly Trouble[]): PrincipalSignIns => ({
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
  request: EvidenceRequest,
  known: Set<string>,
  found: SignInEvidence[],
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

function evidenceOf(row: Readonly<Record<string, unknown>>): SignInEvidence {
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
