import type { Format } from "../../view/format";
import type { Tab } from "../address/address";
import type { SourceKind } from "../sources/types";
import { say } from "../words";
import type { Option } from "./field";
import type { HeaderState } from "./header";
import type { Loading } from "./loading";
import type { Live } from "./types";

/** The entry of the source chooser that opens a file. */
export const OPEN_FILE = "open-file";

/** What the header's words depend on. */
export interface HeaderInput {
  readonly live: Live | null;
  /** The name of an opened file, cleaned; null where there is none. */
  readonly fileName: string | null;
  readonly kind: SourceKind | null;
  readonly days: number | null;
  readonly tab: Tab;
  readonly displayed: Loading | null;
  /** Epoch ms. */
  readonly now: number;
  readonly format: Format;
  readonly signIn: () => void;
  readonly signOut: () => void;
  /** Another account was chosen. */
  readonly chosen: () => void;
}

/** What the header shows of what is open. */
export function headerState(input: HeaderInput): HeaderState {
  const { live, fileName, kind, days, tab, displayed, format } = input;
  const offers = live?.offers ?? [];
  const offer = offers.find(({ source }) => source.kind === kind);
  const kinds: SourceKind[] = ["sample", ...offers.map(({ source }) => source.kind)];
  const sources: Option[] = kinds.map((one) => ({ value: one, words: say(`source_${one}`) }));
  if (fileName !== null) sources.push({ value: "file", words: fileName });
  return {
    tab: live?.report == null ? null : tab,
    sources: [...sources, { value: OPEN_FILE, words: say("shellOpenFile") }],
    source: kind ?? "sample",
    ranges:
      offer?.ranges.map((one) => ({ value: String(one), words: say("shellRangeDays", format.number(one)) })) ??
      fixedRange(displayed, format),
    range: String(days ?? ""),
    facts: factsOf(input),
    canReload: offer !== undefined && displayed !== null,
    account: live === null ? null : accountOf(live, input),
  };
}

/** How old the data are, and whose, in a few words each; up to when they reach stands below the view. */
function factsOf({ displayed, now, format }: HeaderInput): string[] {
  if (displayed === null || displayed.state.loading) return [];
  const { source, state } = displayed;
  if (source.kind === "sample") return [];
  if (source.kind === "file") {
    const tenant = displayed.tenant();
    return tenant === "" ? [] : [say("shellTenant", tenant)];
  }
  const { endedAt } = state;
  const isFresh = endedAt === null || now - endedAt < 60_000;
  return [isFresh ? say("shellCheckedNow") : say("shellChecked", format.ago(endedAt, now))];
}

/** The days that a source without a choice of range covers; none while they are not known. */
function fixedRange(displayed: Loading | null, format: Format): Option[] {
  if (displayed === null || displayed.state.loading) return [];
  const { from, to } = displayed.snapshot().source;
  if (from === null || to === null) return [];
  return [{ value: "", words: `${format.utcDayOf(from, to)} – ${format.utcDate(to)}` }];
}

/** Tenant and account, and what can be done with them. */
function accountOf({ session }: Live, { signIn, signOut, chosen }: HeaderInput): HeaderState["account"] {
  const { account, accounts } = session;
  if (account === null) {
    return { words: say("actSignIn"), lines: [], acts: [], press: signIn };
  }
  const others = accounts.filter((one) => one !== account && one.username !== account.username);
  return {
    words: `${account.username} · ${account.tenantId}`,
    press: null,
    lines: [account.name, account.username, say("shellTenant", account.tenantId)],
    acts: [
      ...others.map((one) => ({
        value: "choose-account",
        words: say("shellChooseAccount", one.username),
        run() {
          session.choose(one);
          chosen();
        },
      })),
      { value: "sign-out", words: say("shellSignOut"), run: signOut },
    ],
  };
}
