export { marksFromCsv } from "./marksFromCsv";
export { marksFromJson } from "./marksFromJson";
export { MARK_TITLES } from "./marksFromTable";
export { marksFromXlsx } from "./marksFromXlsx";
export { giveBack, type GivenBack, type UnmatchedMark } from "./match";
export { ticketsFromCsv } from "./tickets";
export type { MarksRead, ReadMark } from "./types";
