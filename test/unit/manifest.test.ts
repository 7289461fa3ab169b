import { readFileSync } from "node:fs";
import path from "node:path";
import capabilities from "../../capabilities.json";
import manifest from "../../package.json";
import pbiviz from "../../pbiviz.json";
import { FIELDS, wellName } from "../../src/model";

describe("the visual's manifest", () => {
  it("has a field well for every field of the facts table, named as the view names it", () => {
    expect(capabilities.dataRoles.map(({ name }) => name)).toEqual([...FIELDS]);
    expect(capabilities.dataRoles.map(({ displayName }) => displayName)).toEqual(
      FIELDS.map((field) => wellName(field)),
    );
  });

  it("reads a table in windows of 30,000 rows and takes no highlights", () => {
    const [mapping] = capabilities.dataViewMappings;
    expect(mapping?.table.rows.dataReductionAlgorithm).toEqual({ window: { count: 30000 } });
    expect(capabilities).not.toHaveProperty("supportsHighlight");
    expect(capabilities.privileges).toEqual([
      { name: "ExportContent", essential: false },
      { name: "LocalStorage", essential: false },
    ]);
  });

  it("agrees with the installed visuals API, so that the packager rewrites nothing", () => {
    const file = path.join(__dirname, "../../node_modules/powerbi-visuals-api/package.json");
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    const minor = (text: string): string => text.split(".").slice(0, 2).join(".");
    expect(minor(pbiviz.apiVersion)).toBe(minor(version));
  });

  it("has what publishing asks for, and one version everywhere", () => {
    expect(pbiviz.visual.version).toMatch(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/);
    expect(pbiviz.visual.version).toBe(`${manifest.version}.0`);
    for (const text of [
      pbiviz.visual.guid,
      pbiviz.visual.displayName,
      pbiviz.visual.description,
      pbiviz.visual.supportUrl,
      pbiviz.author.name,
      pbiviz.author.email,
    ]) {
      expect(text).not.toBe("");
    }
  });

  it("depends on exact versions only and stays private", () => {
    expect(manifest.private).toBe(true);
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
