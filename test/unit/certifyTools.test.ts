import { branchManifest } from "../../src/build/certify/branchManifest";
import { cutLock, runtimePlaces } from "../../src/build/certify/lock";
import { checkAudit, checkPackager, readPackager } from "../../src/build/certify/packagerOutput";
import { checkSamePackage, differences } from "../../src/build/certify/samePackage";
import { checkVulnerabilities } from "../../src/build/certify/vulnerabilities";

const CLEAN = "\u001b[46m info  \u001b[49m No external requests found in the visual.\n";
const link = (feature: string): string =>
  `\u001b[43m warn  \u001b[49m ${feature} - https://learn.microsoft.com/en-us/x\n`;

describe("what the packager prints", () => {
  it("is read without its colours and its usual chatter", () => {
    const said = `\u001b[43m\u001b[30m warn  \u001b[39m\u001b[49m Using recommended eslint config.\n${link("Tooltips")} error  Broken\n`;
    expect(readPackager(said)).toMatchObject({ features: ["Tooltips"], others: ["Broken"] });
  });

  it("must say that the audit found nothing, with code 0 and a new package", () => {
    expect(checkAudit(CLEAN, 0, true).status).toBe("ok");
    expect(checkAudit(CLEAN, 1, true).status).toBe("failed");
    expect(checkAudit(CLEAN, 0, false).status).toBe("failed");
    expect(checkAudit("", 0, true).status).toBe("failed");
    expect(checkAudit(`${CLEAN} error  Found 1 external request(s) in resulted package.`, 0, true).status).toBe(
      "failed",
    );
    expect(checkAudit(`${CLEAN} info  Certification audit:\n`, 0, true).status).toBe("failed");
  });

  it("is what is expected: one more fails, a pending or a vanished one is told", () => {
    const lasting = { feature: "Highlight Data", why: "tables", isPending: false };
    const pending = { feature: "Tooltips", why: "soon", isPending: true };
    expect(checkPackager(link("Highlight Data"), [lasting]).status).toBe("ok");
    expect(checkPackager(link("Highlight Data") + link("Tooltips"), [lasting, pending])).toMatchObject({
      status: "note",
    });
    expect(checkPackager(link("Highlight Data"), [lasting, pending]).detail).toContain("Tooltips is no longer said");
    expect(checkPackager(link("Highlight Data") + link("Context Menu"), [lasting]).status).toBe("failed");
    expect(checkPackager(" error  Linter found 2 errors and 0 warnings.\n", []).status).toBe("failed");
  });
});

describe("npm audit", () => {
  const answer = (counts: object): string =>
    `npm warn x\n${JSON.stringify({ metadata: { vulnerabilities: counts } })}\n`;

  it("fails from moderate upwards, and claims nothing without an answer", () => {
    expect(checkVulnerabilities(answer({ low: 2, moderate: 0, high: 0, critical: 0 })).status).toBe("ok");
    expect(checkVulnerabilities(answer({ moderate: 1 })).detail).toBe("1 moderate");
    expect(checkVulnerabilities(answer({ critical: 1 })).status).toBe("failed");
    expect(checkVulnerabilities('npm error\n{ "message": "405 Method Not Allowed" }').status).toBe("note");
    expect(checkVulnerabilities("getaddrinfo ENOTFOUND").status).toBe("note");
  });
});

describe("two packages", () => {
  it("are equal, or every difference is named", () => {
    expect(checkSamePackage('{"a":1}', '{"a":1}').status).toBe("ok");
    expect(differences('{"a":{"b":1},"c":2}', '{"a":{"b":2},"d":3}')).toEqual([
      "a.b: 1 instead of 2 at 0",
      "c: 2 instead of missing at 0",
      "d: missing instead of 3 at 0",
    ]);
    expect(differences('{"a":1,"b":2}', '{"b":2,"a":1}')).toEqual(["equal in content, written in another order"]);
  });
});

describe("the visual's own package.json and lock file", () => {
  const manifest = {
    name: "whole",
    version: "1.2.3",
    type: "module",
    dependencies: { d3: "7.0.0", papaparse: "5.0.0" },
    devDependencies: { "@types/d3": "7.0.0", "@types/less": "3.0.0", jest: "29.0.0", typescript: "5.0.0" },
  };

  it("has the packages that the visual imports, their types and its tools, no more", () => {
    const own = branchManifest(manifest, ["d3"]);
    expect(own.dependencies).toEqual({ d3: "7.0.0" });
    expect(own.devDependencies).toEqual({ "@types/d3": "7.0.0", typescript: "5.0.0" });
    expect(own).toMatchObject({ version: "1.2.3", type: "module", private: true });
    expect(() => branchManifest(manifest, ["msal"])).toThrow("msal");
  });

  it("keeps what the packages need, found as Node finds it", () => {
    const lock = {
      lockfileVersion: 3,
      packages: {
        "": { dependencies: {} },
        "node_modules/d3": { dependencies: { d: "1" } },
        "node_modules/d3/node_modules/d": {},
        "node_modules/d": { dev: true },
        "node_modules/jest": { dev: true },
        "node_modules/typescript": {
          dev: true,
          optionalDependencies: { win: "1" },
          peerDependencies: { p: "1", q: "1" },
          peerDependenciesMeta: { q: { optional: true } },
        },
        "node_modules/p": { dev: true, dependencies: { d: "1" } },
      },
    };
    const root = { name: "own", version: "1.0.0", dependencies: { d3: "1" }, devDependencies: { typescript: "1" } };
    const cut = cutLock(lock, root);
    expect(Object.keys(cut.packages)).toEqual([
      "",
      "node_modules/d3",
      "node_modules/d3/node_modules/d",
      "node_modules/d",
      "node_modules/typescript",
      "node_modules/p",
    ]);
    expect(runtimePlaces(cut)).toEqual(["node_modules/d3", "node_modules/d3/node_modules/d"]);
    expect(() => cutLock(lock, { ...root, dependencies: { gone: "1" } })).toThrow("gone");
  });
});
