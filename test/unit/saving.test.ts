import type { ExportScope } from "../../src/export";
import { saveFile, type SavingMeans } from "../../src/powerbi/exporting";
import { at, NOW, snapshotOf } from "../support/load";

type Downloads = NonNullable<SavingMeans["downloads"]>;

const snapshot = snapshotOf([{ servicePrincipalId: "a", resultType: 50171, resource: "Ledger", time: at(20) }]);
const options = { generatedAt: NOW, marks: () => null, scope: { kind: "all" } as ExportScope };

/** A host whose download service answers when the test says so, and whose time passes likewise. */
function hostThat(save: (...file: unknown[]) => unknown) {
  const said: string[] = [];
  const due: (() => void)[] = [];
  const files: unknown[][] = [];
  const means: SavingMeans = {
    downloads: {
      exportVisualsContent: (...file: unknown[]) => {
        files.push(file);
        return save(...file);
      },
    } as unknown as Downloads,
    schedule(run) {
      due.push(run);
      return () => due.splice(due.indexOf(run), 1);
    },
    locale: "en-US",
    say: (line) => said.push(line),
  };
  return { means, said, due, files };
}

describe("saving through the host's download service", () => {
  it("says what was saved, and waits no longer", async () => {
    const { means, due, files } = hostThat(() => Promise.resolve(true));
    expect(await saveFile(means, snapshot, "md", options)).toBe("Saved service-principals-2026-11-23.txt");
    expect(files[0]?.slice(1, 3)).toEqual(["service-principals-2026-11-23.txt", "txt"]);
    expect(due).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ["declines", () => Promise.resolve(false)],
    ["rejects", () => Promise.reject(new Error("no"))],
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
  ])("a service that %s leaves the text to copy", async (_, save) => {
    const { means, due } = hostThat(save);
    expect(await saveFile(means, snapshot, "csv", options)).toMatchObject({ saved: false });
    expect(due).toEqual([]);
  });

  it("a service that does not answer is told as such in time, and what it answers later is said too", async () => {
    let answer: (saved: boolean) => void = () => undefined;
    const { means, said, due } = hostThat(() => new Promise<boolean>((resolve) => (answer = resolve)));
    const told = saveFile(means, snapshot, "json", options);
    while (due.length === 0) await Promise.resolve();
    due[0]?.();
    expect(await told).toEqual({ saved: false, line: expect.stringContaining("not answered yet") as string });
    expect(said).toEqual([]);
    answer(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual(["Saved service-principals-2026-11-23.json"]);
  });

  it("a file that would be too large is not written, and smaller scopes are named", async () => {
    const long = "x".repeat(4000);
    const many = Array.from({ length: 60 }, (_, i) => ({
      servicePrincipalId: `p${i}`,
      servicePrincipalName: long,
      resultType: 50171,
      resource: `Ledger ${long}`,
      time: at(20),
    }));
    const { means, files } = hostThat(() => Promise.resolve(true));
    // Long notes, so that few principals are enough.
    const marks = () => ({ state: "planned", changedAt: NOW, note: "y".repeat(100_000) }) as const;
    const told = await saveFile(means, snapshotOf(many), "json", { ...options, marks });
    expect(told).toMatchObject({ saved: false, smaller: ["principals", "principal", "case"] });
    expect((told as { line: string }).line).toMatch(/about \d+ MB; Power BI saves up to 30 MB/);
    expect(files).toEqual([]);
  });

  it("a format that the host cannot save is refused", async () => {
    const { means } = hostThat(() => Promise.resolve(true));
    expect(await saveFile(means, snapshot, "oscal", options)).toMatchObject({ saved: false });
    expect(await saveFile({ ...means, downloads: undefined }, snapshot, "json", options)).toMatchObject({
      saved: false,
    });
  });
});
