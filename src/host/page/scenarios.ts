import bookmarks from "../scenarios/bookmarks.json";
import data from "../scenarios/data.json";
import pages from "../scenarios/pages.json";
import places from "../scenarios/places.json";
import resize from "../scenarios/resize.json";

/** The scenarios that come with the stand-in; each suits any visual. */
export const shippedScenarios: readonly { id: string; title: string; about: string; steps: object[] }[] = [
  { id: "data", ...data },
  { id: "resize", ...resize },
  { id: "pages", ...pages },
  { id: "places", ...places },
  { id: "bookmarks", ...bookmarks },
];
