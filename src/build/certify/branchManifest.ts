import type { Manifest } from "./projectTypes";

/** Development packages that the visual alone needs: its types, its packager and what lints it, as the whole is linted. */
const TOOLS: readonly string[] = [
  "@types/node",
  "eslint",
  "eslint-plugin-powerbi-visuals",
  "powerbi-visuals-api",
  "powerbi-visuals-tools",
  "typescript",
  "typescript-eslint",
];

/** package.json of the visual alone: the versions of the whole, the packages that its sources name, their types. */
export function branchManifest(
  manifest: Manifest,
  packages: readonly string[],
): Manifest & { name: string; version: string } {
  const { dependencies = {}, devDependencies = {} } = manifest;
  const unknown = packages.filter((name) => !(name in dependencies) && !(name in devDependencies));
  if (unknown.length > 0) throw new Error(`package.json lacks ${unknown.join(", ")}, which the visual imports.`);
  const isWanted = (name: string): boolean =>
    TOOLS.includes(name) || packages.includes(name) || packages.some((own) => name === `@types/${own}`);
  const pick = (all: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
  return {
    name: `${manifest.name ?? "visual"}-visual`,
    version: manifest.version ?? "0.0.0",
    ...{ private: true },
    ...(manifest.description === undefined ? {} : { description: manifest.description }),
    ...(manifest.license === undefined ? {} : { license: manifest.license }),
    ...(manifest.author === undefined ? {} : { author: manifest.author }),
    // The packager reads it for the sources too: another type is another package.
    ...(manifest.type === undefined ? {} : { type: manifest.type }),
    ...(manifest.engines === undefined ? {} : { engines: manifest.engines }),
    scripts: {
      package: "pbiviz package",
      eslint: "eslint .",
      lint: "eslint . && tsc -p tsconfig.check.json",
    },
    dependencies: pick(dependencies),
    devDependencies: pick(devDependencies),
  };
}
