import { packageVisual } from "./packageVisual";
import { buildHost, buildPanel } from "./site";

const packaged = await packageVisual(true);
await buildPanel();
await buildHost(packaged);
