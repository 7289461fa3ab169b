import estimate from "../../../../queries/estimate.kql";
import principal from "../../../../queries/principal.kql";
import signIns from "../../../../queries/sign-ins.kql";
import type { TimeWindow } from "./windows";

/** How fine the bins are: a range of a few days is looked at by the hour. */
export type Grain = "1h" | "1d";

/** The tables of Log Analytics that hold sign-ins, and the categories of Entra's diagnostic settings that fill them. */
export const TABLES = [
  { table: "AADServicePrincipalSignInLogs", category: "ServicePrincipalSignInLogs", words: "logsPrincipals" },
  { table: "AADManagedIdentitySignInLogs", category: "ManagedIdentitySignInLogs", words: "logsManaged" },
] as const;

export type LogTable = (typeof TABLES)[number]["table"];

const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The body of a request: the query limited to a window by itself, since the ends of `timespan` count as part of it. */
interface QueryBody {
  readonly query: string;
  /** ISO 8601 interval: lets the engine leave other data alone. */
  readonly timespan: string;
}

export function signInsBody(table: LogTable, grain: Grain, window: TimeWindow): QueryBody {
  return bodyOf(signIns, window, { grain, SignIns: table });
}

export function estimateBody(table: LogTable, grain: Grain, window: TimeWindow): QueryBody {
  return bodyOf(estimate, window, { grain, SignIns: table });
}

/** Throws a RangeError for anything but an object id: nothing else may become part of a query. */
export function principalBody(table: LogTable, objectId: string, window: TimeWindow): QueryBody {
  if (!OBJECT_ID.test(objectId)) throw new RangeError("not an object id");
  return bodyOf(principal, window, { principal: `"${objectId}"`, SignIns: table });
}

function bodyOf(query: string, window: TimeWindow, values: Readonly<Record<string, string>>): QueryBody {
  const from = new Date(window.from).toISOString();
  const until = new Date(window.until).toISOString();
  const all = { from: `datetime(${from})`, until: `datetime(${until})`, ...values };
  return {
    query: Object.entries(all).reduce((text, [name, value]) => withValue(text, name, value), query),
    timespan: `${from}/${until}`,
  };
}

/** The query with another value in its line `let name = …;`. Throws where there is no such line. */
export function withValue(query: string, name: string, value: string): string {
  const start = `let ${name} = `;
  const lines = query.split("\n");
  const at = lines.findIndex((line) => line.startsWith(start));
  if (at < 0) throw new Error(`the query has no line for ${name}`);
  lines[at] = `${start}${value};`;
  return lines.join("\n");
}
