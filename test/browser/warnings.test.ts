import { faults, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();
type Host = Awaited<ReturnType<typeof openHost>>;

async function warnings(host: Host): Promise<unknown[][]> {
  await standIn(host.page, "settled");
  const calls = await standIn<{ name: string; args: unknown[] }[]>(host.page, "calls");
  return calls.filter(({ name }) => name === "host.displayWarningIcon").map(({ args }) => args);
}

describe("Power BI's warning icon", () => {
  it("tells of a table that came in part, once a load", async () => {
    const host = await openHost(chromium.browser, "window=200&limit=600");
    for (const type of [2, 4, 8]) await standIn(host.page, "resend", type);
    const [first, ...others] = await warnings(host);
    expect(first?.[0]).toMatch(/600 rows read, not all/);
    expect(first?.[1]).toMatch(/no more rows\. Only 600 rows/);
    expect(others).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("tells of what cannot be read, and says nothing where all is well", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await standIn(host.page, "loadCsv", "servicePrincipalId,resultType\na,0\nb,50171\n");
    expect(await warnings(host)).toEqual([]);
    await standIn(host.page, "loadCsv", "servicePrincipalId,resultType\na,what\nb,50171\n");
    const told = await warnings(host);
    expect(told).toHaveLength(1);
    expect(told[0]?.[0]).toMatch(/1 problem in the data/);
    expect(await faults(host)).toEqual([]);
  });
});
