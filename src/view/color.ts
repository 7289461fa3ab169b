/** Colours as hosts and authors write them: `#rgb` or `#rrggbb`. Pure. */

export type Channels = readonly [number, number, number];

/** Red, green and blue from 0 to 1; null for any other notation. */
export function channelsOf(color: string): Channels | null {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(color.trim())?.[1];
  if (hex === undefined) return null;
  const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  const channel = (at: number): number => parseInt(full.slice(at, at + 2), 16) / 255;
  return [channel(0), channel(2), channel(4)];
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance([red, green, blue]: Channels): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast of two colours after WCAG, 1 to 21; 1 where one of them is no colour, so that it counts as unreadable. */
export function contrast(one: string, other: string): number {
  const [a, b] = [channelsOf(one), channelsOf(other)];
  if (a === null || b === null) return 1;
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What WCAG asks of words and of shapes that carry a meaning. */
export const READABLE = 4.5;
export const VISIBLE = 3;
