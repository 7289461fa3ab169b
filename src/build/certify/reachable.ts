import path from "node:path";
import ts from "typescript";

/** What an entry file needs: its own sources, data included, and the packages that they name. */
export interface Reachable {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** Follows every import from the entry of a tsconfig, types included; files come sorted, relative to the root. */
export function reachable(root: string): Reachable {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram(fileNames, { ...options, noLib: true });
  const own = program.getSourceFiles().filter(({ fileName }) => isOwn(root, fileName));
  const packages = new Set<string>();
  for (const { fileName, text } of own) {
    if (!fileName.endsWith(".ts")) continue;
    for (const { fileName: name } of ts.preProcessFile(text, true, true).importedFiles) {
      if (!name.startsWith("."))
        packages.add(
          name
            .split("/")
            .slice(0, name.startsWith("@") ? 2 : 1)
            .join("/"),
        );
    }
  }
  const files = own.map(({ fileName }) => path.relative(root, fileName).split(path.sep).join("/"));
  return { files: files.sort(), packages: [...packages].sort() };
}

function isOwn(root: string, file: string): boolean {
  const below = path.relative(root, file);
  return !below.startsWith("..") && !path.isAbsolute(below) && !below.split(/[\\/]/).includes("node_modules");
}
