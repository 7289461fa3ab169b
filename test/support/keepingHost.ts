import type { Mark, MarkChange } from "../../src/model";
import { Keeping, type Surroundings } from "../../src/powerbi/keeping/keeping";
import type { ViewState } from "../../src/view/viewState";

type Host = NonNullable<ConstructorParameters<typeof Keeping>[0]>;
type Update = Parameters<Keeping["take"]>[0];

/** What outlives a visual: the report and the browser's local storage. */
export interface Kept {
  objects: Record<string, Record<string, unknown>>;
  readonly storage: Map<string, string>;
}

export const nothingKept = (): Kept => ({ objects: {}, storage: new Map() });

interface Options {
  readonly kept?: Kept;
  readonly instanceId?: string;
  readonly mode?: "view" | "edit";
  /** PrivilegeStatus of local storage; `never`: it is not answered, `absent`: there is no such service. */
  readonly status?: 0 | 1 | 2 | 3 | "never" | "absent" | "rejects" | "throws";
  /** Characters that the storage takes in one text. */
  readonly quota?: number;
  /** Reads or writes that are not answered. */
  readonly silent?: "get" | "set";
  readonly operable?: boolean;
  readonly now?: number;
}

/** Lets every promise that can go on go on. */
export const promises = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One visual's keeping in a scripted host whose time passes only when a test says so. */
export function keepingIn(options: Options = {}) {
  const { kept = nothingKept(), instanceId = "one", status = 0, quota = 100_000, silent, operable = true } = options;
  const timers = new Map<number, { at: number; run: () => void }>();
  const log: string[] = [];
  const said: string[] = [];
  const restored: ViewState[] = [];
  let time = 0;
  let numbers = 0;
  let updating = false;
  let mode: "view" | "edit" = options.mode ?? "view";
  let now = options.now ?? 1_000_000;
  let loading = false;
  let redraws = 0;
  const echoes: Update[] = [];

  const never = new Promise<never>(() => undefined);
  const answers: Record<string, () => unknown> = {
    never: () => never,
    rejects: () => Promise.reject(new Error("no")),
    throws: () => {
      throw new Error("no");
    },
  };
  const service = {
    status: () => (typeof status === "number" ? Promise.resolve(status) : answers[status]?.()),
    get: (key: string) => {
      log.push(`get ${key}`);
      if (silent === "get") return never;
      const text = kept.storage.get(key);
      return text === undefined ? Promise.reject(new Error("nothing")) : Promise.resolve(text);
    },
    set: (key: string, text: string) => {
      log.push(`set ${key}`);
      if (silent === "set") return never;
      const success = text.length <= quota;
      if (success) kept.storage.set(key, text);
      return Promise.resolve({ success });
    },
  };
  const updateOf = (): Update =>
    ({
      viewMode: mode === "edit" ? 1 : 0,
      dataViews: [{ metadata: { objects: structuredClone(kept.objects) } }],
    }) as never;
  const host = {
    instanceId,
    locale: "en-US",
    storageV2Service: status === "absent" ? undefined : service,
    persistProperties: (changes: { merge: { objectName: string; selector: null; properties: object }[] }) => {
      if (updating) throw new Error("persisted within an update");
      log.push("persist");
      for (const { objectName, properties } of changes.merge) {
        kept.objects[objectName] = { ...kept.objects[objectName], ...properties };
      }
      echoes.push(updateOf());
    },
  } as unknown as Host;
  const around: Surroundings = {
    clock: () => now,
    schedule: (run, ms) => {
      const number = ++numbers;
      timers.set(number, { at: time + ms, run });
      return () => timers.delete(number);
    },
    restore: (state) => restored.push(state),
    say: (line) => said.push(line),
    redraw: () => redraws++,
  };
  const keeping = new Keeping(host, around);

  const deliver = (update: Update): boolean => {
    updating = true;
    const echo = keeping.take(update);
    keeping.settle({ operable, loading });
    updating = false;
    return echo;
  };
  /** Time passes, what is due runs, and the host answers every write to the report by an update. */
  const pass = async (ms = 0): Promise<boolean[]> => {
    const told: boolean[] = [];
    const end = time + ms;
    await promises();
    for (;;) {
      const [number, next] = [...timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (number !== undefined && next !== undefined && next.at <= end) {
        timers.delete(number);
        time = Math.max(time, next.at);
        next.run();
      } else if (echoes.length > 0) told.push(deliver(echoes.shift() as Update));
      else break;
      await promises();
    }
    time = end;
    return told;
  };
  return {
    keeping,
    kept,
    log,
    said,
    restored,
    pass,
    get redraws() {
      return redraws;
    },
    /** An update by the host; resolves when all that it caused has happened. */
    update: async (changes: { mode?: "view" | "edit"; loading?: boolean } = {}): Promise<boolean> => {
      mode = changes.mode ?? mode;
      loading = changes.loading ?? false;
      const echo = deliver(updateOf());
      await pass();
      return echo;
    },
    tick: async (step: string, done = true): Promise<void> => {
      now += 1000;
      keeping.tick("p|r|50171", step, done);
      await pass();
    },
    mark: async (step: string, change: MarkChange): Promise<void> => {
      now += 1000;
      keeping.mark("p|r|50171", step, change);
      await pass();
    },
    noted: (step: string): Mark | null => keeping.lookup("p|r|50171", step),
    change: async (state: ViewState, ms = 0): Promise<void> => {
      now += 1000;
      keeping.changed(state);
      await pass(ms);
    },
    state: (step: string): Mark["state"] | undefined => keeping.lookup("p|r|50171", step)?.state,
    writes: (): number => log.filter((line) => line === "persist" || line.startsWith("set")).length,
  };
}
