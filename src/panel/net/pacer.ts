import { aborted } from "./abort";
import type { Pace } from "./paces";
import type { Call, Outside } from "./types";

/** Lets calls of one pace start one after the other, never faster than the pace allows. */
export class Pacer {
  private turn: Promise<void> = Promise.resolve();
  private starts: number[] = [];
  private heldUntil = 0;

  constructor(
    private readonly pace: Pace,
    private readonly outside: Pick<Outside, "now" | "sleep">,
  ) {}

  /** Nothing starts before `until` (epoch ms): the service asked for it, and it counts all calls together. */
  hold(until: number): void {
    this.heldUntil = Math.max(this.heldUntil, until);
  }

  /** Resolves when a call may start, and counts it. Rejects with the signal's reason. */
  async take(signal: AbortSignal, onWait: NonNullable<Call["onWait"]>): Promise<void> {
    const before = this.turn;
    let leave = (): void => undefined;
    const mine = new Promise<void>((resolve) => (leave = resolve));
    this.turn = before.then(() => mine);
    const gone = aborted(signal);
    try {
      await Promise.race([before, gone.promise]);
      await this.wait(signal, onWait);
      this.starts = [...this.starts, this.outside.now()].slice(-this.pace.most);
    } finally {
      gone.release();
      leave();
    }
  }

  private async wait(signal: AbortSignal, onWait: NonNullable<Call["onWait"]>): Promise<void> {
    let told = false;
    try {
      for (;;) {
        signal.throwIfAborted();
        const now = this.outside.now();
        const at = Math.max(this.heldUntil, this.earliest(now));
        if (at <= now) return;
        if (this.heldUntil > now) {
          told = true;
          onWait(this.heldUntil);
        }
        await this.outside.sleep(at - now, signal);
      }
    } finally {
      if (told) onWait(null);
    }
  }

  private earliest(now: number): number {
    const { apart, most, within } = this.pace;
    const last = this.starts.at(-1) ?? Number.NEGATIVE_INFINITY;
    // A clock that was set back says nothing about when the calls were.
    if (last > now) this.starts = [];
    const full = this.starts.length < most ? Number.NEGATIVE_INFINITY : (this.starts.at(-most) ?? 0) + within + 1;
    return this.starts.length === 0 ? now : Math.max(last + apart, full);
  }
}
