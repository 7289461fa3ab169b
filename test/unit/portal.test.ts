import type { CloudId } from "../../src/knowledge/types";
import { DEFAULT_SETTINGS, Model } from "../../src/model";
import { portalLinks } from "../../src/model/portal";
import { isPortalUrl } from "../../src/model/portalUrl";
import { launcherOf } from "../../src/powerbi/launching";
import { ALL_COLUMNS, cellsOf, NOW, principal, snapshotOf, SOURCE, type FactRow } from "../support/load";

const ID = "5b2f7a10-1111-4a01-9001-0000000000a1";
const APP = "5b2f7a10-2222-4a01-9001-0000000000a1";
const row: FactRow = { servicePrincipalId: ID, appId: APP, resultType: "50171", servicePrincipalType: "Application" };
const linksOf = (given: FactRow, cloud: CloudId = "public", id = ID): ReturnType<typeof portalLinks> =>
  portalLinks(principal(snapshotOf([given]), id), cloud);
const idsOf = (given: FactRow, id = ID): string[] => linksOf(given, "public", id).map((link) => link.id);

describe("links to the admin center", () => {
  it.each([
    ["public", "https://entra.microsoft.com/#view/"],
    ["usgov", "https://entra.microsoft.us/#view/"],
    ["china", "https://entra.microsoftonline.cn/#view/"],
  ] as const)("lead to the host of the cloud %s, with the principal's own ids", (cloud, start) => {
    const links = linksOf(row, cloud);
    expect(links.map(({ id }) => id)).toEqual(["application", "enterpriseApplication", "signIns"]);
    for (const { url, id } of links) {
      expect(url.startsWith(start)).toBe(true);
      expect(isPortalUrl(url)).toBe(true);
      expect(url).toContain(`/appId/${APP}`);
      expect(url.includes(`/objectId/${ID}`)).toBe(id !== "application");
    }
  });

  it("say where the address comes from, and only for the cloud that it was read for as a fact", () => {
    expect(linksOf(row).map(({ source }) => source.replace(/.*; /, ""))).toEqual([
      "primary source",
      "primary source",
      "inferred",
    ]);
    expect(linksOf(row, "usgov").every(({ source }) => source.endsWith("; inferred"))).toBe(true);
  });

  it("name no registration of a managed identity, nor of an application that another tenant owns", () => {
    expect(idsOf({ ...row, servicePrincipalType: "ManagedIdentity" })).toEqual(["enterpriseApplication", "signIns"]);
    const elsewhere = { tenantId: "t1", appOwnerTenantId: "t2" };
    expect(idsOf({ ...row, ...elsewhere })).toEqual(["enterpriseApplication", "signIns"]);
  });

  it("are made of plain GUIDs only", () => {
    expect(idsOf({ ...row, appId: "x/../#evil" })).toEqual([]);
    expect(idsOf({ ...row, servicePrincipalId: "spn" }, "spn")).toEqual(["application"]);
    expect(idsOf({ appId: APP, resultType: "0" }, APP)).toEqual(["application"]);
  });

  it("follow the cloud of the settings", () => {
    const model = new Model(NOW, { ...DEFAULT_SETTINGS, cloud: "china" });
    model.append([cellsOf(row)], ALL_COLUMNS);
    expect(model.snapshot(SOURCE).cloud).toBe("china");
  });
});

describe("what may be opened", () => {
  const ours = "https://entra.microsoft.com/#view/x";

  it("is an address of a known admin center and nothing else", () => {
    expect(isPortalUrl(ours)).toBe(true);
    for (const url of [
      "http://entra.microsoft.com/",
      "https://entra.microsoft.com.evil.example/",
      "https://evil.example/#entra.microsoft.com",
      "https://entra.microsoft.com@evil.example/",
      "https://someone@entra.microsoft.com/",
      "https://entra.microsoft.com:8443/",
      "javascript:alert(1)",
      "",
    ]) {
      expect([url, isPortalUrl(url)]).toEqual([url, false]);
    }
  });

  it("is handed to the host, where the host can open anything", () => {
    const opened: string[] = [];
    const host = { launchUrl: (url: string) => opened.push(url) } as unknown as Parameters<typeof launcherOf>[0];
    launcherOf(host)?.(ours);
    launcherOf(host)?.("https://evil.example/");
    expect(opened).toEqual([ours]);
    expect(launcherOf(undefined)).toBeUndefined();
    expect(launcherOf({} as Parameters<typeof launcherOf>[0])).toBeUndefined();
  });
});
