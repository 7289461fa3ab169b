import { readFile } from "node:fs/promises";
import { Model, type Snapshot } from "../model";
import { readCsv } from "../model/read/csv";
import { at } from "./paths";

/** The sample's snapshot, as the panel reads it. */
export async function sampleSnapshot(): Promise<Snapshot> {
  const { now } = JSON.parse(await readFile(at("assets/sample.json"), "utf8")) as { now: string };
  const model = new Model(Date.parse(now));
  readCsv(await readFile(at("assets/sample.csv"), "utf8"), (rows, columns) => {
    model.append(rows, columns);
  });
  const { rowsRead } = model.store;
  return model.snapshot({ kind: "sample", rowsTotalKnown: rowsRead, truncated: false, loading: false, stopReason: "" });
}
