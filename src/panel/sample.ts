import { Model, type Snapshot } from "../model";
import { readCsv } from "../model/read/csv";

/** What sample.json says about the sample. */
interface SampleInfo {
  readonly now: string;
}

/** Loads the sample next to the page; both clocks stand at the sample's own end. Throws with a reason for the reader. */
export async function loadSample(): Promise<Snapshot> {
  const info = (await (await get("sample.json")).json()) as SampleInfo;
  const text = await (await get("sample.csv")).text();
  const model = new Model(Date.parse(info.now));
  readCsv(text, (rows, columns) => {
    model.append(rows, columns);
  });
  return model.snapshot({
    kind: "sample",
    rowsTotalKnown: model.store.rowsRead,
    truncated: false,
    loading: false,
    stopReason: "",
  });
}

async function get(file: string): Promise<Response> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} answered ${String(response.status)}`);
  return response;
}
