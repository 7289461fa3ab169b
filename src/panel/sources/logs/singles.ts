import { columnMapOfHeaders, type Field } from "../../../model/fields";
import type { Cells } from "../../../model/read/cells";
import { parseCode } from "../../../model/read/code";
import { textOf } from "../../../model/read/text";
import { parseTime } from "../../../model/read/time";
import { TroubleError, type Trouble } from "../../trouble";
import { say } from "../../words";
import type { Singles, SinglesRequest, SingleSignIn } from "../singles";
import type { Answer } from "./answers";
import { ask, type LogsOptions } from "./context";
import { principalBody, TABLES } from "./queries";
import { NOT_COLLECTED } from "./troubles";

/** Single sign-ins of one principal, at most 5,000 of each table: see `AskSingles`. One answer has them all, so nothing is resumed. */
export async function loadSingles(
  options: LogsOptions,
  id: string,
  from: number,
  { to, signal, managed = false, progress }: SinglesRequest,
): Promise<Singles> {
  const found: SingleSignIn[] = [];
  const troubles: Trouble[] = [];
  const absent: Trouble[] = [];
  // The likelier table first; a principal whose type is not known may be in either.
  const tables = managed ? [...TABLES].reverse() : TABLES;
  for (const source of tables) {
    const body = principalBody(source.table, id, { from, until: to });
    try {
      const answer = await ask(options, source, body, signal, (until) => progress?.(found.length, until));
      found.push(...signInsOf(answer));
      if (answer.error !== null) {
        troubles.push({ kind: "server", part: say("graphPartEvidence"), ...answer.error });
      }
      progress?.(found.length, null);
    } catch (error) {
      if (!(error instanceof TroubleError)) throw error;
      // The other table need not be collected.
      if (error.trouble.code === NOT_COLLECTED && absent.push(error.trouble) < tables.length) continue;
      troubles.push(error.trouble);
      break;
    }
  }
  return { signIns: found.sort((a, b) => (b.time ?? 0) - (a.time ?? 0)), troubles, resume: null };
}

function signInsOf({ columns, rows }: Answer): SingleSignIn[] {
  const map = columnMapOfHeaders(columns);
  const cell = (row: Cells, field: Field): unknown => (map[field] < 0 ? undefined : row[map[field]]);
  return rows.map((row) => {
    const text = (field: Field): string => textOf(cell(row, field));
    const time = parseTime(cell(row, "time"));
    const code = parseCode(cell(row, "resultType"));
    return {
      id: "",
      time: time.kind === "time" ? time.value : null,
      code: code.kind === "code" ? code.value : null,
      reason: text("resultDescription"),
      correlationId: text("correlationId"),
      credentialType: text("clientCredentialType"),
      credentialKeyId: text("credentialKeyId"),
      credentialThumbprint: "",
      federatedCredentialId: "",
      resource: text("resource"),
      resourceId: text("resourceId"),
      ipAddress: text("ipAddress"),
    };
  });
}
