import type { ColumnMap, Field } from "../fields";
import type { ProblemLog } from "../problems";
import { cellOf, type Cells } from "../read/cells";
import { parseCount } from "../read/count";
import { simpleCount, simpleTime } from "../read/fast";
import { own } from "../read/own";
import { idOf, textOf } from "../read/text";
import { parseTime, type DateMeaning } from "../read/time";
import type { CredentialKind } from "../types";
import { HOUR } from "../units";
import type { HeldRow } from "./credentialStore";

/** Zones reach 14 hours ahead of UTC: a time up to there can be one that was written without its zone. */
const MAX_SKEW = 14 * HOUR;
const AHEAD_OF_THE_CLOCK = "ahead of the clock by up to 14 hours, a clock or zone is off: taken as it is";
const IN_THE_FUTURE = "in the future: taken as it is, and it makes older cases look quiet";

/** Reads times, counts and credentials of single rows; what cannot be read or believed becomes a problem entry. */
export class RowReader {
  /** 1-based number of the row that is being read. */
  row = 0;
  dates: DateMeaning = "instant";

  /** `now` (epoch ms) tells which times lie in the future. */
  constructor(
    private readonly problems: ProblemLog,
    private readonly now: number,
  ) {}

  count(cell: unknown): number {
    const simple = simpleCount(cell);
    if (simple >= 0) return simple;
    const counted = parseCount(cell);
    if (counted.problem !== null) this.problems.add(this.row, "signIns", cell, counted.problem);
    return counted.value;
  }

  /** A sign-in's time, epoch ms or NaN; one that lies in the future is taken as it is, with a word. */
  signInTime(row: Cells, columns: ColumnMap): number {
    const time = this.time(row, columns, "time");
    if (time > this.now) {
      const reason = time - this.now > MAX_SKEW ? IN_THE_FUTURE : AHEAD_OF_THE_CLOCK;
      this.problems.add(this.row, "time", cellOf(row, columns, "time"), reason);
    }
    return time;
  }

  held(row: Cells, columns: ColumnMap, kind: CredentialKind): HeldRow {
    const text = (field: Field): string => own(textOf(cellOf(row, columns, field)));
    const lastUsed = parseTime(cellOf(row, columns, "heldLastUsed"), this.dates);
    if (lastUsed.kind === "unreadable") {
      this.problems.add(this.row, "heldLastUsed", cellOf(row, columns, "heldLastUsed"), lastUsed.reason);
    }
    return {
      kind,
      keyId: own(idOf(cellOf(row, columns, "heldKeyId"))),
      name: text("heldName"),
      start: this.time(row, columns, "heldStart"),
      end: this.time(row, columns, "heldEnd"),
      lastUsed: lastUsed.kind === "time" ? lastUsed.value : Number.NaN,
      neverUsed: lastUsed.kind === "never",
      origin: text("heldOrigin"),
      usage: text("heldUsage"),
      thumbprint: text("heldThumbprint").toLowerCase(),
      issuer: text("heldIssuer"),
      subject: text("heldSubject"),
      row: this.row,
    };
  }

  private time(row: Cells, columns: ColumnMap, field: Field): number {
    const cell = cellOf(row, columns, field);
    const simple = simpleTime(cell);
    if (simple >= 0) return simple;
    const result = parseTime(cell, this.dates);
    if (result.kind === "time") return result.value;
    if (result.kind === "unreadable") this.problems.add(this.row, field, cell, result.reason);
    if (result.kind === "never" && field === "time") {
      this.problems.add(this.row, field, cell, "1900-01-01 stands for never");
    }
    return Number.NaN;
  }
}
