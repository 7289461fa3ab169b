import type powerbi from "powerbi-visuals-api";
import type { Snapshot } from "../model";
import { formatFor } from "../view/format";
import { count } from "../view/strings";

type Host = powerbi.extensibility.visual.IVisualHost;

/** Shows the host's warning icon where a table came in part or with problems, once a load. */
export class Warnings {
  private told = 0;

  constructor(private readonly host: Host | undefined) {}

  /** `load` is the number of the load that the snapshot belongs to. */
  tell(load: number, { source, problems }: Snapshot): void {
    const { host } = this;
    if (source.loading || load === this.told || typeof host?.displayWarningIcon !== "function") return;
    this.told = load;
    const format = formatFor(host.locale, undefined);
    const short: string[] = [];
    const long: string[] = [];
    if (source.truncated) {
      short.push(count(source.rowsRead, "rowsPartial", format.number(source.rowsRead)));
      long.push(`${source.stopReason}. ${count(source.rowsRead, "partialRows", format.number(source.rowsRead))}`);
    }
    if (problems.total > 0) {
      const words = count(problems.total, "problemsCount", format.number(problems.total));
      short.push(words);
      long.push(words);
    }
    if (short.length > 0) host.displayWarningIcon(short.join(" · "), long.join("\n"));
  }
}
