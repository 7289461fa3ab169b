import { readFileSync } from "node:fs";
import path from "node:path";
import manifest from "../../package.json";
import pbiviz from "../../pbiviz.json";
import { checkCapabilities } from "../../src/build/certify/capabilities";
import { checkFiles } from "../../src/build/certify/files";
import { checkPng, pngSize } from "../../src/build/certify/icon";
import { checkManifest, checkScripts } from "../../src/build/certify/manifest";
import { checkPlaceholders, placeholders } from "../../src/build/certify/placeholders";
import { checkVersions } from "../../src/build/certify/versions";

function png(width: number, height: number): Buffer {
  const bytes = Buffer.from("89504e470d0a1a0a0000000d494844520000000000000000", "hex");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

describe("the icon", () => {
  it("is measured by its header", () => {
    expect(pngSize(png(20, 300))).toEqual({ width: 20, height: 300 });
    expect(pngSize(Buffer.from("GIF89a and some more bytes than a header"))).toBeNull();
    expect(pngSize(Buffer.alloc(0))).toBeNull();
  });

  it("is 20 pixels square, neither other nor missing", () => {
    const icon = readFileSync(path.join(__dirname, "../..", pbiviz.assets.icon));
    expect(checkPng("icon", icon, 20, 20).status).toBe("ok");
    expect(checkPng("icon", png(20, 21), 20, 20)).toMatchObject({ status: "failed", detail: "20×21 instead of 20×20" });
    expect(checkPng("icon", null, 20, 20).status).toBe("failed");
  });
});

describe("versions", () => {
  const check = (version: string, own: string, api: string, installed = api): string =>
    checkVersions({ visual: { version }, version, apiVersion: api }, { version: own }, installed).status;

  it("are four numbers, the package's first three, and the installed API's", () => {
    expect(checkVersions(pbiviz, manifest, pbiviz.apiVersion).status).toBe("ok");
    expect(check("1.2.3.0", "1.2.3", "5.11.1")).toBe("ok");
    expect(check("1.2.3.4", "1.2.3", "4.7.0")).toBe("ok");
    expect(check("1.2.3.0", "1.2.3", "10.0.0")).toBe("ok");
  });

  it.each([
    ["1.2.3", "1.2.3", "5.11.1"],
    ["1.2.03.0", "1.2.03", "5.11.1"],
    ["1.2.3.0", "1.2.4", "5.11.1"],
    ["1.2.3.0", "1.2.3", "4.6.0"],
    ["1.2.3.0", "1.2.3", ""],
    ["1.2.3.0", "1.2.3", "5.11.1", "5.11.2"],
  ])("fail as %s, %s, %s", (version, own, api, installed = api) => {
    expect(check(version, own, api, installed)).toBe("failed");
  });

  it("fail where pbiviz.json contradicts itself", () => {
    const twice = { visual: { version: "1.2.3.0" }, version: "1.2.3.1", apiVersion: "5.11.1" };
    expect(checkVersions(twice, { version: "1.2.3" }, "5.11.1").status).toBe("failed");
  });
});

describe("pbiviz.json", () => {
  it("keeps its GUID and has all that publishing asks for", () => {
    expect(checkManifest(pbiviz).status).toBe("ok");
    expect(checkManifest({ ...pbiviz, visual: { ...pbiviz.visual, guid: "other" } }).status).toBe("failed");
    expect(checkManifest({ ...pbiviz, visual: { ...pbiviz.visual, supportUrl: "" } }).detail).toBe(
      "supportUrl is missing",
    );
    expect(checkManifest({ ...pbiviz, visual: { ...pbiviz.visual, privacyUrl: "http://a.example" } }).status).toBe(
      "failed",
    );
    expect(checkManifest({}).detail).toContain("author.email is missing");
  });

  it("still has placeholders, which are told by name", () => {
    const left = placeholders(pbiviz, manifest, "Copyright (c) 2026 the owner of this");
    expect(left).toEqual(expect.arrayContaining(["author.name", "visual.supportUrl", "LICENSE copyright holder"]));
    expect(checkPlaceholders(left, false).status).toBe("failed");
    expect(checkPlaceholders(left, true)).toMatchObject({ status: "note", detail: left.join(", ") });
  });

  it("has none when the owner has given everything", () => {
    const visual = {
      supportUrl: "https://a.dev/help",
      privacyUrl: "https://a.dev/privacy",
      gitHubUrl: "https://github.com/a/b",
    };
    const given = { visual, author: { name: "A. Person", email: "a@a.dev" } };
    expect(placeholders(given, {}, "MIT License\n\nCopyright (c) 2026 A. Person\n")).toEqual([]);
    expect(checkPlaceholders([], true).status).toBe("ok");
    expect(placeholders({ ...given, author: { name: "", email: "you@example.com" } }, {}, "")).toEqual([
      "author.name",
      "author.email",
      "LICENSE copyright holder",
    ]);
  });
});

describe("repository files", () => {
  const files = [
    ".gitignore",
    "LICENSE",
    "capabilities.json",
    "package-lock.json",
    "package.json",
    "pbiviz.json",
    "tsconfig.json",
  ];
  const ignore = "node_modules/\n/.tmp\r\ndist\n";

  it("are all there, and none that must be ignored", () => {
    expect(checkFiles(files, ignore).status).toBe("ok");
    expect(checkFiles(files.slice(1), ignore).detail).toBe(".gitignore is missing");
    expect(checkFiles(files, "node_modules\ndist").detail).toBe(".gitignore does not name .tmp");
    expect(checkFiles([...files, "dist/a.pbiviz"], ignore).detail).toBe("dist is committed");
    expect(checkFiles([...files, "distance.ts"], ignore).status).toBe("ok");
  });

  it("have the privileges as an array, never the web", () => {
    expect(checkCapabilities({ privileges: [] }).status).toBe("ok");
    expect(checkCapabilities({ privileges: [{ name: "WebAccess" }] }).status).toBe("failed");
    expect(checkCapabilities({}).status).toBe("failed");
  });

  it("have the scripts that reviewers run", () => {
    expect(checkScripts(manifest).status).toBe("ok");
    expect(checkScripts({ scripts: { lint: "eslint ." } }).status).toBe("failed");
  });
});
