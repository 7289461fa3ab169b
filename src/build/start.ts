import { parseArgs } from "node:util";
import { packageVisual } from "./packageVisual";
import { serve } from "./serve";
import { buildHost, buildPanel } from "./site";

const USAGE = "npm start -- [--port NUMBER]   NUMBER is 1 to 65535; without it a free port is taken";

/** The port asked for, 0 for any; ends the program with a clear message where it is not a port. */
function portOf(argv: readonly string[]): number {
  try {
    const { values } = parseArgs({ args: [...argv], options: { port: { type: "string" } } });
    if (values.port === undefined) return 0;
    const port = Number(values.port);
    if (/^\d{1,5}$/.test(values.port) && port >= 1 && port <= 65535) return port;
    console.error(`"${values.port}" is not a port.\n${USAGE}`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  process.exit(2);
}

const port = portOf(process.argv.slice(2));
try {
  // The port is taken first: a packaged visual is of no use to someone whose port was in use.
  const site = await serve(port);
  process.on("SIGINT", () => void site.close().then(() => process.exit(0)));
  process.on("SIGTERM", () => void site.close().then(() => process.exit(0)));
  console.log("Packaging the visual…");
  const packaged = await packageVisual(true);
  await Promise.all([buildPanel(), buildHost(packaged)]);
  console.log(`Panel (sample data):    ${site.origin}/panel/`);
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
