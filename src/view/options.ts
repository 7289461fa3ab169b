import type { Grade } from "../model/types";
import type { ExportFormat } from "./exportFormat";

/** One column of the list as its reader wants it. */
export interface ColumnChoice {
  /** Id in the list's table of columns; others are left out. */
  readonly id: string;
  /** Width in px; 0 leaves it to the words in it. */
  readonly width: number;
}

/** What a dashboard tile shows beside its number. */
export interface TileParts {
  readonly change: boolean;
  readonly trend: boolean;
  /** Principals named, 0 to 3. */
  readonly worst: number;
  /** The watched codes' own count. */
  readonly watched: boolean;
}

/** How the report's author wants the view; the shell reads it from its settings. */
export interface ViewOptions {
  /** The columns shown, in order. */
  readonly columns: readonly ColumnChoice[];
  readonly density: "comfortable" | "compact";
  /** Colours of grades that differ from the theme's. */
  readonly gradeColors: Readonly<Partial<Record<Grade, string>>>;
  /** From how many failures on a principal's number stands out (0 = never), and in which colour. */
  readonly failures: { readonly from: number; readonly color: string | undefined };
  readonly tile: TileParts;
  readonly exportFormats: readonly ExportFormat[];
}
