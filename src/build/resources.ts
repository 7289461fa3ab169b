import { mkdir, readFile, writeFile } from "node:fs/promises";
import { LABELS } from "../view/labels";
import { objectsOf } from "./objects";
import { at } from "./paths";

/** A field well, as far as it has words. */
interface Well {
  readonly displayName: string;
  readonly displayNameKey: string;
  readonly description: string;
  readonly descriptionKey: string;
}

// The en-US resources are made from the interface's own texts and the names of the field wells; nobody edits them.
const capabilities = JSON.parse(await readFile(at("capabilities.json"), "utf8")) as { dataRoles: readonly Well[] };
const { dataRoles } = capabilities;
const wells = dataRoles.flatMap((one): [string, string][] => [
  [one.displayNameKey, one.displayName],
  [one.descriptionKey, one.description],
]);
const texts: Readonly<Record<string, string>> = { ...LABELS, ...Object.fromEntries(wells) };
await mkdir(at("stringResources/en-US"), { recursive: true });
await writeFile(at("stringResources/en-US/resources.resjson"), `${JSON.stringify(texts, null, 2)}\n`);

// The format pane's objects are declared from the table that reads and draws them.
const declared = { ...capabilities, objects: objectsOf() };
await writeFile(at("capabilities.json"), `${JSON.stringify(declared, null, 2)}\n`);
