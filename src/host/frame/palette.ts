import type powerbi from "powerbi-visuals-api";
import type { FrameOptions } from "../protocol";

type Palette = powerbi.extensibility.ISandboxExtendedColorPalette;
type Theme = Record<"foreground" | "muted" | "faint" | "background" | "raised" | "line" | "link", string>;

const light: Theme = {
  foreground: "#252423",
  muted: "#605e5c",
  faint: "#b3b0ad",
  background: "#ffffff",
  raised: "#f3f2f1",
  line: "#e1dfdd",
  link: "#0078d4",
};
const dark: Theme = {
  foreground: "#f3f2f1",
  muted: "#b3b0ad",
  faint: "#605e5c",
  background: "#1b1a19",
  raised: "#292827",
  line: "#3b3a39",
  link: "#6cb8f6",
};
const highContrast: Theme = {
  foreground: "#ffffff",
  muted: "#ffffff",
  faint: "#ffffff",
  background: "#000000",
  raised: "#000000",
  line: "#ffffff",
  link: "#ffff00",
};
const dataColors = ["#118dff", "#12239e", "#e66c37", "#6b007b", "#e044a7", "#744ec2", "#d9b300", "#d64550"];

function themeOf(options: FrameOptions): Theme {
  if (options.highContrast) return highContrast;
  return options.theme === "dark" ? dark : light;
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
    get: (): powerbi.IColorInfo => ({ value: options().highContrast ? highContrast.foreground : value }),
  });
  const palette = {
    getColor(key: string): powerbi.IColorInfo {
      if (options().highContrast) return { value: highContrast.foreground };
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
    foregroundSelected: {
      enumerable: true,
      get: () => ({ value: options().highContrast ? "#1aebff" : themeOf(options()).foreground }),
    },
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
