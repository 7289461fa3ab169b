import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "esbuild";
import { LABELS as PANEL_LABELS } from "../panel/words/labels";
import { LABELS as VIEW_LABELS } from "../view/labels";
import { at } from "./paths";

/** A file of data beside the scripts. */
export interface DataFile {
  /** With a part of its content's hash, so that scripts never meet the data of another version. */
  readonly name: string;
  readonly text: string;
}

/** What esbuild is to do with data, and the files that come of it. */
export interface DataFiles {
  readonly plugin: Plugin;
  readonly files: readonly DataFile[];
}

/** Words that are data though their types make them code. */
const WORDS: Readonly<Record<string, unknown>> = {
  "src/view/labels.ts": VIEW_LABELS,
  "src/panel/words/labels.ts": PANEL_LABELS,
};

/** Data that a list needs; the rest is asked for by what opens a principal. */
const EARLY = ["codes.json", "clouds.json"];

/**
 * Keeps data out of the scripts: knowledge and words become JSON modules, which a browser need not compile and which
 * cannot run. The visual's package has them inside its one script instead.
 */
export function dataFiles(): DataFiles {
  const folder = at("src/knowledge");
  const knowledge = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => name.endsWith(".json") && !name.startsWith("schema/"))
    .sort();
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  const contents = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, read(name)]));
  const early = dataFile("knowledge", contents(knowledge.filter((name) => EARLY.includes(name))));
  const late = dataFile("advice", contents(knowledge.filter((name) => !EARLY.includes(name))));
  const words = dataFile("words", WORDS);
  const module = (file: DataFile, key: string, tail: string): { contents: string } => ({
    contents: `import all from "./${file.name}" with { type: "json" };\n${tail} all[${JSON.stringify(key)}];\n`,
  });
  return {
    files: [early, late, words],
    plugin: {
      name: "data-files",
      setup(build) {
        build.onResolve({ filter: /^\.\/(knowledge|advice|words)-\w+\.json$/ }, ({ path: name }) => ({
          path: name,
          external: true,
        }));
        build.onLoad({ filter: /[\\/]src[\\/]knowledge[\\/].*\.json$/ }, ({ path: file }) => {
          const name = path.relative(folder, file).replaceAll(path.sep, "/");
          return module(EARLY.includes(name) ? early : late, name, "export default");
        });
        build.onLoad({ filter: /[\\/]labels\.ts$/ }, ({ path: file }) => {
          const name = path.relative(at(), file).replaceAll(path.sep, "/");
          return name in WORDS ? module(words, name, "export const LABELS =") : null;
        });
      },
    },
  };
}

function dataFile(kind: string, value: unknown): DataFile {
  const text = JSON.stringify(value);
  return { name: `${kind}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`, text };
}
