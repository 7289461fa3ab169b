import { DAY } from "../units";
import type { CaseFacts } from "./caseFacts";

/** What is first seen within a day of the first row may have been there before. */
export const isNews = (facts: CaseFacts): boolean => facts.firstFailure - facts.rowsFrom >= DAY;
