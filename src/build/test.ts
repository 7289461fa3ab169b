import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { bin } from "./bin";
import { browserServer } from "./chromium";
import { cloudBrowserArgs, startTestCloud } from "./cloud";
import { packageVisual } from "./packageVisual";
import { readNetLog } from "./netLog";
import { at, ROOT } from "./paths";
import { serve } from "./serve";
import { buildHost, buildPanel } from "./site";

/** What jest writes with --json, as far as it is read here. */
interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

const RESULT = at(".tmp/jest.json");
const NET_LOG = at(".tmp/netlog.json");

/** Runs jest with the addresses and the browser that the tests in a real browser need. */
function jest(env: Readonly<Record<string, string>>): Promise<number> {
  const args = ["--config", "test/jest.config.cjs", "--json", `--outputFile=${RESULT}`, ...process.argv.slice(2)];
  const child = spawn(process.execPath, [bin("jest"), ...args], {
    cwd: ROOT,
    // One time zone for every machine; tests of zones name theirs.
    env: { ...process.env, TZ: "UTC", ...env },
    // The JSON goes to the file; jest repeats it on its output, where nobody reads it.
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}

const packaged = await packageVisual(true);
await Promise.all([buildPanel(), buildHost(packaged), mkdir(at(".tmp"), { recursive: true })]);
const site = await serve(0);
const cloud = await startTestCloud();
const [browser, cloudBrowser] = await Promise.all([
  browserServer([], "light"),
  browserServer([...cloudBrowserArgs(cloud, [site.origin]), `--log-net-log=${NET_LOG}`], "light"),
]);
const code = await jest({
  SPP_ORIGIN: site.origin,
  SPP_BROWSER: browser.wsEndpoint(),
  SPP_CLOUD: cloud.control,
  SPP_CLOUD_BROWSER: cloudBrowser.wsEndpoint(),
});
await Promise.all([site.close(), cloud.close(), browser.close(), cloudBrowser.close()]);
const result = JSON.parse(await readFile(RESULT, "utf8")) as JestResult;
const { local, foreign } = await readNetLog(NET_LOG);
console.log(
  `The browser with live data connected ${String(local)} times to this machine, to others: ${foreign.join(", ") || "never"}.`,
);
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + foreign.length;
console.log(`${String(result.numPassedTests)} passed, ${String(failed)} failed`);
process.exitCode = code === 0 && failed === 0 ? 0 : 1;
