import { SAMPLE_TENANT_ID } from "../../knowledge/sampleTenant";
import type { Snapshot } from "../../model/types";
import type { Loading } from "../shell/loading";

/** The sample's first picture in the place of a load: it is at its end, and its rows are not here. */
export function glimpsed(snapshot: Snapshot, now: number): Loading {
  return {
    source: { kind: "sample", scopes: [], load: () => Promise.resolve({ troubles: [], resume: null }) },
    range: { from: 0, to: 0 },
    state: {
      loading: false,
      parts: [],
      troubles: [],
      notes: [],
      resume: null,
      startedAt: now,
      endedAt: now,
      rows: snapshot.source.rowsRead,
    },
    snapshot: () => snapshot,
    tenant: () => SAMPLE_TENANT_ID,
    cancel: () => undefined,
    resume: () => undefined,
    close: () => undefined,
  };
}
