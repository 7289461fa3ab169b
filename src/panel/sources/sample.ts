import { readCsv } from "../../model/read/csv";
import { say } from "../words";
import type { LiveSource } from "./types";

/** What sample.json says about the sample. */
interface SampleInfo {
  readonly now: string;
}

/** The sample next to the page, and the instant at which both its clocks stand: its own end, epoch ms. */
export interface Sample {
  readonly source: LiveSource;
  readonly now: number;
}

/** Fetches the sample. Throws with a reason for the reader. */
export async function loadSample(): Promise<Sample> {
  const [info, text] = await Promise.all([
    get("sample.json").then((response) => response.json() as Promise<SampleInfo>),
    get("sample.csv").then((response) => response.text()),
  ]);
  return {
    now: Date.parse(info.now),
    source: {
      kind: "sample",
      scopes: [],
      load({ sink }) {
        readCsv(text, (rows, columns) => sink.rows(rows, columns));
        return Promise.resolve({ troubles: [], resume: null });
      },
    },
  };
}

async function get(file: string): Promise<Response> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(say("fileAnswered", file, String(response.status)));
  return response;
}
