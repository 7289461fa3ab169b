import { judge, type Result } from "./result";

const REQUIRED: readonly string[] = [
  ".gitignore",
  "LICENSE",
  "capabilities.json",
  "package-lock.json",
  "package.json",
  "pbiviz.json",
  "tsconfig.json",
];

/** Folders that .gitignore must name and no commit may hold. */
const IGNORED: readonly string[] = ["node_modules", ".tmp", "dist"];

/** Required files present, ignored folders ignored and not among the files. */
export function checkFiles(files: readonly string[], gitignore: string): Result {
  const lines = new Set(gitignore.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const faults = [
    ...REQUIRED.filter((name) => !files.includes(name)).map((name) => `${name} is missing`),
    ...IGNORED.filter((name) => !lines.has(name)).map((name) => `.gitignore does not name ${name}`),
    ...IGNORED.filter((name) => files.some((file) => file === name || file.startsWith(`${name}/`))).map(
      (name) => `${name} is committed`,
    ),
  ];
  return judge("files", faults, `${REQUIRED.length} required ones present, ${IGNORED.join(", ")} ignored`);
}
