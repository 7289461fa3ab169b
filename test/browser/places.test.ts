import type { FrameLocator, Locator } from "playwright-core";
import { violations } from "../support/axe";
import { faults, openHost, standIn, useBrowser, type Watched } from "../support/browser";

const MARTEN = "5b2f7a10-1111-4a01-9001-0000000000a8";
/** A control, or anything that pretends to be one. */
const CONTROLS = "button, input, select, textarea, a[href], summary, [tabindex], [role=button], [role=menu], [onclick]";
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PAGES = ["1280&h=720", "600&h=400", "320&h=560"];
const TILES = ["600&h=400", "320&h=200", "240&h=150", "200&h=120", "120&h=80"];

const chromium = useBrowser();
type Host = Watched & { readonly visual: FrameLocator };

const rowsOf = async (ids: readonly string[]): Promise<string> => {
  const sample = await (await fetch(`${process.env["SPP_ORIGIN"] ?? ""}/host/sample.csv`)).text();
  const [head = "", ...rows] = sample.split("\n");
  return [head, ...rows.filter((row) => ids.some((id) => row.startsWith(id)))].join("\n");
};

async function openRows(query: string, csv: string): Promise<Host> {
  const host = await openHost(chromium.browser, `${query}&data=noFields`);
  await load(host, csv);
  return host;
}

async function load(host: Host, csv: string): Promise<void> {
  await standIn(host.page, "loadCsv", csv, { now: "2026-11-23T12:00:00Z" });
  await standIn(host.page, "settled");
}

const openOne = async (query: string): Promise<Host> => openRows(query, await rowsOf([MARTEN]));

/** Gives the visual another size, as "600&h=400", and waits until it is drawn. */
async function resize(host: Host, size: string): Promise<void> {
  const [width, height] = size.split("&h=").map(Number);
  await standIn(host.page, "setOptions", { width, height });
  await standIn(host.page, "settled");
  expect(await host.visual.locator(".spp").evaluate((view) => [view.clientWidth, view.clientHeight])).toEqual([
    width,
    height,
  ]);
}

/** Elements with text of their own that stands out of its box without an ellipsis, or out of the view. */
const spilled = (root: Locator): Promise<string[]> =>
  root.evaluate((view) => {
    const outer = view.getBoundingClientRect();
    const found: string[] = [];
    for (const element of view.querySelectorAll<HTMLElement>("*")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && (node as Text).data.trim() !== "");
      if (!own || element.closest(".spp-sr, svg, [hidden]")) continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const ellipsis = style.textOverflow === "ellipsis" && style.overflowX !== "visible";
      const wide = style.display !== "inline" && element.scrollWidth > element.clientWidth + 1 && !ellipsis;
      const high =
        style.display !== "inline" &&
        element.scrollHeight > element.clientHeight + Math.max(4, 0.25 * parseFloat(style.fontSize));
      const outside =
        box.left < outer.left - 1 ||
        box.right > outer.right + 1 ||
        box.top < outer.top - 1 ||
        box.bottom > outer.bottom + 1;
      if (wide || high || outside) found.push(`${element.className}: ${element.innerText}`);
    }
    return found;
  });

/** Elements that scroll, or whose content is cut although nobody could scroll to it. */
const scrolling = (root: Locator): Promise<string[]> =>
  root.evaluate((view) =>
    [view, ...view.querySelectorAll<HTMLElement>("*")]
      .filter((element): element is HTMLElement => element instanceof HTMLElement && !element.closest(".spp-sr"))
      .filter((element) => {
        const style = getComputedStyle(element);
        const bars = /auto|scroll/.test(style.overflowX + style.overflowY);
        const beyond = element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
        return (bars && beyond) || (element.matches(".spp, .spp-tile, .spp-print, .spp-printbody") && beyond);
      })
      .map((element) => element.className),
  );

const axe = (host: Host): Promise<unknown[]> => violations(host.page, { include: ["#visual"], tags: TAGS });

describe("a dashboard tile", () => {
  it.each(["", "theme=dark", "hc=1", "locale=de-DE", "locale=ar-SA"])(
    "is whole at every size, and has nothing to operate or to scroll (%s)",
    async (way) => {
      const host = await openHost(chromium.browser, `place=tile&w=${TILES[0] ?? ""}&${way}`);
      const view = host.visual.locator(".spp");
      for (const size of TILES) {
        await resize(host, size);
        expect([size, await view.locator(".spp-tilenumber").innerText()]).toEqual([size, "15"]);
        expect([size, await view.locator(CONTROLS).count()]).toEqual([size, 0]);
        expect([size, await spilled(view)]).toEqual([size, []]);
        expect([size, await scrolling(view)]).toEqual([size, []]);
      }
      expect(await faults(host)).toEqual([]);
    },
  );

  it("has no accessibility violation at any size", async () => {
    const host = await openHost(chromium.browser, `place=tile&w=${TILES[0] ?? ""}`);
    for (const size of TILES) {
      await resize(host, size);
      expect([size, await axe(host)]).toEqual([size, []]);
    }
  });

  it("says how many fail, the change, the watched codes, the trend and the worst three", async () => {
    const host = await openHost(chromium.browser, "place=tile&w=320&h=200");
    const view = host.visual.locator(".spp-tile");
    expect(await view.locator(".spp-tilehead").innerText()).toMatch(
      /15\s+service principals failing\s+4 more than in the 15 days/,
    );
    expect(await view.locator(".spp-tilewatched").innerText()).toBe("50171: 693 in 9 cases");
    expect(await view.locator(".spp-tilelist li").count()).toBe(3);
    expect(await view.getByRole("img").count()).toBe(1);
    expect(await faults(host)).toEqual([]);
  });

  it("keeps the count of the watched codes at every size, however many they are", async () => {
    const host = await openHost(chromium.browser, `place=tile&w=${TILES[0] ?? ""}`);
    await standIn(host.page, "setObjects", { codes: { watched: "7000215 53003 999999 50171 90002 700027 7000222" } });
    const line = host.visual.locator(".spp-tilewatched b");
    for (const size of TILES.slice(0, 4)) {
      await resize(host, size);
      expect([size, await line.innerText()]).toEqual([size, expect.stringContaining("1,044")]);
      expect(await line.evaluate((node) => node.scrollWidth <= node.clientWidth || node.clientWidth === 0)).toBe(true);
      expect([size, await spilled(host.visual.locator(".spp"))]).toEqual([size, []]);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("is what a small visual of a report is, and what the export host never is", async () => {
    const small = await openHost(chromium.browser, "w=279&h=400");
    expect(await small.visual.locator(".spp-tile").count()).toBe(1);
    const paper = await openHost(chromium.browser, "place=export&w=1280&h=720");
    for (const size of ["1280&h=720", "279&h=239", "200&h=120", "120&h=80"]) {
      await resize(paper, size);
      expect(await paper.visual.locator(".spp-tile").count()).toBe(0);
      expect(await paper.visual.locator(".spp-print").count()).toBe(1);
      expect(await paper.visual.locator(".spp-figure").first().innerText()).toContain("15");
      expect(await faults(paper)).toEqual([]);
    }
  });

  it.each(["tile", "export", "mobile", "report"])("says in place %s what is missing", async (place) => {
    const host = await openHost(chromium.browser, `place=${place}&w=375&h=600&data=noFields`);
    for (const data of ["noFields", "noRows", "blank"]) {
      await standIn(host.page, "setOptions", { data });
      await standIn(host.page, "settled");
      expect((await host.visual.locator(".spp").innerText()).length).toBeGreaterThan(6);
      if (place !== "report" && place !== "mobile") expect(await scrolling(host.visual.locator(".spp"))).toEqual([]);
      expect(await faults(host)).toEqual([]);
    }
  });
});

describe("a page for PDF and PowerPoint", () => {
  it.each([
    ["", ["1280&h=720", "600&h=400", "320&h=560", "200&h=120"]],
    ["theme=dark", ["1280&h=720"]],
    ["locale=ar-SA", ["1280&h=720"]],
    ["locale=de-DE", ["960&h=540"]],
  ])("of everybody (%s) at %j shows whole rows, counts the rest and has no controls", async (way, sizes) => {
    const host = await openHost(chromium.browser, `place=export&w=${sizes[0] ?? ""}&${way}`);
    const view = host.visual.locator(".spp");
    for (const size of sizes) {
      await resize(host, size);
      expect([size, await view.locator(CONTROLS).count()]).toEqual([size, 0]);
      expect([size, await scrolling(view)]).toEqual([size, []]);
      expect([size, await spilled(view)]).toEqual([size, []]);
      const shown = await view.locator(".spp-printrow").count();
      if (shown > 0) {
        const said = (await view.locator(".spp-printmore").innerText()).match(/\d+/)?.[0];
        expect([size, shown + Number(said)]).toEqual([size, 43]);
      }
      expect([size, await axe(host)]).toEqual([size, []]);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("has the columns that the author shows, in order, and says nothing about settings", async () => {
    const host = await openHost(chromium.browser, "place=export&w=1280&h=720");
    const columns = { postureShow: false, statusPosition: 2 };
    await standIn(host.page, "setObjects", { columns, thresholds: { expiring: 99_999 } });
    const view = host.visual.locator(".spp");
    const shown = ["Service principal", "Status", "Failures", "Top error", "Last failure"];
    expect(await view.getByRole("columnheader").allInnerTexts()).toEqual(shown);
    expect(await view.locator(".spp-printrow").first().locator("th, td").count()).toBe(shown.length);
    expect(await view.innerText()).not.toContain("99999");
    expect(await faults(host)).toEqual([]);
  });

  it("of one principal is its checklist as far as it fits, at every size", async () => {
    const host = await openOne(`place=export&w=${PAGES[0] ?? ""}`);
    const view = host.visual.locator(".spp");
    for (const size of PAGES) {
      await resize(host, size);
      expect(await view.getByRole("heading").first().innerText()).toBe("sp-marten-batch");
      expect([size, await view.locator(CONTROLS).count()]).toEqual([size, 0]);
      expect([size, await scrolling(view)]).toEqual([size, []]);
      expect([size, await spilled(view)]).toEqual([size, []]);
      const steps = await view.locator("[data-step]").count();
      const more = view.locator(".spp-printmore");
      const left = (await more.count()) > 0 ? Number((await more.innerText()).match(/\d+/)?.[0]) : 0;
      expect(steps).toBeGreaterThan(0);
      expect([size, steps + left]).toEqual([size, 13]);
      expect([size, await axe(host)]).toEqual([size, []]);
    }
    expect(await faults(host)).toEqual([]);
  });
});

describe("the page of one principal after a drill-through", () => {
  it("opens at every size with its title first and no way back to a list", async () => {
    const csv = await rowsOf([MARTEN]);
    const host = await openHost(chromium.browser, `w=${PAGES[0] ?? ""}&export=allowed&data=noFields`);
    const view = host.visual.locator(".spp");
    for (const size of PAGES) {
      // Without data in between, so that the page is opened anew at this size.
      await standIn(host.page, "setOptions", { data: "noFields" });
      await resize(host, size);
      expect(await view.getByRole("region", { name: /^Details/ }).count()).toBe(0);
      await load(host, csv);
      expect(await view.getByRole("region", { name: "Details for sp-marten-batch" }).count()).toBe(1);
      expect(await view.getByRole("grid").count()).toBe(0);
      expect(await view.getByRole("button", { name: /back|close/i }).count()).toBe(0);
      expect(await view.getByRole("button", { name: "Export checklist" }).count()).toBe(1);
      const top = await view.evaluate((element) => element.getBoundingClientRect().top);
      const title = await view
        .getByRole("heading")
        .first()
        .evaluate((element) => element.getBoundingClientRect().top);
      expect(title - top).toBeLessThan(40);
      await view.getByRole("region", { name: /^Details/ }).press("Escape");
      expect(await view.getByRole("region", { name: /^Details/ }).isVisible()).toBe(true);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("is the same while rows still come, without failures, and with credentials only", async () => {
    const csv = await rowsOf([MARTEN]);
    const slow = await openRows("w=1280&h=720&window=20", csv);
    expect(await slow.visual.getByRole("region", { name: "Details for sp-marten-batch" }).count()).toBe(1);
    const head = "servicePrincipalId,servicePrincipalName,resultType,time,heldKind,heldKeyId,heldEnd";
    const fine = await openRows("w=600&h=400", `${head}\na1,quiet-one,0,2026-11-22T10:00:00Z,,,`);
    expect(await fine.visual.getByRole("region", { name: "Details for quiet-one" }).innerText()).toContain(
      "No failure",
    );
    await load(fine, `${head}\na1,holder,,,secret,k1,2027-01-01T00:00:00Z`);
    expect(await fine.visual.getByRole("region", { name: "Details for holder" }).innerText()).toContain(
      "No sign-in rows",
    );
    for (const host of [slow, fine]) expect(await faults(host)).toEqual([]);
  });

  it("is a list where rows of nobody known are beside the principal's", async () => {
    const head = "servicePrincipalId,servicePrincipalName,resultType,time";
    const csv = `${head}\na1,known,50171,2026-11-22T10:00:00Z\n,,50171,2026-11-22T11:00:00Z`;
    const host = await openRows("w=1280&h=720", csv);
    expect(await host.visual.locator("[data-principal-id]").count()).toBe(2);
    expect(await faults(host)).toEqual([]);
  });

  it("gives way to the list when other principals come, and comes back", async () => {
    const host = await openOne("w=1280&h=720&export=allowed");
    await standIn(host.page, "setOptions", { data: "sample" });
    await standIn(host.page, "settled");
    expect(await host.visual.getByRole("grid").count()).toBe(1);
    await host.visual.getByRole("button", { name: "Export checklist" }).click();
    expect(await host.visual.getByRole("menuitem").count()).toBe(4);
    await standIn(host.page, "loadCsv", await rowsOf([MARTEN]), { now: "2026-11-23T12:00:00Z" });
    expect(await host.visual.getByRole("grid").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });
});

describe("where no file can be saved", () => {
  it.each(["place=embed", "place=embed&export=disabledByAdmin"])(
    "the text is offered to copy, in the visual itself where the host has no dialogs (%s)",
    async (query) => {
      const host = await openHost(chromium.browser, `${query}&w=900&h=600`);
      const button = host.visual.getByRole("button", { name: "Export checklist" });
      await button.focus();
      await host.page.keyboard.press("Enter");
      const offer = host.visual.getByRole("button", { name: "Show as text to copy" });
      await offer.focus();
      await host.page.keyboard.press("Enter");
      const dialog = host.visual.getByRole("dialog", { name: "Checklist as text" });
      const area = dialog.getByRole("textbox");
      const state = await area.evaluate((element) => {
        const field = element as HTMLTextAreaElement;
        return {
          focused: document.activeElement === field,
          all: field.selectionStart === 0 && field.selectionEnd === field.value.length,
          readonly: field.readOnly,
          start: field.value.slice(0, 30),
        };
      });
      expect(state).toEqual({ focused: true, all: true, readonly: true, start: "# Service principal checklists" });
      expect(await axe(host)).toEqual([]);
      await host.page.keyboard.press("Tab");
      await host.page.keyboard.press("Tab");
      expect(await area.evaluate((element) => document.activeElement === element)).toBe(true);
      await standIn(host.page, "resend", 4);
      expect(await dialog.count()).toBe(1);
      await host.page.keyboard.press("Escape");
      expect(await dialog.count()).toBe(0);
      expect(await offer.evaluate((element) => document.activeElement === element)).toBe(true);
      expect(await faults(host)).toEqual([]);
    },
  );

  it.each(["export=notSupported", "export=disabledByAdmin"])("the host's own dialog shows it (%s)", async (query) => {
    const host = await openHost(chromium.browser, `${query}&w=900&h=600`);
    await host.visual.getByRole("button", { name: "Export checklist" }).press("Enter");
    await host.visual.getByRole("button", { name: "Show as text to copy" }).click();
    const area = host.page.frameLocator("#dialog-frame").getByRole("textbox", { name: "Checklist as text" });
    expect(await area.inputValue()).toMatch(/^# Service principal checklists/);
    await host.page.getByRole("dialog", { name: "Checklist as text" }).getByRole("button", { name: "Close" }).click();
    expect(await host.visual.getByRole("dialog").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("a file that the reader declined is offered as text too, for one case that case's", async () => {
    const host = await openOne("export=declined&place=embed&w=900&h=700");
    await host.visual.getByRole("button", { name: "Export this checklist" }).click();
    await host.visual.getByRole("menuitem", { name: "CSV" }).click();
    await host.visual.getByRole("button", { name: "Show as text to copy" }).click();
    expect(await host.visual.getByRole("textbox", { name: "Checklist as text" }).inputValue()).toContain("AADSTS50171");
    expect(await faults(host)).toEqual([]);
  });

  it("a report published to the web has no export at all", async () => {
    const host = await openHost(chromium.browser, "place=publish&w=1280&h=720");
    expect(await host.visual.getByRole("grid").count()).toBe(1);
    expect(await host.visual.getByRole("button", { name: /export/i }).count()).toBe(0);
    await host.visual.locator("[data-principal-id]").first().click();
    expect(await host.visual.getByRole("button", { name: /export/i }).count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });
});

describe("the mobile app", () => {
  const PHONES = ["320&h=600", "375&h=700", "400&h=800"];
  const small = (host: Host): Promise<string[]> =>
    host.visual
      .locator(".spp")
      .evaluate((view) =>
        [...view.querySelectorAll<HTMLElement>("button, select, input[type=search], .spp-row, .spp-checkbox")]
          .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 44)
          .map((element) => `${element.className} ${String(element.getBoundingClientRect().height)}`),
      );

  it("has cards and targets of 44 px on phones of every size", async () => {
    const list = await openHost(chromium.browser, `place=mobile&w=${PHONES[0] ?? ""}`);
    for (const size of PHONES) {
      await resize(list, size);
      expect([size, await list.visual.locator(".spp.is-cards").count()]).toEqual([size, 1]);
      expect([size, await small(list)]).toEqual([size, []]);
      expect([size, await axe(list)]).toEqual([size, []]);
    }
    expect(await faults(list)).toEqual([]);
  });

  it("has targets of 44 px on the page of one principal", async () => {
    const page = await openOne(`place=mobile&w=${PHONES[0] ?? ""}`);
    for (const size of PHONES) {
      await resize(page, size);
      expect(await page.visual.getByRole("region", { name: "Details for sp-marten-batch" }).count()).toBe(1);
      expect([size, await small(page)]).toEqual([size, []]);
      expect([size, await axe(page)]).toEqual([size, []]);
    }
    expect(await faults(page)).toEqual([]);
  });
});

describe("focus mode", () => {
  it("keeps what is open, searched and scrolled while the room grows and shrinks", async () => {
    const host = await openHost(chromium.browser, "w=1000&h=600");
    const search = host.visual.getByRole("searchbox");
    await search.fill("sp-");
    await host.visual.locator(`[data-principal-id="${MARTEN}"]`).click();
    const detail = host.visual.getByRole("region", { name: "Details for sp-marten-batch" });
    await detail.evaluate((element) => element.scrollTo(0, 120));
    await standIn(host.page, "setOptions", { width: 1400, height: 860, focus: true });
    await standIn(host.page, "settled");
    const width = (element: Element): number => element.getBoundingClientRect().width;
    expect(await host.visual.locator(".spp").evaluate(width)).toBeGreaterThan(1000);
    expect(await search.inputValue()).toBe("sp-");
    expect(await detail.count()).toBe(1);
    await standIn(host.page, "setOptions", { focus: false, width: 1000, height: 600 });
    await standIn(host.page, "settled");
    expect(await search.inputValue()).toBe("sp-");
    expect(await detail.evaluate((element) => element.scrollTop)).toBeGreaterThan(60);
    expect(await faults(host)).toEqual([]);
  });
});
