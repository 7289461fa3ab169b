import { faults, openHost, standIn, useBrowser, type Watched } from "../support/browser";
import { EVIL, fuzzUpdate } from "../support/fuzz";
import { wrongs, type Sent } from "../support/updates";

const chromium = useBrowser();

/** To see one case again: SPP_FUZZ_SEED=1017 SPP_FUZZ_COUNT=1 with the test command. */
const FIRST = Number(process.env["SPP_FUZZ_SEED"] ?? 1);
const COUNT = Number(process.env["SPP_FUZZ_COUNT"] ?? 1_040);

/** Updates a visual gets before it is created anew: what comes in another order is tried, and can be repeated. */
const CHUNK = 40;

/** Elements one update may make, whatever its rows: a table is virtual, so work in the page does not grow with them. */
const MOST_ELEMENTS = 4_000;

/** Far more than a chunk takes on a slow machine; only there so that a chunk that hangs is known by its seeds. */
const PATIENCE_MS = 40_000;

function within<T>(task: Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${what} did not end`));
    }, PATIENCE_MS);
    void task.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** The faults of a chunk of seeds, each with how to see it again. */
async function runChunk(host: Watched, from: number, count: number): Promise<string[]> {
  const again = `SPP_FUZZ_SEED=${from} SPP_FUZZ_COUNT=${count}`;
  const updates = Array.from({ length: count }, (_, index) => fuzzUpdate(from + index));
  // Every third chunk is told that more rows will come.
  const task = standIn(host.page, "switchPage", { soft: true }).then(() =>
    standIn<Sent[]>(host.page, "send", updates, from % 3 === 0),
  );
  const silent = host.console.length;
  const sent = await within(task, `Seeds ${from} to ${from + count - 1} (${again})`);
  expect(sent).toHaveLength(count);
  // What the browser itself writes, about an attribute that it cannot read, names no update.
  const written = host.console.slice(silent).map((line) => `some seed of ${again}: ${line}`);
  const wrong = sent.flatMap((one, index) => {
    const found = wrongs(one);
    if (one.made > MOST_ELEMENTS) found.push(`${one.made} elements made`);
    return found.map((what) => `seed ${from + index} (${again}): ${what}`);
  });
  return [...wrong, ...written];
}

describe("data views drawn by lot", () => {
  it("are the same for the same seed and differ between seeds", () => {
    const drawn = Array.from({ length: 200 }, (_, seed) =>
      JSON.stringify(fuzzUpdate(seed), (_key, value: unknown) => value),
    );
    expect(drawn.map((_, seed) => JSON.stringify(fuzzUpdate(seed)))).toEqual(drawn);
    expect(new Set(drawn).size).toBe(200);
    expect(drawn.some((one) => one.includes(JSON.stringify(EVIL).slice(1, -1)))).toBe(true);
  });

  it(`end as one finished rendering each, without error, injected element or hang (${COUNT} from ${FIRST})`, async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const found: string[] = [];
    for (let done = 0; done < COUNT && found.length < 20; done += CHUNK) {
      found.push(...(await runChunk(host, FIRST + done, Math.min(CHUNK, COUNT - done))));
    }
    expect(found).toEqual([]);
    expect(await host.visual.locator("[data-evil]").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  }, 300_000);
});
