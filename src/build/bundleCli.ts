import { chmod } from "node:fs/promises";
import { build } from "esbuild";

/** Builds the command line into one script that Node runs as it is; `root` is the checkout. */
export async function bundleCli(root: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: "#!/usr/bin/env node" },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning",
  });
  await chmod(outfile, 0o755);
}
