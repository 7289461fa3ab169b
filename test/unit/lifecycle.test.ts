import { rendering } from "../../src/powerbi/lifecycle";

type Events = NonNullable<Parameters<typeof rendering>[0]>;
type Options = Parameters<typeof rendering>[1];

/** Records the order of rendering events around one update. */
function record(draw: (log: string[]) => void): { log: string[]; error: Error | null } {
  const log: string[] = [];
  const events = {
    renderingStarted: () => log.push("started"),
    renderingFinished: () => log.push("finished"),
    renderingFailed: (_: unknown, reason?: string) => log.push(`failed: ${reason ?? ""}`),
  } as unknown as Events;
  return { log, error: rendering(events, {} as Options, () => draw(log)) };
}

describe("an update", () => {
  it("starts, draws and finishes", () => {
    expect(record((log) => log.push("drawn"))).toEqual({ log: ["started", "drawn", "finished"], error: null });
  });

  it("starts and fails once with the reason, and throws nothing", () => {
    const { log, error } = record(() => {
      throw new Error("no room");
    });
    expect(log).toEqual(["started", "failed: no room"]);
    expect(error?.message).toBe("no room");
  });

  it("runs where the host has no event service", () => {
    let drawn = false;
    expect(rendering(undefined, {} as Options, () => (drawn = true))).toBeNull();
    expect(drawn).toBe(true);
  });
});
