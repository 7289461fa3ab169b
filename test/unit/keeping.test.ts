import { INITIAL_VIEW } from "../../src/view/viewState";
import { keepingIn, nothingKept } from "../support/keepingHost";

const ETL = { ...INITIAL_VIEW, query: "etl", openId: "p" };

describe("in reading mode", () => {
  it("ticks go to local storage and are there in the next life, unticked ones too", async () => {
    const first = keepingIn();
    await first.update();
    await first.tick("look");
    await first.tick("fix");
    await first.tick("fix", false);
    expect(first.log).not.toContain("persist");
    const second = keepingIn({ kept: first.kept, now: 2_000_000 });
    await second.update();
    expect([second.state("look"), second.state("fix")]).toEqual(["completedByUser", "active"]);
    expect(second.writes()).toBe(0);
    expect(second.redraws).toBeGreaterThan(0);
    expect(second.said).toEqual([]);
  });

  it.each(["view", "edit"] as const)("what is noted on a step is there in the next life (%s)", async (mode) => {
    const first = keepingIn({ mode });
    await first.update();
    await first.mark("look", { state: "dismissed", reason: "not ours", note: "see CHG-1", due: "2026-12-01" });
    await first.mark("look", { note: "", assignee: "Kim" });
    const second = keepingIn({ kept: first.kept, mode, now: 2_000_000 });
    await second.update();
    expect(second.noted("look")).toMatchObject({ state: "dismissed", reason: "not ours", assignee: "Kim" });
    expect(second.noted("look")).not.toHaveProperty("note");
    expect(first.log.includes("persist")).toBe(mode === "edit");
  });

  it("a note of the reader's own is not published with a change in edit mode", async () => {
    const first = keepingIn();
    await first.update();
    await first.mark("look", { note: "private" });
    await first.update({ mode: "edit" });
    await first.mark("look", { state: "planned" });
    expect(first.noted("look")?.state).toBe("planned");
    expect(JSON.stringify(first.kept.objects)).not.toContain("private");
  });

  it("several acts in one event are one write, and updates write nothing", async () => {
    const place = keepingIn();
    await place.update();
    place.keeping.tick("c", "a", true);
    place.keeping.tick("c", "b", true);
    await place.pass();
    expect(place.log.filter((line) => line === "set marks.1")).toHaveLength(1);
    const before = place.writes();
    for (let i = 0; i < 5; i++) await place.update();
    await place.pass(60_000);
    expect(place.writes()).toBe(before);
  });

  it("two instances that write in turn lose nothing, and the newest mark of a step wins in both", async () => {
    const kept = nothingKept();
    const [one, two] = [keepingIn({ kept }), keepingIn({ kept, instanceId: "two", now: 1_500_000 })];
    await one.update();
    await two.update();
    await one.tick("look");
    await two.tick("fix");
    await two.tick("look", false);
    await one.tick("more");
    expect(one.state("fix")).toBe("completedByUser");
    expect(one.state("look")).toBe("active");
    const third = keepingIn({ kept, now: 2_000_000 });
    await third.update();
    expect(["look", "fix", "more"].map(third.state)).toEqual(["active", "completedByUser", "completedByUser"]);
  });

  it("each instance has its own view", async () => {
    const kept = nothingKept();
    const [one, two] = [keepingIn({ kept }), keepingIn({ kept, instanceId: "two" })];
    await one.update();
    await two.update();
    await one.change(ETL);
    await two.change({ ...INITIAL_VIEW, code: 50171 });
    const again = keepingIn({ kept, now: 2_000_000 });
    await again.update();
    expect(again.restored).toEqual([ETL]);
    const other = keepingIn({ kept, instanceId: "three", now: 2_000_000 });
    await other.update();
    expect(other.restored).toEqual([]);
  });

  it.each([
    [1, "Ticks last for this session only: Power BI offers no local storage here."],
    [2, "Ticks last for this session only: Power BI offers no local storage here."],
    ["absent", "Ticks last for this session only: Power BI offers no local storage here."],
    ["rejects", "Ticks last for this session only: Power BI offers no local storage here."],
    ["throws", "Ticks last for this session only: Power BI offers no local storage here."],
    [3, "Ticks last for this session only: your Power BI administrator has turned off local storage for visuals."],
    ["never", "Ticks last for this session: Power BI has not answered yet whether they can be kept."],
    [0, "Ticks are kept for you by Power BI's local storage, which drops them after 29 days."],
  ] as const)("status %s of local storage is said, and ticks work", async (status, words) => {
    const place = keepingIn({ status });
    await place.update();
    await place.tick("look");
    await place.change(ETL);
    expect(place.state("look")).toBe("completedByUser");
    expect(place.keeping.words).toBe(words);
    expect(place.writes()).toBe(status === 0 ? 2 : 0);
    expect(place.said).toEqual([]);
  });

  it("a storage that does not answer holds up nothing, and what it did not keep is said", async () => {
    const deaf = keepingIn({ silent: "get" });
    await deaf.update();
    await deaf.tick("look");
    expect(deaf.state("look")).toBe("completedByUser");
    await deaf.pass(60_000);
    expect(deaf.kept.storage.get("marks.1")).toContain("look");
    const mute = keepingIn({ silent: "set" });
    await mute.update();
    await mute.tick("look");
    await mute.pass(60_000);
    expect(mute.said).toEqual(["Power BI did not keep the last change: it lasts for this session only."]);
  });

  it("a full storage keeps the newest ticks and says that it is full", async () => {
    const place = keepingIn({ quota: 40_000 });
    await place.update();
    for (let i = 0; i < 3000; i++) place.keeping.tick(`p${String(i)}|r|50171`, "look", true);
    await place.tick("newest");
    expect(place.said).toEqual([expect.stringMatching(/^There is no room for all ticks: the [\d,]+ oldest ones last/)]);
    const next = keepingIn({ kept: place.kept, now: 2_000_000 });
    await next.update();
    expect(next.state("newest")).toBe("completedByUser");
    const none = keepingIn({ quota: 10 });
    await none.update();
    await none.tick("look");
    expect(none.said).toEqual(["Power BI did not keep the last change: it lasts for this session only."]);
  });
});

describe("in edit mode", () => {
  it("what the author noted in private is not published by a tick, and the tick wins over the older own mark", async () => {
    const marks = '{"v":1,"marks":[["p|r|50171",["look","p",900000,{"note":"ask Kim"}]]]}';
    const place = keepingIn({ kept: { objects: {}, storage: new Map([["marks.1", marks]]) }, mode: "edit", now: 1 });
    await place.update();
    await place.tick("look");
    expect(place.state("look")).toBe("completedByUser");
    expect(JSON.stringify(place.kept.objects)).not.toContain("Kim");
    await place.update({ mode: "view" });
    await place.tick("look", false);
    expect(place.kept.storage.get("marks.1")).toContain('["look","a",');
  });

  it("ticks go to the report, and the update that follows is known as an echo and writes nothing", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update();
    place.keeping.tick("p|r|50171", "look", true);
    expect(await place.pass()).toEqual([true]);
    await place.pass(60_000);
    expect(place.log.filter((line) => line === "persist")).toHaveLength(1);
    expect(place.kept.storage.has("marks.1")).toBe(false);
    // The same objects once more are no echo: the rows may be new.
    expect(await place.update()).toBe(false);
    expect(place.keeping.words).toBe(
      "Ticks are kept in the report, for everybody who opens it, once the report is saved.",
    );
    const reader = keepingIn({ kept: { objects: place.kept.objects, storage: new Map() }, now: 2_000_000 });
    await reader.update();
    expect(reader.state("look")).toBe("completedByUser");
    expect(reader.writes()).toBe(0);
  });

  it("what is still to be written when editing ends waits until the report is edited again", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update({ loading: true });
    await place.tick("look");
    await place.change(ETL);
    await place.update({ mode: "view" });
    await place.pass(60_000);
    expect(place.log).not.toContain("persist");
    expect(place.state("look")).toBe("completedByUser");
    await place.update({ mode: "edit" });
    await place.pass(60_000);
    expect(place.log.filter((line) => line === "persist")).toHaveLength(1);
    expect(JSON.stringify(place.kept.objects)).toContain("look");
  });

  it("publishes no mark that the author made in reading mode, and a reader may take back the report's", async () => {
    const place = keepingIn();
    await place.update();
    await place.tick("private");
    await place.update({ mode: "edit" });
    await place.tick("shared");
    expect(JSON.stringify(place.kept.objects)).not.toContain("private");
    expect(place.state("private")).toBe("completedByUser");
    const reader = keepingIn({ kept: { objects: place.kept.objects, storage: new Map() }, now: 2_000_000 });
    await reader.update();
    await reader.tick("shared", false);
    const again = keepingIn({ kept: reader.kept, now: 3_000_000 });
    await again.update();
    expect(again.state("shared")).toBe("active");
    expect(again.state("private")).toBeUndefined();
  });

  it("writes nothing while rows are coming, and everything once they are in", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update({ loading: true });
    await place.tick("look");
    expect(place.log).not.toContain("persist");
    await place.update({ loading: false });
    expect(JSON.stringify(place.kept.objects)).toContain("look");
  });

  it("sorting and filtering wait for a pause, but not for a tick; what was open stays the author's own", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update();
    await place.change(ETL, 500);
    await place.change({ ...ETL, code: 50171 }, 500);
    expect(place.log).not.toContain("persist");
    await place.pass(1_000);
    expect(place.log.filter((line) => line === "persist")).toHaveLength(1);
    await place.change(ETL);
    await place.tick("look");
    expect(place.log.filter((line) => line === "persist")).toHaveLength(2);
    await place.pass(60_000);
    expect(place.log.filter((line) => line === "persist")).toHaveLength(2);
    const reader = keepingIn({ kept: { objects: place.kept.objects, storage: new Map() }, now: 2_000_000 });
    await reader.update();
    expect(reader.restored).toEqual([{ ...ETL, openId: null }]);
    const author = keepingIn({ kept: place.kept, now: 2_000_000 });
    await author.update();
    expect(author.restored.at(-1)).toEqual(ETL);
  });

  it("a tick is not held back by sorting that follows it", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update();
    place.keeping.tick("p|r|50171", "look", true);
    await place.change(ETL);
    expect(JSON.stringify(place.kept.objects)).toContain("look");
  });

  it("several writes before the first answer are all known again", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update();
    place.keeping.tick("c", "a", true);
    place.keeping.destroy();
    expect(place.log).toContain("persist");
    const two = keepingIn({ mode: "edit" });
    await two.update();
    two.keeping.tick("c", "a", true);
    expect(await two.pass()).toEqual([true]);
    two.keeping.tick("c", "b", true);
    expect(await two.pass()).toEqual([true]);
  });

  it("an older state of the report, as an undo brings it, takes nothing away and starts no loop", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update();
    await place.tick("a");
    const older = structuredClone(place.kept.objects);
    await place.tick("b");
    const writes = place.writes();
    place.kept.objects = older;
    await place.update();
    await place.pass(60_000);
    expect(["a", "b"].map(place.state)).toEqual(["completedByUser", "completedByUser"]);
    expect(place.writes()).toBe(writes);
    await place.tick("c");
    for (const step of ["a", "b", "c"]) expect(place.kept.objects["kept"]?.["marks"]).toContain(`["${step}","c"`);
  });
});

describe("what was kept", () => {
  it.each<readonly [string, unknown]>([
    ["no JSON", "{"],
    ["of another version", '{"v":9,"marks":[],"view":[1,{}]}'],
    ["no text", 5],
    ["an object", { __proto__: null }],
  ])("that is %s is dropped with a word, once, and written anew by the next tick", async (_, bad) => {
    const kept = { objects: { kept: { marks: bad } }, storage: new Map([["marks.1", JSON.stringify(bad)]]) };
    const place = keepingIn({ kept, mode: "edit" });
    await place.update();
    await place.update();
    const line = "Saved ticks that could not be read were left out.";
    expect(place.said).toEqual([line, line]);
    await place.tick("look");
    await place.update({ mode: "view" });
    await place.tick("fix");
    const next = keepingIn({ kept, now: 2_000_000 });
    await next.update();
    expect(next.said).toEqual([]);
    expect(["look", "fix"].map(next.state)).toEqual(["completedByUser", "completedByUser"]);
  });

  it("as a view and cannot be read is dropped with another word", async () => {
    const kept = {
      objects: {},
      storage: new Map([["views.1", '{"v":1,"views":[["one",1,{"grade":77,"code":50171}]]}']]),
    };
    const place = keepingIn({ kept });
    await place.update();
    expect(place.said).toEqual(["Saved sorting and filters that could not be read were left out."]);
    expect(place.restored).toEqual([{ ...INITIAL_VIEW, code: 50171 }]);
  });

  it("is taken up once, the newer of the report's view and the own one", async () => {
    const place = keepingIn({ mode: "edit" });
    await place.update();
    await place.change(ETL, 2_000);
    await place.update({ mode: "view" });
    await place.change({ ...INITIAL_VIEW, code: 7000222 });
    const next = keepingIn({ kept: place.kept, now: 2_000_000 });
    await next.update();
    expect(next.restored.at(-1)).toEqual({ ...INITIAL_VIEW, code: 7000222 });
    const many = next.restored.length;
    await next.update();
    expect(next.restored).toHaveLength(many);
  });

  it("never undoes what the reader has done meanwhile", async () => {
    const first = keepingIn();
    await first.update();
    await first.change(ETL);
    const next = keepingIn({ kept: first.kept, now: 2_000_000 });
    // Before the storage has answered.
    next.keeping.take({ viewMode: 0, dataViews: [{ metadata: {} }] } as never);
    next.keeping.settle({ operable: true, loading: false });
    next.keeping.changed({ ...INITIAL_VIEW, query: "mine" });
    await next.pass();
    expect(next.restored).toEqual([]);
  });

  it("gives way to what the host opened, but sorts and filters", async () => {
    const first = keepingIn();
    await first.update();
    await first.change(ETL);
    const next = keepingIn({ kept: first.kept, now: 2_000_000 });
    next.keeping.opened();
    await next.update();
    expect(next.restored).toEqual([{ ...ETL, openId: null }]);
  });

  it("is neither restored nor written where nothing can be operated", async () => {
    const first = keepingIn();
    await first.update();
    await first.change(ETL);
    const tile = keepingIn({ kept: first.kept, operable: false, now: 2_000_000 });
    await tile.update();
    await tile.change({ ...INITIAL_VIEW, query: "x" });
    expect(tile.restored).toEqual([]);
    expect(tile.writes()).toBe(0);
  });
});
