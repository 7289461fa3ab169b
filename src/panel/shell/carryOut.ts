import { el } from "../../view/dom";
import type { Address } from "../address/address";
import type { Route } from "../address/route";
import { consentLink } from "../session/consentLink";
import type { Session } from "../session/types";
import type { SourceKind } from "../sources/types";
import type { Act } from "../states/table";
import type { Trouble } from "../trouble";
import { say } from "../words";
import { otherRange, scopesToAsk, type ActState } from "./acts";
import { copyText } from "./copying";
import type { Stage } from "./stage";
import type { Live, Offer } from "./types";

/** How long a word stays beside its button. Ms. */
const TOLD = 4_000;

/** What acts need of the page. */
export interface ActMeans {
  readonly live: Live | null;
  readonly route: Route;
  readonly stage: Stage;
  state(): ActState;
  open(anew: boolean): Promise<void>;
  goTo(address: Address): void;
  chooseFile(): Promise<void>;
  /** What the address asks for, whether it is open or not. */
  offer(): Offer | null;
  details(troubles: readonly Trouble[]): string;
}

/** Carries out what the reader chooses in states, menus and keys. */
export interface Acts {
  /** `from` is the button that was pressed. */
  carryOut(act: Act, from?: HTMLElement): Promise<void>;
  copyLink(kind: SourceKind | null, days: number | null): Promise<void>;
  paste(): Promise<void>;
  openPrincipal(id: string): void;
  readonly failed: () => void;
}

export function createActs(means: ActMeans): Acts {
  const { live, route, stage } = means;

  function failed(): void {
    stage.view.say(say("shellFailed"));
  }

  /** Says beside the button that its text was copied; the view's own line may not be there. */
  function told(copied: boolean, from?: HTMLElement): void {
    if (!copied) return;
    if (from === undefined) {
      stage.view.say(say("shellCopied"));
      return;
    }
    if (from.nextElementSibling?.className === "panel-copied") return;
    const line = el("span", "panel-copied", say("shellCopied"));
    line.setAttribute("role", "status");
    from.after(line);
    setTimeout(() => line.remove(), TOLD);
  }

  function openPrincipal(id: string): void {
    const { address } = route;
    means.goTo({ ...address, tab: "principals", view: { ...address.view, openId: id } });
  }

  async function paste(): Promise<void> {
    const { openPaste } = await import("../paste/paste");
    openPaste({ snapshot: () => stage.shown?.snapshot ?? null, open: openPrincipal });
  }

  /** What leaves the page for a sign-in comes back to the address as it is then. */
  async function leave(go: (session: Session) => Promise<void>): Promise<void> {
    if (live === null) return;
    route.flush();
    await go(live.session).catch(failed);
  }

  async function carryOut(act: Act, from?: HTMLElement): Promise<void> {
    const { loading } = means.state();
    switch (act) {
      case "again":
        return means.open(true);
      case "resume":
        loading?.resume();
        return;
      case "signIn":
        return leave((session) => session.signIn(means.offer()?.source.scopes ?? []));
      case "consent":
        return leave((session) => session.consent(scopesToAsk(means.state())));
      case "otherAccount":
        return leave((session) => session.signOut());
      case "consentLink": {
        const link = live === null ? "" : consentLink(live.place, scopesToAsk(means.state()));
        told(await copyText(link, say("actConsentLink")), from);
        return;
      }
      case "details":
        told(await copyText(means.details(loading?.state.troubles ?? []), say("actDetails")), from);
        return;
      case "shorter":
      case "longer": {
        const range = otherRange(means.state(), act);
        if (range !== null) means.goTo({ ...route.address, range });
        return;
      }
      case "sample":
        means.goTo({ ...route.address, source: "sample", range: null });
        return;
      case "file":
        return means.chooseFile();
      case "paste":
        return paste();
    }
  }

  return {
    carryOut,
    async copyLink(kind, days) {
      // A file is on this machine alone.
      const link = route.link({ ...route.address, source: kind === "file" ? null : kind, range: days });
      told(await copyText(link, say("shellCopyLink")));
    },
    paste,
    openPrincipal,
    failed,
  };
}
