import { principalPage } from "./detail/principalPage";
import { createPrint } from "./print/print";
import { createTile } from "./tile/tile";
import type { Parts } from "./parts";

/** Everything that the view can be: Power BI draws it in reports, on dashboards and on paper, from one script. */
export const EVERYTHING: Parts = { principalPage, places: { createPrint, createTile } };
