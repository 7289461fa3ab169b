import { faults, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();
type Host = Awaited<ReturnType<typeof openHost>>;

interface Shown {
  readonly coordinates: readonly number[];
  readonly isTouchEvent: boolean;
  readonly dataItems: readonly { readonly displayName: string; readonly value: string }[];
  readonly identities: readonly unknown[];
}

async function calls(host: Host, member: string): Promise<Shown[]> {
  const all = await standIn<{ name: string; args: Shown[] }[]>(host.page, "calls");
  return all.filter(({ name }) => name === `tooltipService.${member}`).flatMap(({ args }) => args);
}

describe("Power BI's tooltips", () => {
  it("tell about a row with the identities of its rows, move and go, and the browser's own ones rest", async () => {
    const host = await openHost(chromium.browser);
    const row = host.visual.locator("[data-principal-id]").first();
    await row.hover();
    await row.hover({ position: { x: 30, y: 12 } });
    const [shown] = await calls(host, "show");
    expect(shown?.dataItems.map(({ displayName }) => displayName)).toEqual([
      "Service principal",
      "Failures",
      "Top error",
      "Status",
      "Last failure",
      "Posture",
    ]);
    expect(shown?.dataItems[4]?.value).toMatch(/UTC/);
    expect(shown?.identities.length).toBeGreaterThan(3);
    expect(shown?.isTouchEvent).toBe(false);
    expect((await calls(host, "move")).length).toBeGreaterThan(0);
    expect(await row.locator("[title]").count()).toBe(0);
    await host.page.mouse.move(2, 2);
    expect((await calls(host, "hide")).length).toBeGreaterThan(0);
    expect(await faults(host)).toEqual([]);
  });

  it("repeat the figures of a grouped row and name its resource", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720&data=noFields");
    const columns = [{ role: "servicePrincipalId" }, { role: "resultType" }, { role: "resource" }];
    const rows = [
      ["a", "50171", "Ledger"],
      ["a", "50171", "Ledger"],
      ["a", "53003", "Vault"],
    ];
    await standIn(host.page, "loadRows", { columns, rows: [...rows, ["b", "0", "Vault"]] });
    await host.visual.getByRole("combobox", { name: "Group by" }).selectOption("resource");
    const line = host.visual.locator('[data-group="vault"] + [data-principal-id="a"]');
    expect(await line.locator(".spp-c-failures").innerText()).toBe("1");
    await line.hover();
    const [shown] = await calls(host, "show");
    expect(shown?.dataItems.slice(0, 4).map(({ displayName, value }) => `${displayName}: ${value}`)).toEqual([
      "Service principal: a",
      "Resource: Vault",
      "Failures: 1",
      "Top error: AADSTS53003 Policy block",
    ]);
    expect(await faults(host)).toEqual([]);
  });

  it("tell about rows and bars of a tile, where nothing can be clicked", async () => {
    const host = await openHost(chromium.browser, "place=tile&w=320&h=240");
    await host.visual.locator(".spp-tilelist li").first().hover();
    await host.visual.locator(".spp-hit").nth(3).hover();
    const [row, bar] = await calls(host, "show");
    expect(row?.dataItems[0]?.displayName).toBe("Service principal");
    expect(row?.identities.length).toBeGreaterThan(0);
    expect(bar?.dataItems[0]?.value).toMatch(/failure/);
    expect(await faults(host)).toEqual([]);
  });

  it("show names cleaned", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const rows = [
      ["a", "\u202Egnp.exe\u0000<img>", "50171"],
      ["b", "b", "50171"],
    ];
    const columns = [{ role: "servicePrincipalId" }, { role: "servicePrincipalName" }, { role: "resultType" }];
    await standIn(host.page, "loadRows", { columns, rows });
    await host.visual.locator("[data-principal-id='a']").hover();
    const [shown] = await calls(host, "show");
    expect(shown?.dataItems[0]?.value).toBe("‹U+202E›gnp.exe␀<img>");
    expect(await faults(host)).toEqual([]);
  });

  it("come with a touch and go with it", async () => {
    const host = await openHost(chromium.browser, "", { hasTouch: true });
    await host.visual.locator("[data-principal-id]").first().tap();
    expect((await calls(host, "show")).map(({ isTouchEvent }) => isTouchEvent)).toEqual([true]);
    expect((await calls(host, "hide")).map(({ isTouchEvent }) => isTouchEvent)).toEqual([true]);
    expect(await faults(host)).toEqual([]);
  });
});
