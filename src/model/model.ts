import { RULES_VERSION, SAMPLE_TENANT_ID } from "../knowledge";
import { caseGroups, indexOfShown, principalsWith, resourceTotals } from "./derive/caseGroups";
import { codeTotals, listData, shownPrincipals, totalsOf } from "./derive/columns";
import { contradictions } from "./derive/contradictions";
import { addCaseDays, changeOf, dayRange, seriesOf } from "./derive/days";
import { Peers } from "./diagnosis/peers";
import { PostureCache } from "./derive/postureCache";
import { caseIdsOf, principalOf } from "./derive/principal";
import { timeOrNull } from "./derive/credentials";
import { thresholdOf } from "./derive/postureDraft";
import { Verifier } from "./derive/verification";
import type { ColumnMap } from "./fields";
import type { Cells } from "./read/cells";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import { insightsOf } from "./insights/insights";
import type { Insight } from "./insights/types";
import { FactsStore, type AppendOptions } from "./store/factsStore";
import { DAY } from "./units";
import type { Principal, Snapshot, SourceInfo } from "./types";

/** What the shell knows about where the rows come from. */
export interface SourceState {
  readonly kind: string;
  readonly rowsTotalKnown: number | null;
  readonly truncated: boolean;
  readonly loading: boolean;
  readonly stopReason: string;
}

/**
 * The model: append rows as they come, take a snapshot to draw or export. `now` (epoch ms) judges expiry and stays the
 * same for the life of a model, so that all of one load is judged by one clock.
 */
export class Model {
  readonly store: FactsStore;
  private readonly verifier: Verifier;
  private readonly postures: PostureCache;

  constructor(
    private readonly now: number,
    private settings: Settings = DEFAULT_SETTINGS,
  ) {
    this.store = new FactsStore(now);
    this.verifier = new Verifier(this.store, now);
    this.postures = new PostureCache(this.store, now, settings.thresholds);
  }

  /** Reads the rows from `options.from` on; earlier ones were read by earlier calls. */
  append(rows: ArrayLike<Cells | null | undefined>, columns: ColumnMap, options?: AppendOptions): void {
    this.store.append(rows, columns, options);
  }

  /** Takes other settings for what was read already; they count from the next snapshot on. */
  configure(settings: Settings): void {
    this.settings = settings;
    this.postures.judgeBy(settings.thresholds);
  }

  /** One consistent state of everything read so far. Its methods are valid until the next append. */
  snapshot(source: SourceState): Snapshot {
    const { store, verifier, postures, settings } = this;
    const { signIns } = store;
    const range = dayRange(store);
    const asOf = Number.isFinite(signIns.lastTime) ? signIns.lastTime : Number.NaN;
    const shown = shownPrincipals(store);
    const list = listData(store, shown, postures, verifier, asOf);
    const codes = codeTotals(store);
    const made = new Map<number, Principal>();
    const peers = new Peers(store);
    let insights: readonly Insight[] | null = null;
    let indexOf: Int32Array | null = null;
    const caseSource = () => ({
      store,
      verifier,
      asOf,
      range,
      indexOf: (indexOf ??= indexOfShown(shown, store.principals.size)),
    });
    const storeIndex = (index: number): number => shown[index] as number;
    return {
      now: this.now,
      asOf: timeOrNull(asOf),
      source: this.sourceInfo(source),
      rulesVersion: RULES_VERSION,
      watchedCodes: settings.watchedCodes,
      days: Array.from({ length: range.count }, (_, day) => (range.first + day) * DAY),
      columns: list.columns,
      totals: totalsOf(
        list,
        codes,
        settings.watchedCodes,
        changeOf(store, range),
        thresholdOf("expiring", settings.thresholds),
      ),
      codes: [...codes]
        .map(([code, { failures }]) => ({ code, failures }))
        .sort((a, b) => b.failures - a.failures || a.code - b.code),
      resources: resourceTotals(store),
      cloud: settings.cloud,
      // While rows arrive every window would find other ones; the last one tells them all.
      problems: store.problems.snapshot(source.loading ? undefined : contradictions(store, list.contradicted)),
      missing: store.missing(),
      hasTimes: range.count > 0,
      hasCredentials: store.credentials.size > 0,
      keyedByAppId: keyedByAppId(store, shown),
      dailyTotals: () => seriesOf(store, allCases(store), range),
      daily: (index) => seriesOf(store, caseIdsOf(store, storeIndex(index)), range),
      trend: (index) => {
        const days = new Float64Array(range.count);
        for (const id of caseIdsOf(store, storeIndex(index))) addCaseDays(store, id, range, days);
        return days;
      },
      withCases: (question) => principalsWith(caseSource(), question),
      caseGroups: (by, question) => caseGroups(caseSource(), by, question),
      insights: () =>
        (insights ??= insightsOf({
          store,
          verifier,
          peers,
          asOf,
          now: this.now,
          shown,
          credentials: (principal) => postures.credentials(principal),
        })),
      principal: (index) => {
        const known = made.get(index);
        if (known !== undefined) return known;
        const principal = storeIndex(index);
        const credentials = postures.credentials(principal);
        const posture = postures.of(principal);
        const full = principalOf({ store, verifier, peers, settings, asOf, principal, index, credentials, posture });
        // A few screens of rows ask again and again; an export of everything must not keep everything.
        if (made.size >= 500) made.clear();
        made.set(index, full);
        return full;
      },
    };
  }

  private sourceInfo(source: SourceState): SourceInfo {
    const { store } = this;
    const tenant = store.signIns.onlyTenant();
    return {
      ...source,
      isSample: tenant === SAMPLE_TENANT_ID,
      rowsRead: store.rowsRead,
      from: timeOrNull(store.signIns.firstTime),
      to: timeOrNull(store.signIns.lastTime),
    };
  }
}

function keyedByAppId(store: FactsStore, shown: Int32Array): boolean {
  return shown.some(
    (principal) => store.principals.keyKind.at(principal) === 1 && store.principals.named.at(principal) === 1,
  );
}

function* allCases(store: FactsStore): Iterable<number> {
  for (let id = 0; id < store.signIns.cases.size; id++) yield id;
}
