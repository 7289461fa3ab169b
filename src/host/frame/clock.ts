const RealDate = Date;
let pinned: number | null = null;

// A function rather than a Proxy: visuals parse dates by the hundred thousand.
function PinnedDate(this: unknown, ...args: unknown[]): unknown {
  const target: unknown = new.target;
  if (typeof target !== "function") return new RealDate(pinned ?? RealDate.now()).toString();
  const given = args.length === 0 ? [pinned ?? RealDate.now()] : args;
  return Reflect.construct(RealDate, given, new.target);
}

/** Replaces `Date` by one whose "now" can be pinned. Dates made before or by structured clone stay instances of it. */
export function installClock(): void {
  Object.setPrototypeOf(PinnedDate, RealDate);
  Object.defineProperty(PinnedDate, "prototype", { value: RealDate.prototype });
  Object.defineProperty(PinnedDate, "now", {
    value: () => pinned ?? RealDate.now(),
    configurable: true,
    writable: true,
  });
  Object.defineProperty(PinnedDate, "length", { value: 7 });
  Object.defineProperty(PinnedDate, "name", { value: "Date" });
  Object.defineProperty(RealDate.prototype, "constructor", { value: PinnedDate, configurable: true, writable: true });
  (globalThis as { Date: unknown }).Date = PinnedDate;
}

/** Pins the frame's clock to an instant, or lets it run again. */
export function pinClock(instant: string | null): void {
  const parsed = instant === null ? Number.NaN : RealDate.parse(instant);
  pinned = Number.isNaN(parsed) ? null : parsed;
}
