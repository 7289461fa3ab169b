import type { Principal } from "../../model/types";
import { attrs, el } from "../../view/dom";
import { createInquiry, type Asked, type Inquiry } from "./inquiry";
import { choices, drawSection, type Choice, type SectionMeans } from "./section";

interface Known {
  readonly element: HTMLElement;
  principal: Principal;
  inquiry: Inquiry;
  choice: Choice;
}

/** The single sign-ins of principals, each in a section of its own that is kept while the page goes on. */
export interface Evidence {
  /** The principal's section; null where nothing can be asked. */
  of(principal: Principal): HTMLElement | null;
  /** Keeps the countdown of a wait up to date. */
  tick(): void;
  /** Begins anew: other rows, another source or another account are on screen. */
  renew(): void;
}

/** `asked` says where and for which days single sign-ins can be asked for now; null: nowhere. */
export function createEvidence(means: SectionMeans & { asked(): Asked | null }): Evidence {
  const all = new Map<string, Known>();

  const draw = ({ element, principal, inquiry, choice }: Known): void =>
    drawSection(element, principal, inquiry, choice, means);

  function make(element: HTMLElement, principal: Principal, asked: Asked): Known {
    const inquiry = createInquiry(principal, asked, () => {
      // An answer to an account or a load of before is nobody's any more.
      if (all.get(principal.id) === known) draw(known);
    });
    const known: Known = { element, principal, inquiry, choice: choices(principal) };
    all.set(principal.id, known);
    draw(known);
    return known;
  }

  return {
    of(principal) {
      const asked = means.asked();
      // Only an object id can be asked for.
      if (asked === null || principal.keyedBy !== "servicePrincipalId") return null;
      const known = all.get(principal.id);
      if (known !== undefined) {
        known.principal = principal;
        // Credentials may have come meanwhile, and keys are matched with them.
        if (known.inquiry.state.step === "done") draw(known);
        return known.element;
      }
      const element = attrs(el("section", "spp-section panel-evidence"), { tabindex: -1 });
      return make(element, principal, asked).element;
    },
    tick() {
      for (const known of all.values()) {
        if (known.inquiry.state.waitingUntil !== null && known.element.isConnected) draw(known);
      }
    },
    renew() {
      const asked = means.asked();
      for (const [id, { element, principal, inquiry }] of [...all]) {
        inquiry.cancel();
        all.delete(id);
        if (element.isConnected && asked !== null) make(element, principal, asked);
      }
    },
  };
}
