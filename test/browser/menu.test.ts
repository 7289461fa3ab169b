import { faults, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();
type Host = Awaited<ReturnType<typeof openHost>>;
type Locator = ReturnType<Host["visual"]["locator"]>;

/** What the context menu was asked for: a selection id, or nothing on empty space. */
async function asked(host: Host): Promise<unknown[]> {
  const calls = await standIn<{ name: string; args: unknown[] }[]>(host.page, "calls");
  return calls.filter(({ name }) => name === "selectionManager.showContextMenu").map(({ args }) => args[0]);
}

async function press(host: Host, target: Locator, moves = 0): Promise<void> {
  const at = { pointerType: "touch", isPrimary: true, clientX: 300, clientY: 300, bubbles: true };
  await target.dispatchEvent("pointerdown", at);
  if (moves > 0) await target.dispatchEvent("pointermove", { ...at, clientY: at.clientY + moves });
  await host.page.waitForTimeout(700);
  await target.dispatchEvent("pointerup", at);
  await target.dispatchEvent("click", { detail: 1 });
}

describe("the context menu", () => {
  it("comes by a long press on a row, which does not open then, and on empty space", async () => {
    const host = await openHost(chromium.browser, "", { hasTouch: true });
    await press(host, host.visual.locator("[data-principal-id]").first());
    await press(host, host.visual.locator(".spp-footer"));
    const menus = await asked(host);
    expect(menus).toEqual([{ selectionId: expect.stringContaining("row") as string }, {}]);
    expect(await host.visual.locator("[aria-selected='true']").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("does not come while the finger scrolls, nor where nothing can be operated", async () => {
    const host = await openHost(chromium.browser, "", { hasTouch: true });
    await press(host, host.visual.locator("[data-principal-id]").first(), 40);
    expect(await asked(host)).toEqual([]);
    const tile = await openHost(chromium.browser, "place=tile&w=320&h=240", { hasTouch: true });
    await press(tile, tile.visual.locator(".spp-tile"));
    expect(await asked(tile)).toEqual([]);
    expect(await faults(tile)).toEqual([]);
  });

  it("comes by the right button on a row and on empty space", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.locator("[data-principal-id]").first().click({ button: "right" });
    await host.visual.locator(".spp-summary").click({ button: "right", position: { x: 4, y: 4 } });
    expect(await asked(host)).toEqual([{ selectionId: expect.stringContaining("row") as string }, {}]);
    expect(await faults(host)).toEqual([]);
  });
});
