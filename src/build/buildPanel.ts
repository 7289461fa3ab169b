import { parseArgs } from "node:util";
import { givenConfig } from "./panelConfig";
import { buildPanel } from "./site";

const USAGE = "npm run build:panel -- [--config FILE]   FILE is a config.json as docs/panel.md describes it";

/** Builds the panel into dist/panel, ready to be copied to a host. */
try {
  const { values } = parseArgs({ options: { config: { type: "string" } } });
  const given = await givenConfig(values.config);
  await buildPanel(given);
  const shows = given.config.tenant === null ? "sample data" : `the tenant ${given.config.tenant.tenantId}`;
  console.log(`dist/panel is ready to host, for ${shows}. docs/panel.md names the headers that the host must send.`);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
