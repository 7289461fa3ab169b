import { parseArgs } from "node:util";
import { packageVisual } from "./packageVisual";
import { givenConfig } from "./panelConfig";
import { serve } from "./serve";
import { buildHost, buildPanel } from "./site";

const USAGE =
  "npm start -- [--port NUMBER] [--config FILE]   NUMBER is 1 to 65535; without it a free port is taken. " +
  "FILE is a config.json as docs/panel.md describes it; without it the panel shows the sample";

interface Asked {
  /** 0 for any. */
  readonly port: number;
  readonly config: string | undefined;
}

/** What was asked for; ends the program with a clear message where it cannot be done. */
function asked(argv: readonly string[]): Asked {
  try {
    const options = { port: { type: "string" }, config: { type: "string" } } as const;
    const { values } = parseArgs({ args: [...argv], options });
    const { config } = values;
    if (values.port === undefined) return { port: 0, config };
    const port = Number(values.port);
    if (/^\d{1,5}$/.test(values.port) && port >= 1 && port <= 65535) return { port, config };
    console.error(`"${values.port}" is not a port.\n${USAGE}`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  process.exit(2);
}

const { port, config } = asked(process.argv.slice(2));
try {
  // A file with mistakes is told before anything takes its time.
  const given = await givenConfig(config);
  // The port is taken first: a packaged visual is of no use to someone whose port was in use.
  const site = await serve(port);
  process.on("SIGINT", () => void site.close().then(() => process.exit(0)));
  process.on("SIGTERM", () => void site.close().then(() => process.exit(0)));
  console.log("Packaging the visual…");
  const packaged = await packageVisual(true);
  await Promise.all([buildPanel(given), buildHost(packaged)]);
  console.log(
    `${given.config.tenant === null ? "Panel (sample data): " : "Panel (your tenant):  "}   ${site.origin}/panel/`,
  );
  console.log(`Stand-in for Power BI:  ${site.origin}/host/`);
  console.log("Press Ctrl-C to end.");
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") {
    console.error(`Port ${String(port)} is taken by another program. Choose another: ${USAGE}`);
  } else if (code === "EACCES") {
    console.error(`Port ${String(port)} may not be used by this account. Choose one above 1023: ${USAGE}`);
  } else {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exit(1);
}
