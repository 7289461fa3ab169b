import type { Outside } from "../../src/panel/net/types";

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** A clock that jumps to the next sleeper's end as soon as nothing else is left to do. */
export class VirtualTime {
  private time = Date.UTC(2026, 10, 23, 9);
  private ids = 0;
  private sleepers: Sleeper[] = [];

  now = (): number => this.time;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const forget = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener("abort", stop);
      };
      const stop = (): void => {
        forget();
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        at: this.time + Math.max(0, ms),
        wake: () => {
          forget();
          resolve();
        },
      };
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      signal?.addEventListener("abort", stop, { once: true });
      this.sleepers.push(sleeper);
    });

  /** How many sleep: a test that leaves none behind has cleaned up. */
  get asleep(): number {
    return this.sleepers.length;
  }

  outside(fetch: Outside["fetch"], random: () => number = () => 0): Outside {
    const id = (): string => `00000000-0000-4000-8000-${String(++this.ids).padStart(12, "0")}`;
    return { fetch, now: this.now, sleep: this.sleep, random, id };
  }

  /** Lets time pass until the promise is settled, and gives what it brings. */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    for (let idle = 0; ;) {
      await new Promise((resolve) => setImmediate(resolve));
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the promise
      if (settled) return work;
      if (++idle < 3) continue;
      const [first] = [...this.sleepers].sort((a, b) => a.at - b.at);
      if (first !== undefined) {
        idle = 0;
        this.time = Math.max(this.time, first.at);
        first.wake();
      } else if (idle > 2_000) throw new Error("nothing is left to wait for");
    }
  }
}
