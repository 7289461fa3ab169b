import type { Format } from "../../view/format";
import { say } from "../words";
import type { Option } from "./field";
import type { Loading } from "./loading";
import type { Live } from "./types";

/** How old the data are, and whose, in a few words each; up to when they reach stands below the view. */
export function factsOf(loading: Loading | null, now: number, format: Format): string[] {
  if (loading === null || loading.state.loading) return [];
  const { source, state } = loading;
  if (source.kind === "sample") return [];
  if (source.kind === "file") {
    const tenant = loading.tenant();
    return tenant === "" ? [] : [say("shellTenant", tenant)];
  }
  const { endedAt } = state;
  const isFresh = endedAt === null || now - endedAt < 60_000;
  return [isFresh ? say("shellCheckedNow") : say("shellChecked", format.ago(endedAt, now))];
}

/** The days that a source without a choice of range covers; none while they are not known. */
export function fixedRange(loading: Loading | null, format: Format): Option[] {
  if (loading === null || loading.state.loading) return [];
  const { from, to } = loading.snapshot().source;
  if (from === null || to === null) return [];
  return [{ value: "", words: `${format.utcDayOf(from, to)} – ${format.utcDate(to)}` }];
}

/** Tenant and account, and what can be done with them. */
export function accountOf({ session }: Live, signIn: () => void, chosen: () => void) {
  const { account, accounts } = session;
  if (account === null) {
    return { words: say("actSignIn"), acts: [{ value: "sign-in", words: say("actSignIn"), run: signIn }] };
  }
  const others = accounts.filter((one) => one !== account && one.username !== account.username);
  return {
    words: `${account.username} · ${account.tenantId}`,
    acts: [
      ...others.map((one) => ({
        value: "choose-account",
        words: say("shellChooseAccount", one.username),
        run() {
          session.choose(one);
          chosen();
        },
      })),
      { value: "sign-out", words: say("shellSignOut"), run: () => void session.signOut() },
    ],
  };
}
