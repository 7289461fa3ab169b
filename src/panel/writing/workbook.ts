import { frameOf, type ExportOptions } from "../../export/document";
import { indicesOf } from "../../export/scope";
import { workbookParts, type WorkbookPart } from "../../export/workbookParts";
import type { Snapshot } from "../../model";
import { Cancelled, inSlices, pause } from "./slices";
import type { Job } from "./job";
import type { FromWorker, ToWorker } from "./workbookMessages";

/** Fewer are written sooner than a thread's script has come. */
const MANY = 200;
/** Beside the page, made by the build. */
const SCRIPT = "workbook.js";

interface ScriptUrls {
  createScriptURL(input: string): string;
}
interface PolicyMaker {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}

let urls: ScriptUrls | undefined;

/** The one address that a thread of this page may have, whatever it is asked for. Throws where the host forbids it. */
function scriptUrl(): string {
  const address = (): string => new URL(SCRIPT, document.baseURI).href;
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyMaker };
  urls ??= trustedTypes?.createPolicy("spp-workbook", { createScriptURL: address }) ?? { createScriptURL: address };
  return urls.createScriptURL("");
}

/** Starts the thread; null where the host's headers or the browser forbid it. */
function startWorker(): Worker | null {
  try {
    return new Worker(scriptUrl());
  } catch {
    return null;
  }
}

/**
 * The workbook as bytes: its rows are made here in slices; many are written and packed on a thread of its own. Without a
 * thread it is written here in one go. Rejects with `Cancelled`, or with an Error that says what failed.
 */
export async function workbookBytes(
  snapshot: Snapshot,
  options: ExportOptions,
  job: Job,
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = indicesOf(snapshot, options.scope).length < MANY ? null : startWorker();
  const kept: WorkbookPart[] = [];
  try {
    const answer = worker === null ? null : answerOf(worker, job.signal);
    // It may fail while rows are still made, which nobody waits for yet.
    answer?.catch(() => undefined);
    const means = { signal: job.signal, pause, now: () => performance.now() };
    await inSlices(workbookParts(snapshot, options), means, (part) => {
      if (worker === null) kept.push(part);
      else worker.postMessage({ part } satisfies ToWorker);
    });
    if (worker !== null) job.packing();
    const frame = frameOf(snapshot, options);
    if (worker === null || answer === null) return await writtenHere(frame, kept);
    worker.postMessage({ write: frame } satisfies ToWorker);
    const bytes = await answer;
    // The thread's script did not come: the rows are still to be had.
    return bytes ?? (await writtenHere(frame, [...workbookParts(snapshot, options)]));
  } finally {
    worker?.terminate();
  }
}

async function writtenHere(
  frame: ReturnType<typeof frameOf>,
  parts: readonly WorkbookPart[],
): Promise<Uint8Array<ArrayBuffer>> {
  await pause();
  const { writeWorkbook } = await import("../../export/xlsx");
  return (await writeWorkbook(frame, parts)) as Uint8Array<ArrayBuffer>;
}

/** The thread's one answer; null where its script could not be run. */
function answerOf(worker: Worker, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Cancelled()));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(null);
    });
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if ("bytes" in data) resolve(data.bytes);
      else reject(new Error(data.failed));
    });
  });
}
