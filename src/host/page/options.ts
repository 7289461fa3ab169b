import { HostEnvironment } from "../constants";
import type { FrameOptions, Place } from "../protocol";

/** Everything a person or a test can choose; the frame gets its part. */
export interface PageOptions extends FrameOptions {
  data: string;
  size: string;
  now: string;
  /** How large the report page is drawn: "actual", "page", "width", or a number of percent. */
  zoom: string;
  /** How many visuals are on the page, 1 to 8. */
  instances: number;
  chrome: boolean;
  log: boolean;
}

export interface SizePreset {
  id: string;
  title: string;
  width: number;
  height: number;
}

export const sizePresets: readonly SizePreset[] = [
  { id: "report", title: "Report", width: 1280, height: 720 },
  { id: "narrow", title: "Narrow", width: 320, height: 720 },
  { id: "mobile", title: "Mobile", width: 375, height: 667 },
  { id: "tile-large", title: "Tile, large", width: 320, height: 200 },
  { id: "tile-medium", title: "Tile, medium", width: 240, height: 150 },
  { id: "tile-small", title: "Tile, small", width: 200, height: 120 },
];

/** The two sizes that are not presets: the whole stage, and one typed in. */
export const focusSize = "focus";
export const freeSize = "free";

const mostInstances = 8;

export const defaultOptions: PageOptions = {
  data: "",
  size: "report",
  width: 1280,
  height: 720,
  place: "report",
  theme: "light",
  highContrast: false,
  locale: "en-US",
  exportStatus: "auto",
  mode: "view",
  focus: false,
  window: 0,
  overlap: 0,
  limit: 0,
  types: "text",
  dates: "date",
  persist: "first",
  now: "",
  zoom: "actual",
  instances: 1,
  chrome: true,
  log: false,
};

/** The short names of the options in the page's address. */
const parameterNames: Partial<Record<keyof PageOptions, string>> = {
  width: "w",
  height: "h",
  highContrast: "hc",
  exportStatus: "export",
};

/** What a change of makes the frame load again: the host hands these over once, when the visual is created. */
export const reloading: readonly (keyof FrameOptions)[] = ["place", "locale", "highContrast"];

/** Applies changes; a preset brings its size with it, and a typed size is a preset only where it equals one. */
export function change(options: PageOptions, changes: Partial<PageOptions>): PageOptions {
  const next = { ...options, ...changes };
  if (changes.focus !== undefined && changes.size === undefined) {
    if (changes.focus) next.size = focusSize;
    else if (options.size === focusSize) next.size = "report";
  }
  const preset = sizePresets.find((item) => item.id === next.size);
  if (changes.width !== undefined || changes.height !== undefined) {
    const same = sizePresets.find((item) => item.width === next.width && item.height === next.height);
    if (changes.size !== focusSize) next.size = same?.id ?? freeSize;
  } else if (preset && next.size !== options.size) {
    next.width = preset.width;
    next.height = preset.height;
  }
  next.focus = next.size === focusSize;
  next.instances = Math.min(Math.max(Math.round(next.instances) || 1, 1), mostInstances);
  if (!Object.hasOwn(HostEnvironment, next.place)) next.place = "report";
  return next;
}

/** Reads the options from an address; anything it does not name or cannot mean keeps its default. */
export function fromAddress(parameters: URLSearchParams): PageOptions {
  const changes: Record<string, unknown> = {};
  for (const [name, fallback] of Object.entries(defaultOptions)) {
    const text = parameters.get(parameterNames[name as keyof PageOptions] ?? name);
    if (text === null || name === "focus") continue;
    if (typeof fallback === "boolean") changes[name] = text !== "0" && text !== "false";
    else if (typeof fallback === "number") changes[name] = Math.max(0, Math.round(Number(text) || 0)) || fallback;
    else changes[name] = text;
  }
  return change(defaultOptions, changes);
}

/** The address that shows these options; defaults are left out, other parameters stay. */
export function toAddress(options: PageOptions, parameters: URLSearchParams): URLSearchParams {
  const result = new URLSearchParams(parameters);
  for (const [name, fallback] of Object.entries(defaultOptions)) {
    const key = parameterNames[name as keyof PageOptions] ?? name;
    const value = options[name as keyof PageOptions];
    const sized = name === "width" || name === "height";
    const shown = sized ? options.size === freeSize : name !== "focus" && value !== fallback;
    if (!shown || (name === "size" && value === freeSize)) result.delete(key);
    else result.set(key, typeof value === "boolean" ? (value ? "1" : "0") : String(value));
  }
  return result;
}

/** The part of the options that goes into the frame. */
export function frameOptions(options: PageOptions): FrameOptions {
  const { width, height, place, theme, highContrast, locale, exportStatus } = options;
  const { mode, focus, window, overlap, limit, types, dates, persist } = options;
  const where = { width, height, place, theme, highContrast, locale, exportStatus };
  return { ...where, mode, focus, window, overlap, limit, types, dates, persist };
}

export const placeTitles: Record<Place, string> = {
  report: "Report",
  tile: "Dashboard tile",
  mobile: "Mobile app",
  desktop: "Desktop",
  embed: "Embedded",
  publish: "Publish to web",
  export: "Export",
  reportServer: "Report Server",
};
