import { faults, openHost, standIn, useBrowser } from "../support/browser";
import { describeShared, shared } from "../support/shared";

const chromium = useBrowser();

/** Headers of the credential list, by the field well that each one fills. */
const ALIASES = {
  CredentialKind: "heldKind",
  KeyId: "heldKeyId",
  DisplayName: "heldName",
  StartDateTime: "heldStart",
  EndDateTime: "heldEnd",
  LastUsedDateTime: "heldLastUsed",
  Origin: "heldOrigin",
  KeyUsage: "heldUsage",
  Thumbprint: "heldThumbprint",
  FicIssuer: "heldIssuer",
  FicSubject: "heldSubject",
};

describeShared("rows of others in the packaged visual", () => {
  it("shows sign-ins mapped by their Log Analytics names", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await standIn(host.page, "loadCsv", shared("samples", "signins.csv"), { now: "2026-11-23T12:00:00Z" });
    await standIn(host.page, "settled");
    expect(await host.visual.getByRole("grid", { name: "Service principals" }).getAttribute("aria-rowcount")).toBe(
      "11",
    );
    await host.visual.locator("[data-principal-id='5b2f7a10-1111-4a01-9001-0000000000a1']").click();
    const found = host.visual
      .getByRole("region", { name: "Details for sp-larkspur-refresh" })
      .locator("[data-code='50171']");
    expect(await found.first().getAttribute("data-verification")).toBe("verified");
    expect(await faults(host)).toEqual([]);
  });

  it("shows credentials of a list without sign-ins", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await standIn(host.page, "loadCsv", shared("samples", "credentials.csv"), {
      now: "2026-11-23T12:00:00Z",
      aliases: ALIASES,
    });
    await standIn(host.page, "settled");
    expect(await host.visual.locator("[data-grade='critical']").count()).toBeGreaterThan(0);
    expect(await host.visual.locator("body").innerText()).toMatch(/ResultType/);
    expect(await faults(host)).toEqual([]);
  });
});
