import type { CloudEntry } from "../../../knowledge/types";
import { columnMapOfHeaders } from "../../../model/fields";
import type { FactSink } from "../../../model/read/sink";
import type { Send } from "../../net/types";
import { TroubleError } from "../../trouble";
import { say } from "../../words";
import { readAnswer, type Answer } from "./answers";
import type { TABLES } from "./queries";
import { refined } from "./troubles";
import type { WindowLimits } from "./windows";

export type Source = (typeof TABLES)[number];

export interface LogsOptions {
  readonly cloud: CloudEntry;
  readonly workspaceId: string;
  readonly send: Send;
  /** Lets the page breathe between slices of a large answer; a task of its own without. */
  readonly pause?: () => Promise<void>;
  readonly limits?: WindowLimits;
  /**
   * Log Analytics has no credentials. "graph" says that the shell adds those of the directory from Microsoft Graph, whose scopes
   * are then its own business; "none" that there are none to add.
   */
  readonly credentials?: "graph" | "none";
}

/** A role on the workspace that may query it (Azure documentation, built-in roles for monitoring). */
const ROLE = "Log Analytics Reader";
const SLICE = 10_000;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The delegated permission of the Log Analytics API (Azure Monitor documentation, "Access the API"). */
export const scopesOf = (cloud: CloudEntry): readonly string[] =>
  cloud.logsAudience === "" ? [] : [`${cloud.logsAudience}/Data.Read`];

/** Sends a query and reads its answer. Throws a TroubleError that names what to do in Log Analytics. */
export async function ask(
  { cloud, workspaceId, send }: LogsOptions,
  source: Source,
  body: unknown,
  signal: AbortSignal,
  onWait: (until: number | null) => void,
): Promise<Answer> {
  const part = say(source.words);
  if (cloud.logsHost === "") throw new TroubleError({ kind: "notInCloud", part });
  try {
    const answer = await send({
      url: `https://${cloud.logsHost}/v1/workspaces/${encodeURIComponent(workspaceId)}/query`,
      method: "POST",
      body,
      scopes: scopesOf(cloud),
      role: ROLE,
      part,
      pace: "logs",
      signal,
      onWait,
    });
    return readAnswer(answer, part);
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    // Documented for a workspace without data, and no JSON: not every sender lets it through.
    if (error.trouble.status === 204) return readAnswer(null, part);
    throw new TroubleError(refined(error.trouble, source));
  }
}

/** Hands an answer's rows on, all of them whatever is cancelled meanwhile: a window counts as a whole. */
export async function handOver(
  { columns, rows }: Answer,
  sink: FactSink,
  { pause = nextTask }: LogsOptions,
): Promise<void> {
  const map = columnMapOfHeaders(columns);
  for (let at = 0; at < rows.length; at += SLICE) {
    if (at > 0) await pause();
    sink.rows(rows.slice(at, at + SLICE), map);
  }
}
