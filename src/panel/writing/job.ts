import type { View } from "../../view/types";
import { say } from "../words";
import { readersFormat } from "../words/reader";

/** Short files are there before anybody could read a line about them. Ms. */
const WORTH_TELLING = 400;

/** A piece of work that takes its time: it tells how far it is, and can be called off. */
export interface Job {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  progress(share: number): void;
  /** The last stretch, of which nobody knows how far it is. */
  packing(): void;
  /** Says the last line again: whatever the reader did meanwhile took it away, and the way to call off with it. */
  again(): void;
}

/** A job that tells in steps of a tenth: the line is read aloud. `name` is the format as the menu calls it. */
export function createJob(name: string, tell: View["say"], now: () => number): Job {
  const abort = new AbortController();
  const began = now();
  const ways = [{ key: "saving-cancel", label: say("savingCancel"), run: () => abort.abort() }];
  const format = readersFormat();
  let told = -1;
  let last = "";
  const again = (): void => {
    if (last !== "") tell(last, ways);
  };
  const line = (words: string): void => {
    last = words;
    again();
  };
  return {
    signal: abort.signal,
    progress(share) {
      const tenth = Math.min(9, Math.floor(share * 10));
      if (tenth <= told || now() - began < WORTH_TELLING) return;
      told = tenth;
      line(say("savingShare", name, format.percent(tenth * 10)));
    },
    packing() {
      // What was short so far may pack for long.
      line(say("savingPacking", name));
    },
    again,
  };
}
