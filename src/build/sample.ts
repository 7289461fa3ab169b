import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { about, csv } from "./sample/generate";

const asset = (name: string): string => fileURLToPath(new URL(`../../assets/${name}`, import.meta.url));

for (const [name, content] of [
  ["sample.csv", csv()],
  ["sample.json", about()],
] as const) {
  writeFileSync(asset(name), content);
  console.log(`assets/${name}: ${Buffer.byteLength(content)} bytes`);
}
