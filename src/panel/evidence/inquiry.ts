import type { Principal } from "../../model/types";
import type { AskSingles, SingleSignIn } from "../sources/singles";
import type { Trouble } from "../trouble";

/** Where single sign-ins can be asked for, and from when on. */
export interface Asked {
  readonly singles: AskSingles;
  /** Epoch ms. */
  readonly from: number;
  /** Epoch ms: a fix made after the counts were loaded is looked for, too. */
  now(): number;
}

/** How far the question about one principal has come; a new object after every change. */
export interface InquiryState {
  readonly step: "unasked" | "loading" | "done";
  /** Epoch ms up to which was asked. */
  readonly to: number;
  /** Newest first. */
  readonly signIns: readonly SingleSignIn[];
  /** Found so far while loading. */
  readonly found: number;
  /** Epoch ms until which the service asked to wait; null while nothing waits. */
  readonly waitingUntil: number | null;
  readonly troubles: readonly Trouble[];
  /** What is left to do; null where nothing is. */
  readonly resume: unknown;
}

/** The question about one principal's single sign-ins; what came is kept whatever happens later. */
export interface Inquiry {
  readonly asked: Asked;
  readonly state: InquiryState;
  /** Asks, or goes on where the last answer broke off unless `anew`. Does nothing while an answer is on its way. */
  ask(anew?: boolean): void;
  cancel(): void;
}

const MANAGED = /^managed\s*identity$/i;
const UNASKED: InquiryState = {
  step: "unasked",
  to: 0,
  signIns: [],
  found: 0,
  waitingUntil: null,
  troubles: [],
  resume: null,
};

/** `changed` is called after every change of the state. */
export function createInquiry({ id, type }: Principal, asked: Asked, changed: () => void): Inquiry {
  let state = UNASKED;
  let stop = new AbortController();

  function change(next: Partial<InquiryState>): void {
    state = { ...state, ...next };
    changed();
  }

  async function run(anew: boolean): Promise<void> {
    const mine = (stop = new AbortController());
    const { signIns: before } = state;
    const resume = anew ? null : state.resume;
    const earlier = resume === null ? [] : before;
    const to = resume === null ? asked.now() : state.to;
    change({ step: "loading", to, troubles: [], signIns: earlier, found: earlier.length, waitingUntil: null });
    const progress = (found: number, waitingUntil: number | null): void => {
      if (stop === mine && state.step === "loading") change({ found: earlier.length + found, waitingUntil });
    };
    const request = { to, signal: mine.signal, managed: MANAGED.test(type), progress, resume };
    try {
      const { signIns, troubles, resume: left } = await asked.singles(id, asked.from, request);
      const all = [...earlier, ...signIns].sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
      change({ step: "done", signIns: all, found: all.length, waitingUntil: null, troubles, resume: left });
    } catch {
      // Sources tell what services do; what they throw is a fault of this program.
      change({ step: "done", waitingUntil: null, troubles: [{ kind: "refused", part: "" }], resume });
    }
  }

  return {
    asked,
    get state() {
      return state;
    },
    ask(anew = false) {
      if (state.step !== "loading") void run(anew);
    },
    cancel() {
      stop.abort(new DOMException("", "AbortError"));
    },
  };
}
