import path from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { dataFiles, type DataFile } from "./dataFiles";
import { at } from "./paths";

/** The panel's scripts and data by name; nothing is written yet. */
export interface PanelBundle {
  readonly scripts: ReadonlyMap<string, Uint8Array>;
  readonly data: readonly DataFile[];
  /** Names of the scripts that the page loads by itself, before anything asks for more. */
  readonly first: readonly string[];
}

const ENTRY = "panel.js";

/** Modules of this project do nothing by being loaded, but for the entry: what nobody uses of them can go. */
const ONLY_WHAT_IS_USED: Plugin = {
  name: "only-what-is-used",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, async ({ path: wanted, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === ONLY_WHAT_IS_USED || importer.includes("node_modules")) return null;
      const found = await build.resolve(wanted, { kind, importer, resolveDir, pluginData: ONLY_WHAT_IS_USED });
      return { ...found, sideEffects: false };
    });
  },
};

/** The page's first script is small; whatever is seldom asked for follows when it is. */
export async function bundlePanel(): Promise<PanelBundle> {
  const data = dataFiles();
  const outdir = at("dist/panel");
  const { outputFiles, metafile } = await build({
    absWorkingDir: at(),
    entryPoints: [at("src/panel/panel.ts")],
    outdir,
    write: false,
    metafile: true,
    plugins: [data.plugin, ONLY_WHAT_IS_USED],
    chunkNames: "panel-[name]-[hash]",
    splitting: true,
    bundle: true,
    loader: { ".kql": "text" },
    format: "esm",
    target: "es2022",
    // Chromium 123, Safari 17.2 and Firefox 138 import JSON.
    supported: { "import-attributes": true },
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
  return {
    scripts: new Map(outputFiles.map(({ path: file, contents }) => [path.relative(outdir, file), contents])),
    data: data.files,
    first: closure(metafile).map((file) => path.posix.relative("dist/panel", file)),
  };
}

/** The entry and everything that it imports statically, however far away. */
function closure({ outputs }: Metafile): string[] {
  const seen = new Set([`dist/panel/${ENTRY}`]);
  for (const file of seen) {
    for (const { kind, path: imported, external } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) seen.add(imported);
    }
  }
  return [...seen];
}
