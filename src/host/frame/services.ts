import type powerbi from "powerbi-visuals-api";
import { downloadTypes, Limits, PrivilegeStatus } from "../constants";
import type { Capabilities, FrameOptions } from "../protocol";
import { privilege, rejected, resolved, unanswered } from "./promises";
import type { Recorder } from "./recorder";

type Privilege = (typeof PrivilegeStatus)[keyof typeof PrivilegeStatus];

function declares(capabilities: Capabilities, name: string): boolean {
  return capabilities.privileges?.some((privilege) => privilege.name === name) ?? false;
}

/** The download service: nothing is written; the page offers what was handed over as a link. */
export function createDownloadService(
  options: () => FrameOptions,
  capabilities: Capabilities,
  recorder: Recorder,
): powerbi.extensibility.IDownloadService {
  const status = (): Privilege => exportStatus(options(), capabilities);
  const save = (content: string, fileName: string, fileType: string, description: string): boolean => {
    const extension = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
    const type = fileType === "base64" ? extension : fileType.replace(/^\./, "").toLowerCase();
    const binary = extension === "xlsx" || extension === "pdf";
    let refusal: string | undefined;
    if (!downloadTypes.includes(extension)) refusal = `.${extension} files cannot be downloaded`;
    else if (type !== extension) refusal = `file type ${fileType} does not belong to ${fileName}`;
    else if (binary !== (fileType === "base64"))
      refusal = `${fileName} needs file type ${binary ? "base64" : extension}`;
    else if (content.length > Limits.downloadBytes) refusal = `${fileName} is larger than 30 MB`;
    if (refusal !== undefined) recorder.problem("misuse", `downloadService: ${refusal}`);
    const allowed = status() === PrivilegeStatus.allowed && options().exportStatus !== "declined";
    const completed = allowed && refusal === undefined;
    recorder.emit({ kind: "download", download: { fileName, fileType, description, content, completed } });
    return completed;
  };
  return {
    exportStatus: () => privilege(status()),
    exportVisualsContent: (...file) => (options().exportStatus === "never" ? unanswered() : resolved(save(...file))),
    exportVisualsContentExtended: (...file) => {
      const downloadCompleted = save(...file);
      return resolved(downloadCompleted ? { downloadCompleted, fileName: file[1] } : { downloadCompleted });
    },
  };
}

function exportStatus(options: FrameOptions, capabilities: Capabilities): Privilege {
  const setting = options.exportStatus;
  if (setting === "disabledByAdmin" || setting === "notSupported" || setting === "notDeclared") {
    return PrivilegeStatus[setting];
  }
  if (!declares(capabilities, "ExportContent")) return PrivilegeStatus.notDeclared;
  // Documented for the service and Desktop only.
  const supported = setting !== "auto" || ["report", "desktop"].includes(options.place);
  return supported ? PrivilegeStatus.allowed : PrivilegeStatus.notSupported;
}

/** Local storage of one visual in one environment, kept by the page across reloads of the frame. */
export function createStorageService(
  stored: Record<string, string>,
  capabilities: Capabilities,
  changed: () => void,
): powerbi.extensibility.IVisualLocalStorageV2Service {
  const allowed = declares(capabilities, "LocalStorage");
  const used = (): number => Object.entries(stored).reduce((sum, [key, data]) => sum + key.length + data.length, 0);
  return {
    status: () => privilege(allowed ? PrivilegeStatus.allowed : PrivilegeStatus.notDeclared),
    get: (key) => {
      const data = allowed && Object.hasOwn(stored, key) ? stored[key] : undefined;
      return data === undefined ? rejected(`Nothing is stored for ${key}`) : resolved(data);
    },
    set: (key, data) => {
      const growth = data.length - (stored[key]?.length ?? -key.length);
      const success = allowed && used() + growth <= Limits.storageBytes;
      if (success) {
        stored[key] = data;
        changed();
      }
      return resolved({ success });
    },
    remove: (key) => {
      Reflect.deleteProperty(stored, key);
      changed();
    },
  };
}

/** Looks a key up in the package's string resources: the locale, its language, then en-US. */
export function findText(
  resources: Record<string, Record<string, string>>,
  locale: string,
  key: string,
): string | undefined {
  const language = locale.split("-")[0] ?? locale;
  const related = Object.keys(resources).find((name) => name === language || name.startsWith(`${language}-`));
  for (const name of [locale, related, "en-US"]) {
    const texts = name === undefined ? undefined : resources[name];
    if (texts && Object.hasOwn(texts, key)) return texts[key];
  }
  return undefined;
}
