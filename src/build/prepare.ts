import { bundleCli } from "./bundleCli";
import { at, ROOT } from "./paths";

await bundleCli(ROOT, at("dist/cli/service-principal-posture.mjs"));
