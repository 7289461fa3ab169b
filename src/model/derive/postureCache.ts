import type { Thresholds } from "../settings";
import type { FactsStore } from "../store/factsStore";
import { credentialsOf, type JudgedCredential } from "./credentials";
import { judgePosture, type JudgedPosture } from "./posture";

interface Entry {
  readonly version: string;
  readonly posture: JudgedPosture;
}

/** Judged postures by principal, judged again only when the principal's credentials or their use changed. */
export class PostureCache {
  private entries: (Entry | undefined)[] = [];
  private readonly noData = judgePosture([], { attempted: false, ownedElsewhere: false }, 0, {});

  constructor(
    private readonly store: FactsStore,
    private readonly now: number,
    private thresholds: Thresholds,
  ) {}

  /** Other limits: every principal is judged anew when it is asked for. */
  judgeBy(thresholds: Thresholds): void {
    this.thresholds = thresholds;
    this.entries = [];
  }

  of(principal: number): JudgedPosture {
    const { store } = this;
    const { principals } = store;
    const appId = principals.appIds.at(principal);
    const own = store.credentials.version(principals.key(principal));
    const app = appId === "" ? 0 : store.credentials.version(`app:${appId}`);
    const attempted = principals.signIns.at(principal) > 0;
    const ownedElsewhere = principals.elsewhereOwners.at(principal) !== "";
    if (own + app === 0 && !ownedElsewhere) return this.noData;
    const version = [appId, own, app, attempted, ownedElsewhere, principals.keyUses.at(principal)].join("|");
    const known = this.entries[principal];
    if (known !== undefined && known.version === version) return known.posture;
    const posture = judgePosture(this.credentials(principal), { attempted, ownedElsewhere }, this.now, this.thresholds);
    this.entries[principal] = { version, posture };
    return posture;
  }

  credentials(principal: number): readonly JudgedCredential[] {
    return credentialsOf(this.store, principal, this.now);
  }
}
