import type { CloudEntry } from "../../../knowledge/types";
import type { Outside, Send } from "../../net/types";
import type { LiveSource, LoadRequest } from "../types";
import type { AskSingles } from "../singles";
import { loadEvidence } from "./evidence";
import { GraphLoad, type GraphMeans } from "./load";
import { PARTS, scopeOf } from "./parts";
import { GraphRest } from "./rest";

export interface GraphOptions {
  readonly cloud: Pick<CloudEntry, "id" | "graphHost">;
  /** The tenant that is signed in to: rows without one of their own are its. */
  readonly tenantId: string;
  readonly send: Send;
  readonly outside: Pick<Outside, "now" | "sleep" | "random">;
  /** The directory's credentials alone, for a source that has the sign-ins from elsewhere. */
  readonly only?: "directory";
}

export interface GraphSource extends LiveSource {
  readonly singles: AskSingles;
}

/** Microsoft Graph as a source of facts. */
export function createGraphSource({ cloud, tenantId, send, outside, only }: GraphOptions): GraphSource {
  const { graphHost, id: cloudId } = cloud;
  const parts = only === undefined ? PARTS : PARTS.filter(({ pace }) => pace === only);
  const means: GraphMeans = { cloudId, graphHost, tenantId, send, outside };
  return {
    kind: "graph",
    scopes: graphHost === "" ? [] : [...new Set(parts.map(({ scope }) => scopeOf(graphHost, scope)))],
    async load(request: LoadRequest) {
      const { resume, from, to } = request;
      if (graphHost === "") return { troubles: [{ kind: "notInCloud", part: "" }], resume: null };
      const isOurs = resume instanceof GraphRest && resume.tenantId === tenantId;
      return new GraphLoad(means, request, isOurs ? resume : GraphRest.all(tenantId, from, to, parts)).run();
    },
    singles: (id, from, request) => loadEvidence(means, id, from, request),
  };
}
