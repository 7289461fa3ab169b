import { readFileSync, writeFileSync } from "node:fs";
import { panelHeaders, panelPolicy, staticWebApp } from "../../src/build/headers";
import { clouds, findCloud } from "../../src/knowledge";
import { NOT_CONFIGURED } from "../../src/panel/config/none";
import { readConfig } from "../../src/panel/config/read";
import type { Config } from "../../src/panel/config/types";

const GUIDE = "docs/panel.md";
const guide = readFileSync(GUIDE, "utf8");
const ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const FULL: Config = {
  tenant: { tenantId: ID, clientId: ID },
  cloud: findCloud("public"),
  workspaceId: ID,
  report: { workspaceId: ID, reportId: ID },
  frameAncestors: ["https://intranet.contoso.com"],
};

/** The sources that a directive allows. */
function allowed(config: Config, directive: string): readonly string[] {
  const all = new Map(
    panelPolicy(config)
      .split("; ")
      .map((one) => [one.split(" ")[0], one.split(" ").slice(1)]),
  );
  return all.get(directive) ?? all.get("default-src") ?? [];
}

describe("the panel's headers", () => {
  it("let the sample reach nothing but its own folder", () => {
    expect(allowed(NOT_CONFIGURED, "connect-src")).toEqual(["'self'"]);
    expect(allowed(NOT_CONFIGURED, "frame-src")).toEqual(["'none'"]);
    expect(allowed(NOT_CONFIGURED, "script-src")).toEqual(["'self'"]);
    expect(panelPolicy({ ...NOT_CONFIGURED, cloud: findCloud("china") })).toBe(panelPolicy(NOT_CONFIGURED));
  });

  it("open hosts only where the configuration has a use for them", () => {
    const { cloud } = FULL;
    const login = `https://${cloud.loginHost}`;
    const graph = `https://${cloud.graphHost}`;
    const tenant = { ...FULL, workspaceId: null, report: null };
    expect(allowed(tenant, "connect-src")).toEqual(["'self'", login, graph]);
    expect(allowed(tenant, "frame-src")).toEqual(["'self'", login]);
    expect(allowed({ ...FULL, report: null }, "connect-src")).toEqual([
      "'self'",
      login,
      graph,
      `https://${cloud.logsHost}`,
    ]);
    expect(allowed(FULL, "connect-src")).toContain(`https://${cloud.powerBiApiHost}`);
    expect(allowed(FULL, "frame-src")).toEqual(["'self'", login, `https://${cloud.powerBiAppHost}`]);
    expect(allowed(FULL, "frame-ancestors")).toEqual(["'self'", "https://intranet.contoso.com"]);
  });

  it.each(["public", "usgov", "china"] as const)("name hosts of the cloud %s alone", (id) => {
    const own = new Set(Object.values(findCloud(id)).flat());
    const hosts = [
      ...panelPolicy({ ...FULL, cloud: findCloud(id), frameAncestors: [] }).matchAll(/https:\/\/([^ ;]+)/g),
    ];
    expect(hosts.length).toBe(6);
    expect(hosts.filter(([, host]) => !own.has(host ?? ""))).toEqual([]);
  });

  it("leave out a host that no source names", () => {
    const unknown = clouds.find(({ graphHost }) => graphHost === "");
    const policy = unknown === undefined ? "" : panelPolicy({ ...FULL, cloud: unknown });
    expect(policy).toContain(`connect-src 'self' https://${unknown?.loginHost ?? ""};`);
  });

  it("never allow inline script, eval, objects, a base or a form", () => {
    for (const config of [NOT_CONFIGURED, FULL]) {
      const policy = panelPolicy(config);
      expect(policy).not.toMatch(/unsafe|\*|http:/);
      expect(policy).toContain("default-src 'none'");
      for (const directive of ["object-src", "base-uri", "form-action"])
        expect(allowed(config, directive)).toEqual(["'none'"]);
      expect(policy).toMatch(/require-trusted-types-for 'script'; trusted-types spp-workbook$/);
    }
  });

  it("keep pages and configuration out of every cache", () => {
    const caching = (path: string): string | undefined => panelHeaders(FULL, path)["Cache-Control"];
    for (const path of ["/", "/index.html", "/index", "/redirect.html", "/redirect", "/config.json"]) {
      expect([path, caching(path)]).toEqual([path, "no-store"]);
    }
    for (const path of ["/panel.js", "/panel.css", "/sample.csv", "/strings/de-DE.json"]) {
      expect([path, caching(path)]).toEqual([path, "no-cache"]);
    }
  });

  it("are the same in the form of Azure Static Web Apps", () => {
    const { "Cache-Control": caching, ...others } = panelHeaders(FULL, "/panel.js");
    expect(staticWebApp(FULL)).toEqual({
      globalHeaders: { ...others, "Cache-Control": caching },
      routes: ["/index.html", "/redirect.html", "/config.json"].map((route) => ({
        route,
        headers: { "Cache-Control": "no-store" },
      })),
    });
  });
});

describe("the hosting guide", () => {
  /** As the guide shows headers: a directive a line. */
  const block = (config: Config): string => {
    const lines = Object.entries(panelHeaders(config, "/")).map(([name, value]) => `${name}: ${value}`);
    return ["```http", lines.join("\n").replaceAll("; ", ";\n  "), "```"].join("\n");
  };

  it("has an example that the panel accepts", async () => {
    const example = /```json\n(.*?)```/s.exec(guide)?.[1] ?? "";
    const { config, mistakes } = await readConfig(example);
    expect(mistakes).toEqual([]);
    expect(config).toMatchObject({ cloud: FULL.cloud, frameAncestors: FULL.frameAncestors });
  });

  it.each([
    ["example", FULL],
    ["sample", NOT_CONFIGURED],
  ])("shows the headers that are sent (%s; UPDATE_GOLDEN=1 writes them)", (name, config) => {
    const place = new RegExp(`(<!-- headers:${name} -->\n)(?:\n\`\`\`http\n.*?\`\`\`\n)?`, "s");
    if (process.env["UPDATE_GOLDEN"] === "1") {
      writeFileSync(
        GUIDE,
        readFileSync(GUIDE, "utf8").replace(place, (_, mark: string) => `${mark}\n${block(config)}\n`),
      );
    }
    expect(readFileSync(GUIDE, "utf8")).toContain(`<!-- headers:${name} -->\n\n${block(config)}\n`);
  });

  it("names the hosts of the clouds' data", () => {
    for (const id of ["public", "usgov", "china"] as const) {
      const { loginHost, graphHost, logsHost, powerBiApiHost, powerBiAppHost } = findCloud(id);
      const row = guide.split("\n").find((line) => line.startsWith(`| \`${id}\``)) ?? "";
      for (const host of [loginHost, graphHost, logsHost, powerBiApiHost, powerBiAppHost]) expect(row).toContain(host);
    }
  });
});
