import { parseTime } from "../../../model/read/time";
import type { Part } from "./parts";

type Row = Readonly<Record<string, unknown>>;

/** What rows are cut by and filled with. */
export interface RowFrame {
  /** Epoch ms; a row of a whole day is in when any of its day is. */
  readonly from: number;
  readonly to: number;
  readonly tenantId: string;
}

const DAY = 86_400_000;

/** What a summary is grouped by; its id and its count are not the same when it is read again. */
const GROUPED_BY = [
  "aggregationDateTime",
  "servicePrincipalId",
  "servicePrincipalName",
  "appId",
  "appDisplayName",
  "resourceId",
  "resourceDisplayName",
  "ipAddress",
  "conditionalAccessStatus",
  "userPrincipalName",
];

/** What makes a row the same row when it is read again. */
export function keyOfRow(rows: Part["rows"], row: Row): string {
  if (rows === "objects" && typeof row["id"] === "string" && row["id"] !== "") return row["id"];
  if (rows === "objects") return JSON.stringify(row);
  const { errorCode } = objectOf(row["status"]);
  const { msiType, associatedResourceId } = objectOf(row["managedServiceIdentity"]);
  return JSON.stringify([...GROUPED_BY.map((name) => row[name]), errorCode, msiType, associatedResourceId]);
}

/** Rows as the facts' readers know them; null for one outside the range, which Graph's summaries cannot be asked for. */
export function factRow(rows: Part["rows"], row: Row, frame: RowFrame): Row | null {
  if (rows === "objects") return row;
  const time = parseTime(row["aggregationDateTime"]);
  if (time.kind === "time" && (time.value + DAY <= frame.from || time.value >= frame.to)) return null;
  return {
    ...row,
    // Rows may lack what the whole answer is about: these logs are those of the signed-in tenant.
    tenantId: textOr(row["tenantId"], frame.tenantId),
    servicePrincipalName: textOr(row["servicePrincipalName"], row["appDisplayName"]),
    ...(rows === "summarizedManaged" ? { servicePrincipalType: "ManagedIdentity" } : {}),
  };
}

const textOr = (value: unknown, other: unknown): unknown =>
  typeof value === "string" && value.trim() !== "" ? value : other;

const objectOf = (value: unknown): Row => (typeof value === "object" && value !== null ? (value as Row) : {});
