import { spawn } from "node:child_process";
import path from "node:path";
import { useCli } from "../support/cli";

const cli = useCli();
const ROWS = 1_000_000;
const LIMIT_MB = 512;

/** Writes rows to standard output as fast as they are taken: none of them lies on a disk. */
const GENERATOR = `
const pad = (value) => String(value).padStart(12, "0");
let row = 0;
const more = () => {
  while (row < ${String(ROWS)}) {
    let text = "";
    for (const end = Math.min(row + 500, ${String(ROWS)}); row < end; row++) {
      const job = (row * 7919) % 20000;
      const failed = job % 200 === 0;
      text += new Date(1793750400000 + (row % 720) * 3600000).toISOString() + ",5b2f7a10-0000-4000-8000-" + pad(job) +
        ",job " + job + ",0c9d1f20-0000-4000-8000-" + pad(job) + "," + (failed ? "50171" : "0") +
        ",Ledger,8d11e0aa-0000-4000-8000-" + pad(job % 3) + ",clientSecret,10.0.0." + (job % 250) + ",00000000-0000-4000-8000-" + pad(row) + "\\n";
    }
    if (!process.stdout.write(text)) return void process.stdout.once("drain", more);
  }
};
process.stdout.write("TimeGenerated,ServicePrincipalId,ServicePrincipalName,AppId,ResultType,ResourceDisplayName,ResourceIdentity,ClientCredentialType,IPAddress,CorrelationId\\n");
more();
`;

describe("a million rows from a pipe", () => {
  it(`are read and exported in less than ${String(LIMIT_MB)} MB`, async () => {
    const meter = cli.file(
      "meter.cjs",
      'process.on("exit", () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\\n`));',
    );
    const out = path.join(cli.folder, "million.json");
    const rows = spawn(process.execPath, ["-e", GENERATOR]);
    const args = ["--require", meter, cli.script, "-", "--now", "2026-12-01", "--out", out, "--summary"];
    const child = spawn(process.execPath, args, { stdio: [rows.stdout, "pipe", "pipe"] });
    const [told, noted]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => told.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => noted.push(chunk));
    const code = await new Promise((resolve) => child.on("close", resolve));
    const stderr = Buffer.concat(noted).toString("utf8");
    expect([code, Buffer.concat(told).toString("utf8")]).toEqual([0, expect.stringContaining("1,000,000 rows")]);
    const [, kilobytes] = /maxRSS (\d+)/.exec(stderr) ?? [];
    expect(Number(kilobytes)).toBeGreaterThan(0);
    expect(Number(kilobytes) / 1024).toBeLessThan(LIMIT_MB);
  });
});
