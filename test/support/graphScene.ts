import { createGraphCloud } from "../../src/cloud/graph";
import type { Tenant } from "../../src/cloud/types";
import { toJson } from "../../src/export/json";
import { Model, type Snapshot } from "../../src/model";
import { createSend } from "../../src/panel/net/send";
import { createGraphSource, type GraphSource } from "../../src/panel/sources/graph/source";
import type { LoadOutcome, LoadRequest, PartProgress } from "../../src/panel/sources/types";
import { NOW, SOURCE } from "./load";
import { VirtualTime } from "./virtualTime";

export const TENANT = "12345678-1234-1234-1234-123456789012";
export const TOKEN = "eyJ0eXAiOiJKV1Qi.eyJzZWNyZXQiOiJ5ZXMi.c2lnbmF0dXJl";
export const FROM = Date.UTC(2026, 9, 1);
export const TO = Date.UTC(2026, 10, 24);

export interface GraphScene {
  readonly time: VirtualTime;
  readonly source: GraphSource;
  readonly model: Model;
  readonly cancel: AbortController;
  /** Addresses that were called, with their host. */
  readonly called: string[];
  /** Every progress that was told. */
  readonly told: (readonly PartProgress[])[];
  load(more?: Partial<LoadRequest>): Promise<LoadOutcome>;
  snapshot(): Snapshot;
  json(): string;
}

/** A source against the stand-in, with a clock of its own. */
export function graphScene(
  settings: Readonly<Record<string, unknown>> = {},
  cloud: { readonly id: "public" | "usgov" | "china"; readonly graphHost: string } = {
    id: "public",
    graphHost: "graph.microsoft.com",
  },
): GraphScene {
  const time = new VirtualTime();
  const graph = createGraphCloud((ms) => time.sleep(ms));
  const tenant: Tenant = { id: TENANT, settings };
  const called: string[] = [];
  const outside = time.outside(async (input, init) => {
    const request = new Request(input, init);
    called.push(request.url);
    return graph.handle(request, tenant);
  });
  const source = createGraphSource({
    cloud,
    tenantId: TENANT,
    send: createSend({ token: () => Promise.resolve(TOKEN) }, outside),
    outside,
  });
  const model = new Model(NOW);
  const cancel = new AbortController();
  const told: (readonly PartProgress[])[] = [];
  const snapshot = (): Snapshot => model.snapshot(SOURCE);
  return {
    time,
    source,
    model,
    cancel,
    called,
    told,
    snapshot,
    load: (more) =>
      time.run(
        source.load({
          from: FROM,
          to: TO,
          signal: cancel.signal,
          sink: {
            rows: (rows, columns) => {
              model.append(rows, columns);
            },
            skipped: (field, value, reason) => {
              model.store.skip(field, value, reason);
            },
          },
          progress: (parts) => told.push(parts),
          ...more,
        }),
      ),
    json: () => toJson(snapshot(), { generatedAt: NOW, marks: () => null, scope: { kind: "all" } }),
  };
}
