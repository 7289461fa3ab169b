import { readPackage } from "../../src/host/page/package";
import { useOf } from "../../src/host/page/drop";
import { readScenario } from "../../src/host/page/scenario";
import { shippedScenarios } from "../../src/host/page/scenarios";
import { packageOf, visualJson, zipOf } from "../support/packages";

const NAME = "resources/tiny.pbiviz.json";
const bytes = (data: Buffer): ArrayBuffer => new Uint8Array(data).buffer;
const good = (): Record<string, unknown> => visualJson("");

describe("a package that is opened in the stand-in", () => {
  it("is read with its name, version, script and capabilities", async () => {
    const visual = await readPackage(bytes(packageOf(good())));
    expect(visual).toMatchObject({
      guid: "tiny",
      displayName: "Tiny",
      version: "1.2.3.4",
      capabilities: { privileges: [] },
    });
    expect(visual.js).toContain("renderingStarted");
  });

  const whole = packageOf(good());
  it.each<[string, Buffer, RegExp]>([
    ["an empty file", Buffer.alloc(0), /empty/],
    ["no zip archive", Buffer.from("hello, this is text and no archive at all"), /not a zip archive/],
    ["an archive cut in the middle", whole.subarray(0, whole.length - 40), /not a zip archive/],
    ["an archive that lost its start", whole.subarray(200), /damaged/],
    ["an archive without a visual", zipOf([{ name: "readme.txt", data: Buffer.from("x") }]), /no packaged visual/],
    [
      "several visuals",
      zipOf(["a", "b"].map((name) => ({ name: `resources/${name}.pbiviz.json`, data: Buffer.from("{}") }))),
      /several visuals/,
    ],
    [
      "corrupt compression",
      zipOf([{ name: NAME, data: Buffer.from([7, 7, 7, 7, 7]), method: 8 }]),
      /cannot be unpacked/,
    ],
    ["another compression", zipOf([{ name: NAME, data: Buffer.from("x"), method: 12 }]), /not known \(12\)/],
    ["broken JSON", packageOf("{"), /no JSON object/],
    ["JSON that is no object", packageOf("7"), /no JSON object/],
    ["no script", packageOf({ ...good(), content: { css: "" } }), /no script/],
    ["no guid", packageOf({ ...good(), visual: {} }), /names no visual/],
    ["no capabilities", packageOf({ ...good(), capabilities: null }), /no capabilities/],
  ])("is refused in words: %s", async (_, data, words) => {
    await expect(readPackage(bytes(data))).rejects.toThrow(words);
  });

  it("is refused for its size or its kind before it is read", () => {
    expect(() => useOf("big.pbiviz", 2 ** 30)).toThrow(/too large/);
    expect(() => useOf("picture.png", 10)).toThrow(/no \.pbiviz, \.csv or \.json/);
    expect(["a.PBIVIZ", "a.csv", "a.json"].map((name) => useOf(name, 10))).toEqual(["package", "csv", "scenario"]);
  });
});

describe("a scenario", () => {
  it.each(shippedScenarios.map((scenario) => [scenario.title, scenario] as const))(
    "that comes along is one: %s",
    (_, scenario) => {
      expect(readScenario(scenario).steps.length).toBeGreaterThan(2);
    },
  );

  it.each<[string, unknown, RegExp]>([
    ["no JSON", "{", /no JSON/],
    ["no object", "[]", /is an object/],
    ["no steps", { title: "x" }, /no list of steps/],
    ["an empty step", { steps: [{}] }, /Step 1 must have exactly one of/],
    ["two things in a step", { steps: [{ data: "x", resize: [1, 1] }] }, /Step 1 must have exactly one of/],
    ["an unknown key", { steps: [{ settled: true }, { data: "x", colour: 1 }] }, /Step 2 has an unknown key colour/],
    ["a wrong kind of value", { steps: [{ resize: 5 }] }, /Step 1: resize must be a list/],
    ["an unknown expectation", { steps: [{ expect: { mood: "good" } }] }, /expects something unknown: mood/],
    ["an empty expectation", { steps: [{ expect: {} }] }, /expects nothing/],
    ["a fault within a repetition", { steps: [{ repeat: 2, steps: [{ data: 1 }] }] }, /Step 1.1: data must be a text/],
  ])("is refused in words that name the step: %s", (_, scenario, words) => {
    expect(() => readScenario(scenario)).toThrow(words);
  });
});
