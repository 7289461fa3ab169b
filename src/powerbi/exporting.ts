import type powerbi from "powerbi-visuals-api";
import {
  bytesOf,
  CORE_WRITERS,
  estimateSize,
  fileName,
  HOST_LIMIT,
  SMALLER,
  type ExportOptions,
  type ScopeKind,
} from "../export";
import type { Snapshot } from "../model";
import { formatFor } from "../view/format";
import { type StringKey, text } from "../view/strings";
import type { ExportFormat, ExportPermission, NotSaved, OfferedFormat } from "../view/types";
import { EXPORT_ALLOWED, EXPORT_DISABLED_BY_ADMIN, EXPORT_NOT_DECLARED, EXPORT_NOT_SUPPORTED } from "./constants";

import type { Schedule } from "./keeping/localStore";

type Downloads = powerbi.extensibility.IDownloadService;

/** A workbook is handed over as text, four characters for three bytes. */
const LIMITS: Readonly<Record<ExportFormat, number>> = {
  xlsx: Math.floor((HOST_LIMIT * 3) / 4),
  csv: HOST_LIMIT,
  json: HOST_LIMIT,
  md: HOST_LIMIT,
};

const REASONS: Readonly<Record<number, StringKey>> = {
  [EXPORT_NOT_DECLARED]: "saveNotDeclared",
  [EXPORT_NOT_SUPPORTED]: "saveNotSupported",
  [EXPORT_DISABLED_BY_ADMIN]: "saveDisabledByAdmin",
};

const refused = (reason: StringKey): ExportPermission => ({ allowed: false, reason: text(reason) });

/** Until the host has answered. */
export const checking = (): ExportPermission => refused("saveChecking");

/** Whether the host lets this visual save files, in words for the reader. */
export async function exportPermission(downloads: Downloads | undefined): Promise<ExportPermission> {
  if (typeof downloads?.exportStatus !== "function") return refused("saveNotSupported");
  try {
    const status = (await downloads.exportStatus()) as number;
    return status === EXPORT_ALLOWED ? { allowed: true, reason: "" } : refused(REASONS[status] ?? "saveNotSupported");
  } catch {
    return refused("saveNoAnswer");
  }
}

interface Kind {
  readonly extension: string;
  /** File type as the download service wants it: `base64` for what is no text. */
  readonly type: string;
  readonly description: StringKey;
}

const KINDS: Readonly<Record<ExportFormat, Kind>> = {
  json: { extension: "json", type: "json", description: "exportJson" },
  csv: { extension: "csv", type: "csv", description: "exportCsv" },
  // The download service knows no Markdown: the text is the same under another ending.
  md: { extension: "txt", type: "txt", description: "fileMarkdown" },
  xlsx: { extension: "xlsx", type: "base64", description: "exportXlsx" },
};

const notSaved = (reason: StringKey): NotSaved => ({ saved: false, line: text(reason) });

/** A host that has not answered within this may never do so; a reader may also still be choosing a folder. Ms. */
const PATIENCE = 20_000;

/** What saving needs of the visual around it. */
export interface SavingMeans {
  readonly downloads: Downloads | undefined;
  readonly schedule: Schedule;
  readonly locale: string;
  /** Shows one line to the reader: the host's answer where it came late. */
  readonly say: (line: string) => void;
}

const isKnown = (format: OfferedFormat): format is ExportFormat => Object.hasOwn(KINDS, format);

/**
 * Writes a file through the host's download service and returns a line that tells the reader what happened. A file that is
 * estimated to be too large is not written; a service that does not answer in time is told as such.
 */
export async function saveFile(
  means: SavingMeans,
  snapshot: Snapshot,
  format: OfferedFormat,
  options: ExportOptions,
): Promise<string | NotSaved> {
  const { downloads, locale } = means;
  if (downloads === undefined || !isKnown(format)) return notSaved("saveNotSupported");
  const write = CORE_WRITERS[format];
  const tooLarge = (bytes: number, limit: number, smaller: NonNullable<NotSaved["smaller"]>): NotSaved => {
    const megabytes = (value: number): string => formatFor(locale, undefined).number(value / 1024 / 1024);
    return { saved: false, line: text("saveTooLarge", megabytes(bytes), megabytes(limit)), smaller };
  };
  const estimate = await estimateSize(write, snapshot, options, LIMITS[format]);
  if (!estimate.fits) return tooLarge(estimate.bytes, LIMITS[format], estimate.smaller);
  const written = await write(snapshot, options);
  const content = typeof written === "string" ? written : base64(written);
  // What was estimated is not yet known.
  if (bytesOf(content) > HOST_LIMIT) return tooLarge(bytesOf(content), HOST_LIMIT, SMALLER[options.scope.kind]);
  return handOver(means, downloads, content, KINDS[format], options);
}

function handOver(
  { schedule, say }: SavingMeans,
  downloads: Downloads,
  content: string,
  { extension, type, description }: Kind,
  { scope, generatedAt }: ExportOptions,
): Promise<string | NotSaved> {
  const name = fileName(SUBJECTS[scope.kind], generatedAt, extension);
  return new Promise((resolve) => {
    let late = false;
    const cancel = schedule(() => {
      late = true;
      resolve(notSaved("saveSilent"));
    }, PATIENCE);
    const answered = (answer: string | NotSaved): void => {
      cancel();
      if (late) say(typeof answer === "string" ? answer : answer.line);
      else resolve(answer);
    };
    const failed = (): void => answered(notSaved("saveFailed"));
    try {
      const asked = downloads.exportVisualsContent(content, name, type, text("fileDescription", text(description)));
      asked.then((saved) => answered(saved ? text("saved", name) : notSaved("saveDeclined")), failed);
    } catch {
      failed();
    }
  });
}

const SUBJECTS: Readonly<Record<ScopeKind, string>> = {
  all: "service-principals",
  principals: "service-principals-selected",
  principal: "service-principal",
  case: "checklist",
};

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
