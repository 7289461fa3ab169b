import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import less from "less";
import { glimpseOf } from "../panel/glimpse/make";
import { TRANSLATED } from "../panel/language";
import { bundlePanel } from "./bundlePanel";
import { sampleSnapshot } from "./glimpse";
import { staticWebApp } from "./headers";
import { SAMPLE_ONLY, type GivenConfig } from "./panelConfig";
import { at } from "./paths";

/** A data set that the stand-in host offers. */
interface DataSet {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly now?: string;
}

/**
 * Builds the panel into dist/panel, ready to host: scripts, style sheet, sample, configuration with its schema, and the
 * headers in the form that Azure Static Web Apps reads.
 */
export async function buildPanel(given: GivenConfig = SAMPLE_ONLY): Promise<void> {
  // Scripts of an earlier build have other names and would stay.
  await rm(at("dist/panel"), { recursive: true, force: true });
  await mkdir(at("dist/panel"), { recursive: true });
  const { scripts, data, first } = await bundlePanel();
  for (const [name, contents] of scripts) await writeFile(at("dist/panel", name), contents);
  for (const { name, text } of data) await writeFile(at("dist/panel", name), text);
  await bundle("src/panel/writing/workbookWorker.ts", "dist/panel/workbook.js", "iife");
  const file = at("src/panel/panel.less");
  const { css } = await less.render(await readFile(file, "utf8"), { filename: file });
  await writeFile(at("dist/panel/panel.css"), css);
  await writeFile(at("dist/panel/index.html"), withPreloads(await readFile(at("src/panel/index.html"), "utf8"), first));
  await writeFile(at("dist/panel/config.json"), given.text);
  await writeFile(
    at("dist/panel/staticwebapp.config.json"),
    `${JSON.stringify(staticWebApp(given.config), null, 2)}\n`,
  );
  await writeFile(at("dist/panel/glimpse.json"), JSON.stringify(glimpseOf(await sampleSnapshot())));
  await copy("src/panel/config/config.schema.json", "dist/panel/config.schema.json");
  // The page links to it; a browser shows plain text without a renderer.
  await copy("docs/panel.md", "dist/panel/guide.txt");
  await buildRedirect();
  await copy("assets/icon.png", "dist/panel/icon.png");
  await copy("assets/sample.csv", "dist/panel/sample.csv");
  await copy("assets/sample.json", "dist/panel/sample.json");
  await mkdir(at("dist/panel/strings"), { recursive: true });
  for (const language of TRANSLATED) {
    await writeFile(at(`dist/panel/strings/${language}.json`), await textsOf(language));
  }
}

/** The view's texts, which the visual's package has too, and the panel's own, which it has not, as one file. */
async function textsOf(language: string): Promise<string> {
  const files = [`stringResources/${language}/resources.resjson`, `src/panel/words/languages/${language}.json`];
  const texts = await Promise.all(files.map(async (file) => JSON.parse(await readFile(at(file), "utf8")) as object));
  return JSON.stringify(Object.assign({}, ...texts));
}

/** Names what the first script imports, so that it comes along with it instead of after it. */
function withPreloads(html: string, first: readonly string[]): string {
  const entry = '<script type="module"';
  const links = first.slice(1).map((name) => `<link rel="modulepreload" href="${name}" />`);
  return html.replace(entry, [...links, entry].join("\n    "));
}

/** The page that a sign-in comes back to. It shares no script with the panel, so that it is there at once. */
async function buildRedirect(): Promise<void> {
  await bundle("src/panel/redirect.ts", "dist/panel/redirect.js", "esm");
  await copy("src/panel/redirect.html", "dist/panel/redirect.html");
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

async function copy(from: string, to: string): Promise<void> {
  await cp(at(from), at(to));
}
