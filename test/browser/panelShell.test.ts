import type { Page } from "playwright-core";
import { TROUBLE_STATES } from "../../src/panel/states/table";
import type { Trouble, TroubleKind } from "../../src/panel/trouble";
import { violations as axe } from "../support/axe";
import { open, origin, useBrowser, type Watched } from "../support/browser";
import { drive, failing, openLive } from "../support/fakeLive";

const chromium = useBrowser();
const ERROR =
  "AADSTS50171: The given audience can only be used in Mutual-TLS token calls. Trace ID: 5b2f7a10-1111-4a01-9001-0000000000a1, AADSTS7000222";

const violations = (page: Page, within = "body"): Promise<unknown[]> => axe(page, { include: [within] });
const quiet = ({ console, errors, foreignRequests }: Watched): string[] => [...console, ...errors, ...foreignRequests];
const rowCount = (page: Page) => page.getByRole("grid").getAttribute("aria-rowcount");

describe("a live source", () => {
  it("fills the list while rows arrive, can be cancelled, keeps what came and goes on", async () => {
    const watched = await openLive(chromium.browser, "#/?source=graph&range=30d");
    const { page } = watched;
    await page.getByRole("progressbar", { name: "Loading" }).waitFor();
    await drive(page, (fake, rows) => fake.rows(rows), failing(40));
    await page.locator("[data-principal-id]").first().waitFor();
    expect(await rowCount(page)).toBe("41");
    await drive(page, (fake) =>
      fake.progress([
        { part: "Sign-ins", rows: 40, done: 5, total: 10, waitingUntil: null, state: "loading" },
        { part: "Credentials", rows: 0, done: 0, total: 10, waitingUntil: null, state: "waiting" },
      ]),
    );
    await page.getByText("40 rows · 0 of 2 parts").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Cancel" }).click();
    const status = page.getByRole("status").filter({ hasText: "Loading was cancelled" });
    await status.waitFor();
    expect(await rowCount(page)).toBe("41");
    expect(await drive(page, (fake) => fake.loads)).toEqual([{ resume: null, days: 30, aborted: true }]);

    await page.getByRole("button", { name: "Go on" }).first().click();
    await drive(page, (fake, rows) => fake.rows(rows), failing(50));
    const troubles: Trouble[] = [
      { kind: "consent", part: "Credentials", scope: "Application.Read.All", requestId: "r-1" },
    ];
    await drive(page, (fake, given) => fake.end(given, null), troubles);
    await page.getByRole("status").filter({ hasText: "Incomplete: Credentials (1 of 2 parts)." }).waitFor();
    expect(await rowCount(page)).toBe("51");
    await page.getByRole("button", { name: "Details" }).click();
    expect(await page.locator("#bar").innerText()).toMatch(/A permission is missing: Application\.Read\.All[\s\S]*r-1/);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Ask for consent" }).first().click();
    expect(await drive(page, (fake) => fake.calls)).toEqual(["consent https://graph.example/Application.Read.All"]);
    expect(await page.getByRole("button", { name: /kim@contoso\.example · 0aaaaaaa/ }).isVisible()).toBe(true);

    // What is loaded anew takes the former place once it is there, and not before.
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("progressbar", { name: "Loading" }).waitFor();
    await drive(page, (fake, rows) => fake.rows(rows), failing(3));
    expect(await rowCount(page)).toBe("51");
    await drive(page, (fake) => fake.end([], null));
    await page.getByText("Checked just now").waitFor();
    expect(await rowCount(page)).toBe("4");
    expect(quiet(watched)).toEqual([]);
  });

  it("has a designed page for everything that can stand in the way", async () => {
    const watched = await openLive(chromium.browser, "", {
      viewport: { width: 320, height: 800 },
      colorScheme: "dark",
    });
    const { page } = watched;
    await page.getByRole("progressbar", { name: "Loading" }).waitFor();
    const kinds = Object.keys(TROUBLE_STATES) as TroubleKind[];
    const seen = new Set<string>();
    await drive(page, (fake) => fake.end([], null));
    await page.getByRole("heading", { name: "No sign-ins of service principals" }).waitFor();
    expect(await page.locator("#state").innerText()).toMatch(/Last checked/);
    for (const kind of kinds) {
      const trouble: Trouble = {
        kind,
        part: "Sign-ins",
        scope: "AuditLog.Read.All",
        role: "Reports Reader",
        status: 418,
        requestId: "7f3a",
        retryAt: Date.now() + 3_600_000,
      };
      await drive(page, (fake, one) => (fake.outcome = { troubles: [one as never], resume: null, rows: [] }), trouble);
      await page.getByRole("button", { name: "Reload" }).click();
      const heading = page.locator("#state h2").filter({ hasText: "Sign-ins: " });
      await page.waitForFunction(
        (all) => !all.includes(document.querySelector("#state h2")?.textContent ?? ""),
        [...seen, ""],
      );
      seen.add((await heading.textContent()) ?? "");
      expect(await page.locator("#state .panel-acts button").count()).toBeGreaterThan(0);
      expect(await page.locator("#state").innerText()).toMatch(/7f3a[\s\S]*$/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    expect(seen.size).toBe(kinds.length);
    expect(await violations(page)).toEqual([]);
    expect(quiet(watched)).toEqual([]);
  });

  it("asks to sign in where nobody is, and explains errors meanwhile", async () => {
    const watched = await openLive(chromium.browser, "#/sp/x?source=logs&code=50171", { signedIn: false });
    const { page } = watched;
    await page.getByRole("heading", { name: "Sign in to see your tenant" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("e");
    await page.getByLabel("Error text").fill(ERROR);
    await page.getByText("mTLS only").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#state").getByRole("button", { name: "Sign in" }).click();
    expect(await drive(page, (fake) => fake.calls[0])).toContain("AuditLog.Read.All");
    expect(page.url()).toContain("#/sp/x?source=logs&code=50171");
    expect(quiet(watched)).toEqual([]);
  });
});

describe("the page's comforts", () => {
  it("hold the whole state in the address, both ways", async () => {
    const watched = await open(chromium.browser, "/panel/#/?code=50171&sort=-failures");
    const { page } = watched;
    const rows = page.locator("[data-principal-id]");
    await rows.first().waitFor();
    const id = await rows.nth(1).getAttribute("data-principal-id");
    await rows.nth(1).click();
    await page.waitForURL(`**#/sp/${String(id)}?code=50171&sort=-failures`);
    await page.getByRole("searchbox").fill("sp");
    await page.waitForURL(/q=sp/);
    await page.goBack();
    await page.getByRole("region", { name: "All principals" }).waitFor();
    expect(page.url()).toMatch(/#\/\?code=50171&sort=-failures$/);
    await page.goForward();
    await page.getByRole("region", { name: /^Details for/ }).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("region", { name: /^Details for/ }).waitFor();
    expect(await other.getByRole("searchbox").inputValue()).toBe("sp");
    await other.goto(`${origin()}/panel/#/sp/nobody?code=x`);
    await other.reload();
    await other.getByText("The principal of this address is not in the data.").waitFor();
    expect(other.url()).toMatch(/panel\/#\/$/);
    expect(quiet(watched)).toEqual([]);
  });

  it("keep ticks in the browser, take them back, and hear of other tabs", async () => {
    const watched = await open(chromium.browser, "/panel/");
    const { page } = watched;
    await page.locator("[data-principal-id$='00d6']").click();
    await page.waitForURL(/#\/sp\//);
    const tick = (of: Page) => of.locator("[data-step] input:not([disabled])").first();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await tick(other).waitFor();
    await tick(page).click();
    await page.getByText("Marked as done").waitFor();
    await expectChecked(other, true);
    await page.getByRole("button", { name: "Undo" }).click();
    await expectChecked(other, false);
    await tick(page).click();
    await page.keyboard.press("Control+z");
    await expectChecked(page, false);
    await tick(page).click();
    await page.reload();
    await expectChecked(page, true);
    // What cannot be read is dropped with a word.
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, "{");
    });
    await page.reload();
    await page.getByText("Ticks of an earlier visit that could not be read were left out.").waitFor();
    expect(quiet(watched)).toEqual([]);
  });

  it("answer to keys, which can be switched off, and to none while something is typed", async () => {
    const watched = await open(chromium.browser, "/panel/");
    const { page } = watched;
    await page.locator("[data-principal-id]").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("e?/");
    expect(await page.getByRole("searchbox").inputValue()).toBe("e?/");
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").blur();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard" });
    await help.waitFor();
    expect(await violations(page, "dialog")).toEqual([]);
    await help.getByLabel("Single keys are on").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await page.locator("[data-principal-id]").first().waitFor();
    await page.keyboard.press("e");
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(quiet(watched)).toEqual([]);
  });

  it("explain a pasted error at once, and open the principal that it names", async () => {
    const watched = await open(chromium.browser, "/panel/", { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = watched;
    const row = page.locator("[data-principal-id$='00d6']");
    await row.waitFor();
    const id = await row.getAttribute("data-principal-id");
    await page.getByRole("button", { name: "Paste an error" }).click();
    const dialog = page.getByRole("dialog", { name: "Paste an error" });
    await page.getByLabel("Error text").fill("nothing to see");
    await dialog.getByText("No AADSTS code was found").first().waitFor();
    await page
      .getByLabel("Error text")
      .fill(`${ERROR} servicePrincipalId: "${String(id)}" <img src=x onerror=alert(1)>`);
    await dialog.getByRole("group", { name: "Codes in the text" }).waitFor();
    expect(await violations(page, "dialog")).toEqual([]);
    await dialog.getByRole("button", { name: "7000222" }).click();
    await dialog.getByText("AADSTS7000222", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Copy as Markdown" }).click();
    await dialog.getByText("Copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# AADSTS7000222[\s\S]*- \[ \] /);
    await dialog.getByRole("button", { name: /^Open / }).click();
    await page.getByRole("region", { name: /^Details for/ }).waitFor();
    expect(page.url()).toContain(`#/sp/${String(id)}`);
    expect(quiet(watched)).toEqual([]);
  });

  it("open a file of facts that is dropped, and say what is wrong with one that holds none", async () => {
    const watched = await open(chromium.browser, "/panel/");
    const { page } = watched;
    await page.locator("[data-principal-id]").first().waitFor();
    const drop = async (name: string, content: string): Promise<void> => {
      const data = await page.evaluateHandle(
        ([title, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text ?? ""], title ?? ""));
          return transfer;
        },
        [name, content],
      );
      await page.dispatchEvent("body", "drop", { dataTransfer: data });
    };
    await drop(
      "mine.csv",
      `servicePrincipalId,resultType,time\n${failing(4)
        .map(([id]) => `${String(id)},53003,2026-11-20`)
        .join("\n")}`,
    );
    await page.waitForURL(/source=file/);
    await page.locator("[role=grid][aria-rowcount='5']").waitFor();
    await drop("other.csv", "a,b\n1,2\n");
    await page.getByRole("heading", { name: /other\.csv has no column that this program knows/ }).waitFor();
    await page.getByRole("button", { name: "Show sample data" }).click();
    await page.locator("[data-principal-id$='00d6']").waitFor();
    expect(quiet(watched)).toEqual([]);
  });
});

async function expectChecked(page: Page, checked: boolean): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLInputElement>("[data-step] input:not([disabled])")?.checked === wanted,
    checked,
  );
}
