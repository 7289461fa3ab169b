import type powerbi from "powerbi-visuals-api";
import type { FrameOptions } from "../protocol";

type Palette = powerbi.extensibility.ISandboxExtendedColorPalette;
type Theme = Record<"foreground" | "muted" | "faint" | "background" | "raised" | "line" | "link" | "selected", string>;

const light: Theme = {
  foreground: "#252423",
  muted: "#605e5c",
  faint: "#b3b0ad",
  background: "#ffffff",
  raised: "#f3f2f1",
  line: "#e1dfdd",
  link: "#0078d4",
  selected: "#252423",
};
const dark: Theme = {
  foreground: "#f3f2f1",
  muted: "#b3b0ad",
  faint: "#605e5c",
  background: "#1b1a19",
  raised: "#292827",
  line: "#3b3a39",
  link: "#6cb8f6",
  selected: "#f3f2f1",
};
/** High contrast has four colours; every other name of the palette is one of these. */
const contrasting = (foreground: string, background: string, link: string, selected: string): Theme => ({
  foreground,
  muted: foreground,
  faint: foreground,
  background,
  raised: background,
  line: foreground,
  link,
  selected,
});

/** Both polarities, in the colours of the system's own black and white contrast themes. */
const highContrast = {
  dark: contrasting("#ffffff", "#000000", "#ffff00", "#1aebff"),
  light: contrasting("#000000", "#ffffff", "#00009f", "#37006e"),
};
const dataColors = ["#118dff", "#12239e", "#e66c37", "#6b007b", "#e044a7", "#744ec2", "#d9b300", "#d64550"];

function themeOf(options: FrameOptions): Theme {
  const theme = options.theme === "dark" ? "dark" : "light";
  return (options.highContrast ? highContrast : { light, dark })[theme];
}

/** The colour behind the visual: that of the report page. */
export function pageBackground(options: FrameOptions): string {
  return themeOf(options).background;
}

/** A colour palette that follows the options while it is held, as the service's does when the report theme changes. */
export function createPalette(options: () => FrameOptions): Palette {
  const assigned = new Map<string, number>();
  const themed = (name: keyof Theme) => ({
    enumerable: true,
    get: (): powerbi.IColorInfo => ({ value: themeOf(options())[name] }),
  });
  const fixed = (value: string) => ({
    enumerable: true,
    get: (): powerbi.IColorInfo => ({ value: options().highContrast ? themeOf(options()).foreground : value }),
  });
  const palette = {
    getColor(key: string): powerbi.IColorInfo {
      if (options().highContrast) return { value: themeOf(options()).foreground };
      const index = assigned.get(key) ?? assigned.size;
      assigned.set(key, index);
      return { value: dataColors[index % dataColors.length] ?? light.foreground };
    },
    reset(): Palette {
      assigned.clear();
      return palette;
    },
  } as unknown as Palette;
  Object.defineProperties(palette, {
    isHighContrast: { enumerable: true, get: () => options().highContrast },
    foreground: themed("foreground"),
    foregroundLight: themed("foreground"),
    foregroundDark: themed("foreground"),
    foregroundNeutralLight: themed("muted"),
    foregroundNeutralDark: themed("foreground"),
    foregroundNeutralSecondary: themed("muted"),
    foregroundNeutralSecondaryAlt: themed("muted"),
    foregroundNeutralSecondaryAlt2: themed("muted"),
    foregroundNeutralTertiary: themed("faint"),
    foregroundNeutralTertiaryAlt: themed("faint"),
    foregroundSelected: themed("selected"),
    foregroundButton: themed("foreground"),
    background: themed("background"),
    backgroundLight: themed("raised"),
    backgroundNeutral: themed("line"),
    backgroundDark: themed("faint"),
    hyperlink: themed("link"),
    visitedHyperlink: themed("link"),
    mapPushpin: fixed("#ff5a00"),
    shapeStroke: themed("faint"),
    selection: themed("link"),
    separator: themed("line"),
    negative: fixed("#d64550"),
    neutral: fixed("#d9b300"),
    positive: fixed("#1aab40"),
  });
  return palette;
}
