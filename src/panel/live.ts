import type { StartLive } from "./shell/types";

/** The parts of a configured tenant: a chunk of its own, which nothing loads where there is only the sample. */
export const live: StartLive = () => Promise.reject(new Error("No live source is part of this build."));
