import type { Trouble, TroubleKind } from "../../trouble";
import type { PartProgress } from "../types";
import { START, type ChainRest } from "./chain";
import { type Part, PARTS, type PartId } from "./parts";

/** An application whose federated credentials are to be read. */
export interface Application {
  readonly id: string;
  readonly appId: unknown;
  readonly displayName: unknown;
}

/** What a load left to do. Another load takes it over with its range: another range is another load. */
export class GraphRest {
  readonly progress: ReadonlyMap<PartId, PartProgress>;
  /** Parts that are not done and may be, with what was read of them. */
  readonly chains: ReadonlyMap<PartId, ChainRest>;
  readonly applications: readonly Application[];
  /** What another try cannot change. */
  readonly troubles: readonly Trouble[];

  constructor(
    readonly tenantId: string,
    readonly from: number,
    readonly to: number,
    left: Pick<GraphRest, "progress" | "chains" | "applications" | "troubles">,
  ) {
    this.progress = left.progress;
    this.chains = left.chains;
    this.applications = left.applications;
    this.troubles = left.troubles;
  }

  /** The rest of a load that has not begun. */
  static all(tenantId: string, from: number, to: number, parts: readonly Part[] = PARTS): GraphRest {
    return new GraphRest(tenantId, from, to, {
      progress: new Map(),
      chains: new Map(parts.map(({ id }) => [id, START])),
      applications: [],
      troubles: [],
    });
  }
}

/** Troubles that another try meets again. */
const FINAL: readonly TroubleKind[] = ["licence", "notInCloud", "refused"];

export const isFinal = ({ kind }: Trouble): boolean => FINAL.includes(kind);
