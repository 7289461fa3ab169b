import { RecordReader } from "../../../model/read/records";
import type { Call, Outside, Send } from "../../net/types";
import { TroubleError, type Trouble } from "../../trouble";
import type { LoadOutcome, LoadRequest } from "../types";
import { readChain, START, type ChainRest } from "./chain";
import { BATCH, readFederated } from "./federated";
import { partName, PARTS, rolesOf, scopeOf, type Part, type PartId } from "./parts";
import { Progress } from "./progress";
import { GraphRest, isFinal, type Application } from "./rest";
import { factRow, keyOfRow } from "./rows";

/** What the source is made of. */
export interface GraphMeans {
  readonly cloudId: string;
  readonly graphHost: string;
  readonly tenantId: string;
  readonly send: Send;
  readonly outside: Pick<Outside, "now" | "sleep" | "random">;
}

type Row = Readonly<Record<string, unknown>>;

/** One load: the parts of one pace one after the other, those of different paces side by side. */
export class GraphLoad {
  private readonly progress: Progress;
  private readonly reader: RecordReader;
  private readonly chains: Map<PartId, ChainRest>;
  private readonly applications: Application[];
  private readonly troubles = new Map<PartId, Trouble>();

  constructor(
    private readonly means: GraphMeans,
    private readonly request: LoadRequest,
    private readonly rest: GraphRest,
  ) {
    this.progress = new Progress(
      (parts) => {
        request.progress(parts);
      },
      rest.progress,
      rest.chains,
    );
    this.reader = new RecordReader(request.sink);
    this.chains = new Map(rest.chains);
    this.applications = [...rest.applications];
  }

  async run(): Promise<LoadOutcome> {
    const todo = PARTS.filter(({ id }) => this.chains.has(id));
    for (const { id } of todo) this.progress.set(id, { state: "waiting" });
    const lanes = [...new Set(todo.map(({ pace }) => pace))].map(async (pace) => {
      for (const part of todo) if (part.pace === pace) await this.runPart(part);
    });
    await Promise.all(lanes);
    return this.outcome();
  }

  private async runPart(part: Part): Promise<void> {
    const { id } = part;
    try {
      if (this.request.signal.aborted) throw this.trouble(part, "cancelled");
      if (!part.clouds.includes(this.means.cloudId)) throw this.trouble(part, "notInCloud");
      this.progress.set(id, { state: "loading" });
      if (id !== "federated") await this.loadChain(part);
      else if (!(await this.loadFederated(part))) return;
      this.chains.delete(id);
      this.progress.set(id, { state: "done", waitingUntil: null });
    } catch (error) {
      const { trouble } = error instanceof TroubleError ? error : this.trouble(part, "server");
      this.troubles.set(id, trouble);
      if (isFinal(trouble)) this.chains.delete(id);
      this.progress.set(id, { state: "failed", waitingUntil: null });
    }
    this.reader.flush();
  }

  private async loadChain(part: Part): Promise<void> {
    const { id, rows } = part;
    const call = this.callOf(part);
    await readChain({
      first: call.url,
      rest: this.chains.get(id) ?? START,
      get: async (url) => {
        const page = await this.means.send({ ...call, url });
        this.progress.add(id, 0, 1);
        return page;
      },
      keyOf: (row) => keyOfRow(rows, row),
      take: (page, context) => {
        const facts = page.map((row) => factRow(rows, row, this.frame())).filter((row) => row !== null);
        if (id === "applications") this.note(facts);
        this.reader.read({ "@odata.context": context, value: facts });
        this.reader.flush();
        this.progress.add(id, facts.length, 0);
      },
      keep: (rest) => this.chains.set(id, rest),
      about: { part: call.part, scope: part.scope, role: call.role },
    });
  }

  /** False where it did not come to its end and no trouble of its own is why. */
  private async loadFederated(part: Part): Promise<boolean> {
    const { id } = part;
    const { done } = this.progress.of(id);
    this.progress.set(id, { total: done + Math.ceil(this.applications.length / BATCH) });
    const refused = await readFederated({
      call: { ...this.callOf(part), method: "POST" },
      send: this.means.send,
      outside: this.means.outside,
      left: this.applications,
      take: (application) => {
        this.reader.read(application);
        this.progress.add(id, 1, 0);
      },
      step: () => {
        this.reader.flush();
        this.progress.add(id, 0, 1);
      },
    });
    // Applications that are not listed yet are asked for once they are.
    const isWhole = !this.chains.has("applications");
    if (refused !== null) this.troubles.set(id, refused);
    if (refused !== null && isWhole) this.chains.delete(id);
    if (isWhole && refused === null) return true;
    this.progress.set(id, { state: "failed", waitingUntil: null });
    return false;
  }

  /** Federated credentials are asked for application by application. */
  private note(rows: readonly Row[]): void {
    for (const { id, appId, displayName } of rows) {
      if (typeof id === "string") this.applications.push({ id, appId, displayName });
    }
  }

  private callOf(part: Part): Call {
    const { graphHost } = this.means;
    return {
      url: `https://${graphHost}${part.url}`,
      scopes: [scopeOf(graphHost, part.scope)],
      role: rolesOf(part),
      part: partName(part),
      pace: part.pace,
      signal: this.request.signal,
      onWait: (waitingUntil) => {
        this.progress.set(part.id, { waitingUntil });
      },
    };
  }

  private frame(): { readonly from: number; readonly to: number; readonly tenantId: string } {
    const { tenantId, from, to } = this.rest;
    return { tenantId, from, to };
  }

  private trouble(part: Part, kind: Trouble["kind"]): TroubleError {
    return new TroubleError({ kind, part: partName(part), scope: part.scope, role: rolesOf(part) });
  }

  private outcome(): LoadOutcome {
    const { tenantId, from, to } = this.rest;
    const found = PARTS.flatMap(({ id }) => this.troubles.get(id) ?? []);
    const isCancelled = found.some(({ kind }) => kind === "cancelled");
    const troubles: Trouble[] = [...this.rest.troubles, ...found.filter(({ kind }) => kind !== "cancelled")];
    // What no other try of these parts will tell again.
    const final = [
      ...this.rest.troubles,
      ...PARTS.flatMap(({ id }) => (this.chains.has(id) ? [] : (this.troubles.get(id) ?? []))),
    ];
    const left = { progress: this.progress.snapshot(), chains: this.chains, applications: this.applications };
    return {
      troubles: isCancelled ? [{ kind: "cancelled", part: "" }, ...troubles] : troubles,
      resume: this.chains.size === 0 ? null : new GraphRest(tenantId, from, to, { ...left, troubles: final }),
    };
  }
}
