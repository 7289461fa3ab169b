import fc from "fast-check";
import { dialogSize, meansOf, type Place } from "../../src/powerbi/places";

/** The hosts as their documentation numbers them. */
const HOSTS = {
  web: 1,
  publishToWeb: 2,
  desktop: 4,
  embed: 8,
  reportServer: 16,
  exportReport: 32,
  mobile: 64,
  dashboard: 128,
} as const;
type HostName = keyof typeof HOSTS;
const NAMES = Object.keys(HOSTS) as HostName[];

const SIZES: readonly (readonly [number, number, boolean])[] = [
  [1280, 720, true],
  [280, 240, true],
  [279, 240, false],
  [280, 239, false],
  [200, 120, false],
  [0, 0, false],
];

/** Every set of hosts, as a table would list them. */
const SETS: readonly ReadonlySet<HostName>[] = Array.from(
  { length: 2 ** NAMES.length },
  (_, bits) => new Set(NAMES.filter((_name, i) => Math.floor(bits / 2 ** i) % 2 === 1)),
);

describe("the places in which the visual stands", () => {
  it("is what a table read line by line says, for every combination of hosts, capabilities and sizes", () => {
    for (const hosts of SETS) {
      const hostEnv = [...hosts].reduce((sum, name) => sum + HOSTS[name], 0);
      for (const allowInteractions of [true, false, undefined]) {
        for (const allowModalDialog of [true, false, undefined]) {
          for (const [width, height, roomy] of SIZES) {
            const place: Place = { hostEnv, allowInteractions, allowModalDialog, width, height };
            const said = meansOf(place);
            const paper = hosts.has("exportReport");
            const untouchable = allowInteractions === false || hosts.has("dashboard");
            const mode = paper ? "print" : untouchable || !roomy ? "tile" : "report";
            const saves = mode === "report" && !hosts.has("publishToWeb");
            expect([place, said]).toEqual([
              place,
              {
                mode,
                interactive: !paper && !untouchable,
                canExport: saves,
                canDialog: saves && !hosts.has("embed") && allowModalDialog === true,
                touch: !paper && hosts.has("mobile"),
              },
            ]);
          }
        }
      }
    }
  });

  it("reads bits it does not know as nothing", () => {
    const place = { allowInteractions: true, allowModalDialog: true, width: 900, height: 600 };
    expect(meansOf({ ...place, hostEnv: 256 + 1 })).toEqual(meansOf({ ...place, hostEnv: 1 }));
    expect(meansOf({ ...place, hostEnv: 256 + 128 }).mode).toBe("tile");
  });

  it("sizes a dialog within what hosts show, or asks for none", () => {
    expect(dialogSize({ width: 1920, height: 1080 })).toEqual({ width: 720, height: 540 });
    expect(dialogSize({ width: 266, height: 900 })).toBeNull();
    expect(dialogSize({ width: 900, height: 233 })).toBeNull();
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(4000), (width, height) => {
        const size = dialogSize({ width, height });
        if (size === null) return width * 0.9 < 241 || height * 0.9 < 211;
        return size.width >= 240 && size.height >= 210 && size.width <= width * 0.9 && size.height <= height * 0.9;
      }),
    );
  });
});
