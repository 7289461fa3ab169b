import type { Snapshot } from "../model/types";
import { toCsv } from "./csv";
import type { ExportOptions } from "./document";
import type { CoreFormatId } from "./formats";
import { toJson } from "./json";
import { toMarkdown } from "./markdown";
import { toXlsx } from "./xlsx";

export type Writer = (snapshot: Snapshot, options: ExportOptions) => string | Promise<Uint8Array>;

/** What the visual carries. */
export const CORE_WRITERS: Readonly<Record<CoreFormatId, Writer>> = {
  xlsx: toXlsx,
  csv: toCsv,
  json: toJson,
  md: toMarkdown,
};
