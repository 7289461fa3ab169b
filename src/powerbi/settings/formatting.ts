import type powerbi from "powerbi-visuals-api";
import { GRADES, type Snapshot } from "../../model";
import type { Theme } from "../../view/types";
import { backgroundOf, themeGrade } from "../../view/theme";
import { formattingModel } from "./formattingModel";
import { parseSettings, type FormatSettings } from "./parse";

/** The style sheet's own colours of grades and failures, for the pane's colour pickers. */
const TOKENS = {
  light: {
    critical: "#b10e1c",
    poor: "#b4490f",
    attention: "#8a6100",
    good: "#107c41",
    unknown: "#605e5c",
    failure: "#c4314b",
  },
  dark: {
    critical: "#ff7a82",
    poor: "#f29f64",
    attention: "#e8bf5a",
    good: "#54b054",
    unknown: "#a8a6a4",
    failure: "#f1707b",
  },
} as const;

/** What the author set, as far as the host has told it, and the pane that shows it. */
export class Formatting {
  private objects: unknown = undefined;
  private background = "";
  private read: FormatSettings;

  constructor(private theme: Theme) {
    this.read = parseSettings(undefined, theme);
  }

  get settings(): FormatSettings {
    return this.read;
  }

  /** Lines for the reader about settings that could not be used as they are. */
  get notes(): readonly string[] {
    return [...this.read.notes.values()].flat();
  }

  /** Takes the settings of an update; one without a data view leaves them as they are. Returns whether they differ now. */
  take(dataView: powerbi.DataView | null | undefined, theme: Theme): boolean {
    const background = `${backgroundOf(theme)}|${String(theme.highContrast)}`;
    const objects: unknown = dataView === undefined || dataView === null ? this.objects : dataView.metadata?.objects;
    this.theme = theme;
    if (objects === this.objects && background === this.background) return false;
    this.objects = objects;
    this.background = background;
    const former = JSON.stringify({ ...this.read, notes: this.notes });
    this.read = parseSettings(objects, theme);
    return JSON.stringify({ ...this.read, notes: this.notes }) !== former;
  }

  /** The format pane; `snapshot` null before any field is mapped. */
  pane(snapshot: Snapshot | null): powerbi.visuals.FormattingModel {
    const { theme } = this;
    const tokens = TOKENS[theme.dark ? "dark" : "light"];
    const empty = snapshot === null || snapshot.source.rowsRead === 0;
    return formattingModel(this.read, {
      highContrast: theme.highContrast,
      hasCredentials: empty || snapshot.hasCredentials,
      hasTimes: empty || snapshot.hasTimes,
      themeColors: {
        ...Object.fromEntries(GRADES.map((grade) => [grade, themeGrade(theme, grade) ?? tokens[grade]])),
        color: themeGrade(theme, "critical") ?? tokens.failure,
      },
    });
  }
}
