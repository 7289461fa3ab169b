import path from "node:path";
import { packageVisual, scriptOf, sizeOf } from "./packageVisual";

try {
  const file = await packageVisual();
  const [size, script] = [await sizeOf(file), await scriptOf(file)];
  console.log(`dist/${path.basename(file)}: ${String(size)} bytes, script ${String(script.length)} characters`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
