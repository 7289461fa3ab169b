import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import less from "less";
import { TRANSLATED } from "../panel/language";
import { at } from "./paths";

/** A data set that the stand-in host offers. */
interface DataSet {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly now?: string;
}

/** Builds the panel page into dist/panel: one script, one style sheet, the sample. */
export async function buildPanel(): Promise<void> {
  // Scripts of an earlier build have other names and would stay.
  await rm(at("dist/panel"), { recursive: true, force: true });
  await mkdir(at("dist/panel"), { recursive: true });
  await bundlePanel();
  const file = at("src/panel/panel.less");
  const { css } = await less.render(await readFile(file, "utf8"), { filename: file });
  await writeFile(at("dist/panel/panel.css"), css);
  await copy("src/panel/index.html", "dist/panel/index.html");
  await writeFile(at("dist/panel/config.json"), "{}\n");
  await copy("assets/icon.png", "dist/panel/icon.png");
  await copy("assets/sample.csv", "dist/panel/sample.csv");
  await copy("assets/sample.json", "dist/panel/sample.json");
  await mkdir(at("dist/panel/strings"), { recursive: true });
  for (const language of TRANSLATED) {
    await copy(`stringResources/${language}/resources.resjson`, `dist/panel/strings/${language}.json`);
  }
}

/** Builds the stand-in host into dist/host around a packaged visual. */
export async function buildHost(packaged: string): Promise<void> {
  await mkdir(at("dist/host"), { recursive: true });
  await bundle("src/host/page.ts", "dist/host/page.js", "esm");
  await bundle("src/host/frame.ts", "dist/host/frame.js", "iife");
  await copy("src/host/index.html", "dist/host/index.html");
  await copy("src/host/host.css", "dist/host/host.css");
  await cp(packaged, at("dist/host/visual.pbiviz"));
  await copy("assets/sample.csv", "dist/host/sample.csv");
  const { now } = JSON.parse(await readFile(at("assets/sample.json"), "utf8")) as { now: string };
  const sets: DataSet[] = [{ id: "sample", title: "Sample", url: "sample.csv", now }];
  await writeFile(at("dist/host/datasets.json"), `${JSON.stringify(sets, null, 2)}\n`);
}

async function bundle(entry: string, outfile: string, format: "esm" | "iife"): Promise<void> {
  await build({
    entryPoints: [at(entry)],
    outfile: at(outfile),
    bundle: true,
    format,
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}

/** The page's first script is small; formats that are seldom asked for and the readers of files follow when they are. */
async function bundlePanel(): Promise<void> {
  await build({
    entryPoints: [at("src/panel/panel.ts")],
    outdir: at("dist/panel"),
    chunkNames: "panel-[name]-[hash]",
    splitting: true,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}

async function copy(from: string, to: string): Promise<void> {
  await cp(at(from), at(to));
}
