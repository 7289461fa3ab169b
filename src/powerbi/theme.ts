import type powerbi from "powerbi-visuals-api";
import type { Theme } from "../view/types";

/** The report theme's own colours, where the host gives them. */
export function themeOf(palette: powerbi.extensibility.ISandboxExtendedColorPalette | undefined): Theme {
  const foreground = palette?.foreground?.value;
  const background = palette?.background?.value;
  const foregroundSelected = palette?.foregroundSelected?.value;
  const hyperlink = palette?.hyperlink?.value;
  return {
    dark: background !== undefined && luminance(background) < 0.4,
    highContrast: palette?.isHighContrast === true,
    ...(foreground === undefined ? {} : { foreground }),
    ...(background === undefined ? {} : { background }),
    ...(foregroundSelected === undefined ? {} : { foregroundSelected }),
    ...(hyperlink === undefined ? {} : { hyperlink }),
  };
}

/** Rough lightness of a #rgb or #rrggbb colour, 0 to 1; other notations count as light. */
function luminance(color: string): number {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})/i.exec(color.trim())?.[1];
  if (hex === undefined) return 1;
  const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  const [red, green, blue] = [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
