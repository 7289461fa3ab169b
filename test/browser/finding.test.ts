import { EXPECTED_CASES, EXPECTED_PRINCIPALS } from "../../src/build/sample/expectations";
import { PAGE_RULES, violations } from "../support/axe";
import { faults, open, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();
type Host = Awaited<ReturnType<typeof openHost>>;
interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

const button = (host: Host): ReturnType<Host["visual"]["getByRole"]> =>
  host.visual.getByRole("button", { name: /^Filters/ });
const choose = async (host: Host, label: string, value: string): Promise<void> => {
  const select = host.visual.getByRole("combobox", { name: label });
  if (!(await select.isVisible())) await button(host).click();
  await select.selectOption(value);
};
const rowCount = async (host: Host): Promise<number> =>
  Number(await host.visual.getByRole("grid").getAttribute("aria-rowcount"));
const groups = (host: Host): ReturnType<Host["visual"]["locator"]> => host.visual.locator("[data-group]");
/** What has the focus: a group's key or a principal's id. */
const focused = (host: Host): Promise<string> =>
  host.visual.locator("body").evaluate((body) => {
    const { dataset } = body.ownerDocument.activeElement as HTMLElement;
    return dataset["group"] === undefined ? (dataset["principalId"] ?? "") : `# ${dataset["group"]}`;
  });
const launched = async (host: Host): Promise<unknown[]> => {
  await standIn(host.page, "settled");
  return (await standIn<Call[]>(host.page, "calls"))
    .filter(({ name }) => name === "host.launchUrl")
    .map(({ args }) => args[0]);
};

/** A few principals whose groups and ends are known. */
const FEW = [
  "servicePrincipalId,servicePrincipalName,appId,servicePrincipalType,resultType,resource,resourceId,time,heldKind,heldKeyId,heldEnd",
  "11111111-1111-4111-8111-111111111111,sp-a,21111111-1111-4111-8111-111111111111,Application,50171,Ledger,r1,2026-11-20T10:00:00Z,,,",
  "11111111-1111-4111-8111-111111111111,sp-a,21111111-1111-4111-8111-111111111111,Application,53003,Vault,r2,2026-11-21T10:00:00Z,,,",
  "12222222-2222-4222-8222-222222222222,sp-b,22222222-2222-4222-8222-222222222222,ManagedIdentity,50171,Ledger,r1,2026-11-01T10:00:00Z,,,",
  "c,sp-c,not-a-guid,Application,0,Ledger,r1,2026-11-20T10:00:00Z,,,",
  "11111111-1111-4111-8111-111111111111,,,,,,,,secret,k1,2099-01-01T00:00:00Z",
  "12222222-2222-4222-8222-222222222222,,,,,,,,secret,k2,2000-01-01T00:00:00Z",
].join("\n");
const A = "11111111-1111-4111-8111-111111111111";
const B = "12222222-2222-4222-8222-222222222222";

async function few(query = ""): Promise<Host> {
  const host = await openHost(chromium.browser, `data=noFields&${query}`);
  await standIn(host.page, "loadCsv", FEW);
  await standIn(host.page, "settled");
  return host;
}

describe("filters", () => {
  it("find principals by resource and by days, say so in chips, and let go of them one by one", async () => {
    const host = await few();
    await choose(host, "Resource", "r2");
    expect(await rowCount(host)).toBe(2);
    await host.page.keyboard.press("Escape");
    expect(await button(host).evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    expect(await button(host).innerText()).toContain("1");
    await host.visual.getByRole("button", { name: "Remove filter Resource: ⁨Vault · r2⁩" }).click();
    expect(await rowCount(host)).toBe(4);
    await choose(host, "Days", "7");
    expect(await host.visual.locator("[data-principal-id]").getAttribute("data-principal-id")).toBe(A);
    await host.visual.getByRole("button", { name: "Clear filters" }).click();
    expect(await rowCount(host)).toBe(4);
    await choose(host, "Days", "0");
    expect(await host.visual.locator("[data-principal-id]").getAttribute("data-principal-id")).toBe(B);
    expect(await faults(host)).toEqual([]);
  });

  it("are closed by a press elsewhere and by leaving them with Tab", async () => {
    const host = await few();
    const popover = host.visual.getByRole("group", { name: "Filters", exact: true });
    await button(host).click();
    expect(await popover.isVisible()).toBe(true);
    await host.visual.getByRole("heading", { name: "All principals" }).click();
    expect(await popover.isVisible()).toBe(false);
    await button(host).press("Enter");
    await host.page.keyboard.press("Tab");
    await host.page.keyboard.press("Tab");
    expect(await popover.isVisible()).toBe(false);
    expect(await faults(host)).toEqual([]);
  });

  it.each([320, 900])("take one line at %d px and never scroll sideways", async (width) => {
    const host = await openHost(chromium.browser, `w=${width}&h=720`);
    await choose(host, "Posture", "critical");
    expect(await rowCount(host)).toBe(EXPECTED_PRINCIPALS.filter(({ grade }) => grade === "critical").length + 1);
    await host.visual.getByRole("button", { name: /^Remove filter Posture/ }).click();
    const toolbar = host.visual.getByRole("group", { name: "Search and filters" });
    expect((await toolbar.boundingBox())?.height).toBeLessThan(60);
    await button(host).click();
    expect(await host.visual.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await faults(host)).toEqual([]);
  });

  it("are set by the resources and codes of the overview", async () => {
    const host = await few();
    await host.visual.getByRole("button", { name: /^Vault/ }).click();
    expect(await host.visual.locator("[data-principal-id]").getAttribute("data-principal-id")).toBe(A);
    expect(await faults(host)).toEqual([]);
  });

  it("show a hostile name of a resource as text", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const name = "<img src=x onerror=alert(1)>\u202egnp.exe";
    await standIn(host.page, "loadRows", {
      columns: [{ role: "servicePrincipalId" }, { role: "resultType" }, { role: "resource" }],
      rows: [
        ["a", "50171", name],
        ["b", "50171", name],
      ],
    });
    await standIn(host.page, "settled");
    await button(host).click();
    const options = await host.visual.getByRole("combobox", { name: "Resource" }).locator("option").allTextContents();
    expect(options[1]).toContain("<img src=x onerror=alert(1)>‹U+202E›gnp.exe");
    await choose(host, "Group by", "resource");
    expect(await groups(host).first().textContent()).toContain("‹U+202E›");
    expect(await host.visual.locator("img").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("keep a long name of a resource off the figures beside it", async () => {
    const host = await openHost(chromium.browser, "data=noFields&w=1280&h=720");
    await standIn(host.page, "loadRows", {
      columns: [{ role: "servicePrincipalId" }, { role: "resultType" }, { role: "resource" }],
      rows: ["a", "b"].map((id) => [id, "50171", "L".repeat(10_000)]),
    });
    const beyond = await host.visual.locator('.spp-coderow[data-key^="resource|"]').evaluate((row) => {
      const [name, figure] = [".spp-resource", ".spp-number"].map((one) => row.querySelector(one) as Element);
      return (name?.scrollWidth ?? 0) - (name?.clientWidth ?? 0) + (figure === undefined ? 1 : 0);
    });
    expect(beyond).toBe(0);
    expect(await faults(host)).toEqual([]);
  });
});

describe("the grouped list", () => {
  it("says what broke: resources, worst first, each with the principals that fail on it", async () => {
    const host = await few();
    await choose(host, "Group by", "resource");
    const lines = await host.visual
      .locator("[data-group], [data-principal-id]")
      .evaluateAll((rows) =>
        rows
          .map((row) => [
            Number(row.getAttribute("aria-rowindex")),
            row.getAttribute("data-group") ?? row.querySelector(".spp-name")?.textContent ?? "",
          ])
          .sort((a, b) => Number(a[0]) - Number(b[0])),
      );
    expect(lines).toEqual([
      [2, "r1"],
      [3, "sp-a"],
      [4, "sp-b"],
      [5, "r2"],
      [6, "sp-a"],
      [7, ""],
    ]);
    expect(await rowCount(host)).toBe(7);
    const ledger = host.visual.locator("[data-group='r1']");
    expect(await ledger.innerText()).toContain("Ledger");
    expect(await ledger.getByRole("rowheader").getAttribute("aria-expanded")).toBe("true");
    expect(await host.visual.locator("[data-group='']").getByRole("rowheader").getAttribute("aria-expanded")).toBe(
      "false",
    );
    expect(await faults(host)).toEqual([]);
  });

  it("is worked by keys: arrows open, close and go up, Enter opens a principal and Escape comes back to its line", async () => {
    const host = await few();
    await choose(host, "Group by", "code");
    await host.visual.locator("[data-group='50171']").click();
    expect(await rowCount(host)).toBe(5);
    expect(await focused(host)).toBe("# 50171");
    await host.page.keyboard.press("ArrowRight");
    expect(await rowCount(host)).toBe(7);
    expect(await focused(host)).toBe("# 50171");
    await host.page.keyboard.press("ArrowDown");
    expect(await focused(host)).toMatch(/^1/);
    await host.page.keyboard.press("ArrowLeft");
    expect(await focused(host)).toBe("# 50171");
    await host.page.keyboard.press("ArrowLeft");
    expect(await rowCount(host)).toBe(5);
    await host.page.keyboard.press("Space");
    await host.page.keyboard.press("ArrowDown");
    const principal = await focused(host);
    await host.page.keyboard.press("Enter");
    expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(1);
    await host.page.keyboard.press("Escape");
    expect(await focused(host)).toBe(principal);
    expect(await host.visual.getByRole("grid").locator("[tabindex='0']").count()).toBe(1);
    expect(await faults(host)).toEqual([]);
  });

  it("takes a group for empty space: no selection by Ctrl, a menu about nobody", async () => {
    const host = await few();
    await choose(host, "Group by", "resource");
    const ledger = host.visual.locator("[data-group='r1']");
    await ledger.click({ modifiers: ["Control"] });
    expect(await ledger.getByRole("rowheader").getAttribute("aria-expanded")).toBe("true");
    await ledger.click({ button: "right" });
    const calls = await standIn<Call[]>(host.page, "calls");
    expect(calls.filter(({ name }) => /^selectionManager\.select$/.test(name))).toEqual([]);
    const menus = calls.filter(({ name }) => name === "selectionManager.showContextMenu").map(({ args }) => args[0]);
    expect(menus).toHaveLength(1);
    expect(menus[0]).toEqual({});
    expect(await faults(host)).toEqual([]);
  });

  it("sums up the sample's cases by code", async () => {
    const host = await openHost(chromium.browser, "w=1440&h=900");
    await choose(host, "Group by", "code");
    const failing = new Set(
      EXPECTED_CASES.filter(
        ({ id, verification }) => id.endsWith("|50171") && /^(regressed|failing|changed)$/.test(verification),
      ).map(({ id }) => id.split("|")[0]),
    );
    const all = new Set(EXPECTED_CASES.filter(({ id }) => id.endsWith("|50171")).map(({ id }) => id.split("|")[0]));
    expect(await groups(host).first().innerText()).toContain(`${failing.size} of ${all.size} principals failing`);
    expect(await faults(host)).toEqual([]);
  });

  it("holds a few screens of rows in the page, whatever the total", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const rows = Array.from({ length: 5000 }, (_, i) => [`p${i}`, i % 2 === 0 ? "50171" : "53003", `r${i % 3}`]);
    await standIn(host.page, "loadRows", {
      columns: [{ role: "servicePrincipalId" }, { role: "resultType" }, { role: "resource" }],
      rows,
    });
    await standIn(host.page, "settled");
    await choose(host, "Group by", "resource");
    expect(await rowCount(host)).toBe(5004);
    await host.visual.locator("[data-group]").first().focus();
    await host.page.keyboard.press("End");
    expect(await host.visual.locator("[aria-rowindex='5004']").count()).toBe(1);
    expect(await host.visual.locator("[aria-rowindex]").count()).toBeLessThan(130);
    expect(await faults(host)).toEqual([]);
  });

  it.each(["", "hc=1", "w=320&h=720", "theme=dark&locale=ar-SA"])(
    "has no accessibility violation (%s)",
    async (query) => {
      const host = await openHost(chromium.browser, query);
      const select = host.visual
        .locator(".spp-toolbar select")
        .filter({ has: host.visual.locator("[value='resource']") });
      if (!(await select.isVisible())) await host.visual.locator("[data-key='filters']").click();
      await select.selectOption("resource");
      expect(await violations(host.page, { include: ["#visual"], without: PAGE_RULES })).toEqual([]);
      expect(await host.visual.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true);
      expect(await faults(host)).toEqual([]);
    },
  );
});

describe("the next expiry", () => {
  it("is sorted soonest first, says what has expired, and keeps those without an end last", async () => {
    const host = await few("w=1440&h=900");
    const header = host.visual.getByRole("columnheader", { name: "Next expiry" });
    await header.click();
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    const ids = await host.visual
      .locator("[data-principal-id]")
      .evaluateAll((rows) =>
        rows
          .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
          .map((row) => [row.getAttribute("data-principal-id"), row.querySelector(".spp-c-nextExpiry")?.textContent]),
      );
    expect(ids.map(([id]) => id)).toEqual([B, A, "c"]);
    expect(ids[0]?.[1]).toMatch(/^expired .+ ago$/);
    expect(ids[1]?.[1]).toMatch(/in [\d,]+ d$/);
    expect(ids[2]?.[1]?.trim()).toBe("–");
    const title = await host.visual.locator(`[data-principal-id='${A}'] .spp-c-nextExpiry`).getAttribute("title");
    expect(title).toContain("2099");
    expect(title).toContain("UTC");
    expect(await faults(host)).toEqual([]);
  });
});

describe("links to the admin center", () => {
  const link = (host: Host, name: string): ReturnType<Host["visual"]["getByRole"]> =>
    host.visual.getByRole("link", { name: `${name} (opens in a new tab)` });

  it("open the application and its sign-in log through the host", async () => {
    const host = await few();
    await host.visual.locator(`[data-principal-id='${A}']`).click();
    await link(host, "App registration").click();
    await link(host, "Enterprise application").click();
    await link(host, "Sign-in log").click();
    const ids = `objectId/${A}/appId/21111111-1111-4111-8111-111111111111`;
    expect(await launched(host)).toEqual([
      "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/21111111-1111-4111-8111-111111111111",
      `https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/${ids}`,
      `https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/SignIns/${ids}`,
    ]);
    expect(await faults(host)).toEqual([]);
  });

  it("leave out what a principal does not have", async () => {
    const host = await few();
    await host.visual.locator(`[data-principal-id='${B}']`).click();
    expect(await link(host, "App registration").count()).toBe(0);
    expect(await link(host, "Enterprise application").count()).toBe(1);
    await host.visual.locator("[data-principal-id='c']").click();
    await host.visual.getByRole("region", { name: "Details for sp-c" }).waitFor();
    expect(await host.visual.getByRole("link").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("are not there where nothing can be operated", async () => {
    for (const size of ["w=320&h=200", "w=1280&h=720"]) {
      const tile = await openHost(chromium.browser, `place=tile&${size}`);
      expect(await tile.visual.locator("[role='link'], a, button").count()).toBe(0);
      expect(await faults(tile)).toEqual([]);
    }
  });

  it("open a new tab in the panel, without handing over the page", async () => {
    const panel = await open(chromium.browser, "/");
    await panel.page.locator("[data-principal-id]").first().click();
    await panel.page.evaluate(() => {
      const record = ((globalThis as unknown as { opened: unknown[] }).opened = [] as unknown[]);
      globalThis.open = (...args: unknown[]) => {
        record.push(args);
        return null;
      };
    });
    await panel.page.getByRole("link", { name: "Enterprise application (opens in a new tab)" }).click();
    const opened = await panel.page.evaluate(() => (globalThis as unknown as { opened: unknown[][] }).opened);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.[0]).toMatch(/^https:\/\/entra\.microsoft\.com\/#view\//);
    expect(opened[0]?.slice(1)).toEqual(["_blank", "noopener,noreferrer"]);
    expect([...panel.console, ...panel.errors, ...panel.foreignRequests]).toEqual([]);
  });
});
