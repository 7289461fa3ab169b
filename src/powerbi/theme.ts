import type powerbi from "powerbi-visuals-api";
import { channelsOf } from "../view/color";
import type { Theme } from "../view/types";

/** The report theme's own colours, where the host gives them. */
export function themeOf(palette: powerbi.extensibility.ISandboxExtendedColorPalette | undefined): Theme {
  const foreground = palette?.foreground?.value;
  const background = palette?.background?.value;
  const foregroundSelected = palette?.foregroundSelected?.value;
  const hyperlink = palette?.hyperlink?.value;
  const negative = palette?.negative?.value;
  const neutral = palette?.neutral?.value;
  const positive = palette?.positive?.value;
  return {
    dark: background !== undefined && luminance(background) < 0.4,
    highContrast: palette?.isHighContrast === true,
    ...(foreground === undefined ? {} : { foreground }),
    ...(background === undefined ? {} : { background }),
    ...(foregroundSelected === undefined ? {} : { foregroundSelected }),
    ...(hyperlink === undefined ? {} : { hyperlink }),
    ...(negative === undefined ? {} : { negative }),
    ...(neutral === undefined ? {} : { neutral }),
    ...(positive === undefined ? {} : { positive }),
  };
}

/** Rough lightness of a #rgb or #rrggbb colour, 0 to 1; other notations count as light. */
function luminance(color: string): number {
  const channels = channelsOf(color);
  if (channels === null) return 1;
  const [red, green, blue] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
