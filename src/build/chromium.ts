import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium, type BrowserServer } from "playwright-core";
import { at } from "./paths";

/** A Chromium to run and the environment it needs. */
interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The package's own default arguments switch off web security, so these are given instead. */
const ARGS: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
];

const INSTALLED: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where to look first: Chrome or Chromium as people have it, or the package's, which has no window and costs less. */
export type Preference = "installed" | "light";

/**
 * Finds a browser: the one named by CHROMIUM_PATH, else an installed Chrome or Chromium, else the one that comes with
 * the npm package @sparticuz/chromium; with "light" in the other order. `CHROMIUM_PATH=npm` takes the package's alone.
 */
async function findBrowser(preference: Preference): Promise<Browser> {
  const wanted = process.env["CHROMIUM_PATH"] ?? "";
  if (wanted === "npm") return fromPackage();
  if (wanted !== "") {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names ${wanted}, which does not exist.`);
    return { executablePath: wanted, env: {} };
  }
  const installed = INSTALLED.find((file) => existsSync(file));
  // The package's is made for Linux on x64.
  const packaged = process.platform === "linux" && process.arch === "x64";
  return installed === undefined || (preference === "light" && packaged)
    ? fromPackage()
    : { executablePath: installed, env: {} };
}

/**
 * Starts a browser that tests connect to, with further arguments where some are given. The driver must run outside
 * jest: inside its sandbox of globals clicks into frames never arrive.
 */
export async function browserServer(
  more: readonly string[] = [],
  preference: Preference = "installed",
): Promise<BrowserServer> {
  const { executablePath, env } = await findBrowser(preference);
  return chromium.launchServer({
    executablePath,
    args: [...ARGS, ...more],
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

let unpacked: Promise<Browser> | undefined;

/** The package's browser, unpacked once however many are started: the unpacking sets an environment variable. */
function fromPackage(): Promise<Browser> {
  unpacked ??= unpack();
  return unpacked;
}

/** Unpacks the package's browser, with the system libraries that a bare machine lacks, into .tmp/chromium. */
async function unpack(): Promise<Browser> {
  const folder = at(".tmp/chromium");
  const ready = path.join(folder, "ready");
  const isReady = existsSync(ready);
  if (!isReady) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  // The package unpacks into the system's temporary folder and trusts whatever lies there; this one is ours alone.
  const formerTemp = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    const libraries = await inflate(path.join(path.dirname(entry), "..", "bin", "al2023.tar.br"));
    const fontConfig = path.join(folder, "fonts.conf");
    await writeFile(fontConfig, fontsFile(folder));
    if (!isReady) await writeFile(ready, "");
    return {
      executablePath,
      env: { LD_LIBRARY_PATH: path.join(libraries, "lib"), FONTCONFIG_FILE: fontConfig, HOME: folder },
    };
  } finally {
    if (formerTemp === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = formerTemp;
  }
}

/** The package's own font configuration names folders of another system, and without any font the browser dies. */
function fontsFile(folder: string): string {
  const folders = [path.join(folder, "fonts"), "/usr/share/fonts"].map((dir) => `<dir>${dir}</dir>`);
  return `<?xml version="1.0"?>\n<fontconfig>${folders.join("")}<cachedir>${folder}/font-cache</cachedir></fontconfig>\n`;
}
