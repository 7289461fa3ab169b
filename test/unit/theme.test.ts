import { themeOf } from "../../src/powerbi/theme";

type Palette = Parameters<typeof themeOf>[0];
const palette = (background: string): Palette => ({ background: { value: background } }) as unknown as Palette;

describe("the host's theme", () => {
  it.each([
    ["#1b1a19", true],
    ["#000", true],
    ["#ffffff", false],
    ["#FAF9F8", false],
    ["#fff", false],
    ["rgb(0,0,0)", false],
  ])("takes %s for dark: %p", (background, dark) => expect(themeOf(palette(background)).dark).toBe(dark));

  it("has no colours where the host gives none", () => {
    expect(themeOf(undefined)).toEqual({ dark: false, highContrast: false });
  });
});
