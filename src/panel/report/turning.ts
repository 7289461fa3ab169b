import type { ReportConfig } from "../config/types";
import { columnAmong } from "./identity";
import type { Column, EmbeddedReport, ReportPage } from "./types";

/** Our visual's id begins with this, whatever follows. */
const VISUAL = "servicePrincipalPosture";

/** What came of turning the report to a principal. */
export interface Turned {
  readonly page: ReportPage;
  /** Null where no column was found, and nothing was filtered. */
  readonly column: Column | null;
  /** The configured page that the report does not have. */
  readonly missingPage: string | null;
}

/**
 * Opens the configured page, else the one with our visual, else stays, and filters it to one principal. `known` is the
 * column that a selection has shown. Rejects where the frame refuses.
 */
export async function turnTo(
  report: EmbeddedReport,
  config: ReportConfig,
  known: Column | null,
  id: string,
): Promise<Turned | null> {
  const pages = await report.pages();
  const configured = config.page === undefined ? undefined : named(pages, config.page);
  const page = configured ?? (await withVisual(pages)) ?? pages.find(({ isActive }) => isActive) ?? pages[0];
  if (page === undefined) return null;
  const column = configuredColumn(config) ?? known ?? (await foundColumn(page));
  if (!page.isActive) await page.activate();
  if (column !== null) await page.filter(column, [id]);
  const missingPage = config.page !== undefined && configured === undefined ? config.page : null;
  return { page, column, missingPage };
}

/** The column that the configuration names; null where it names none, or only half of it. */
export function configuredColumn({ table, column }: ReportConfig): Column | null {
  return table === undefined || column === undefined ? null : { table, column };
}

function named(pages: readonly ReportPage[], wanted: string): ReportPage | undefined {
  const same = (name: string): boolean => name.trim().toLowerCase() === wanted.trim().toLowerCase();
  return pages.find(({ name }) => name === wanted) ?? pages.find(({ displayName }) => same(displayName));
}

/** The first page with our visual, the open one before the others. */
async function withVisual(pages: readonly ReportPage[]): Promise<ReportPage | undefined> {
  for (const page of [...pages].sort((one, other) => Number(other.isActive) - Number(one.isActive))) {
    if ((await ours(page)).length > 0) return page;
  }
  return undefined;
}

/** The column is not asked for anywhere: filters name theirs, and a visual has one for each of its fields. */
async function foundColumn(page: ReportPage): Promise<Column | null> {
  const sources = [() => page.filters(), ...(await ours(page)).map((visual) => () => visual.filters())];
  for (const filters of sources) {
    const found = columnAmong(await filters().catch(() => []));
    if (found !== null) return found;
  }
  return null;
}

// A frame may refuse to tell about pages that are not open: then they hold nothing that we know of.
const ours = (page: ReportPage): ReturnType<ReportPage["visuals"]> =>
  page
    .visuals()
    .then((visuals) => visuals.filter(({ type }) => type.startsWith(VISUAL)))
    .catch(() => []);
