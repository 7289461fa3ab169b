import { writeWorkbook } from "../../export/xlsx";
import type { WorkbookPart } from "../../export/workbookParts";
import type { FromWorker, ToWorker } from "./workbookMessages";

/** The script of a thread that writes one workbook. */
const parts: WorkbookPart[] = [];

const answer = (message: FromWorker, transfer: Transferable[] = []): void => postMessage(message, { transfer });

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("part" in data) {
    parts.push(data.part);
    return;
  }
  writeWorkbook(data.write, parts).then(
    (bytes) => answer({ bytes: bytes as Uint8Array<ArrayBuffer> }, [bytes.buffer as ArrayBuffer]),
    (error: unknown) => answer({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
