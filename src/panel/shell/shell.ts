import { SAMPLE_TENANT_ID } from "../../knowledge/sampleTenant";
import type { Snapshot } from "../../model/types";
import { formatFor } from "../../view/format";
import { shown as cleaned } from "../../view/safeText";
import { text } from "../../view/strings";
import type { Address, Tab } from "../address/address";
import { createRoute } from "../address/route";
import type { Config } from "../config/types";
import { awakenOnUse, type Sleeper } from "../glimpse/awaken";
import { glimpsed } from "../glimpse/loading";
import { offerImport } from "../importing";
import type { Evidence } from "../evidence/evidence";
import type { Asked } from "../evidence/inquiry";
import { attachKeys } from "../keys/keys";
import type { ReportTab } from "../report/types";
import type { FileSource } from "../sources/file";
import type { SourceKind } from "../sources/types";
import type { StateMeans } from "../states/draw";
import type { Act } from "../states/table";
import type { Trouble } from "../trouble";
import { say } from "../words";
import { offerAct, type ActState } from "./acts";
import { createActs } from "./carryOut";
import { createHeader } from "./header";
import { headerState, OPEN_FILE } from "./headerState";
import type { Loading } from "./loading";
import { createNotice } from "./notice";
import { pickFile } from "./pickFile";
import { createStage } from "./stage";
import type { Live, Offer } from "./types";

const DAY = 86_400_000;
const TICK = 1_000;
/** The page's places, as they are in its HTML. */
export interface Places {
  readonly head: HTMLElement;
  readonly bar: HTMLElement;
  readonly view: HTMLElement;
  readonly state: HTMLElement;
  readonly report: HTMLElement;
}

type Full = typeof import("../full");

/** What the page begins with. */
export interface Beginning {
  readonly config: Config;
  /** Null where there is only the sample. */
  readonly live: Live | null;
  /** Why a configured tenant's parts are not there; null where they are, or where only the sample is. */
  readonly fault: Trouble | null;
  readonly locale: string;
  /** The sample's first picture; null where it does not come. */
  readonly glimpse: () => Promise<Snapshot | null>;
}

/** Puts the page together and opens what its address asks for. */
export function createShell(places: Places, { config, live, fault, locale, glimpse }: Beginning): void {
  const format = formatFor(locale, undefined);
  const now = (): number => Date.now();
  /** The load on its way or at its end, and the one on screen: while something is loaded anew, the former one stays. */
  let loading: Loading | null = null;
  let displayed: Loading | null = null;
  let file: FileSource | null = null;
  let opened: { readonly kind: SourceKind; readonly days: number | null } | null = null;
  let report: Promise<ReportTab> | null = null;
  /** The model and the pages of principals, once they were needed. */
  let full: Full | null = null;
  /** The sample's first picture while it stands for all of it. */
  let first: Loading | null = null;
  let sleeper: Sleeper | null = null;
  let evidence: Evidence | null = null;
  let ended: (() => void)[] = [];

  const route = createRoute((address) => {
    follow(address);
  });
  const stage = createStage(places.view, {
    locale,
    now,
    changed: (view) => route.go({ ...route.address, view }),
    whole,
    beside: {
      evidence: (principal) => evidence?.of(principal) ?? null,
      ways: ({ id }) =>
        live?.report == null ? [] : [{ key: "report", label: say("shellOpenInReport"), run: () => toReport(id) }],
    },
  });
  const acts = createActs({
    live,
    route,
    stage,
    state: () => acting(),
    open: (anew) => open(anew),
    goTo: (address) => goTo(address),
    chooseFile: () => chooseFile(),
    offer: () => offerOf(kindOf(route.address)),
    details: (troubles) => notice.details(troubles),
  });
  const stateMeans: StateMeans = {
    format,
    now,
    offer: (act) => offerAct(act, acting()),
    act: (act, from) => void acts.carryOut(act, from),
  };
  const notice = createNotice(places.bar, places.state, places.view, () => stateMeans);
  const header = createHeader(places.head, {
    tab: (tab) => goTo({ ...route.address, tab }),
    source(value) {
      if (value === OPEN_FILE) void chooseFile();
      else goTo({ ...route.address, source: value as SourceKind, range: null });
    },
    range: (value) => goTo({ ...route.address, range: Number(value) }),
    reload: () => void open(true),
    cancel: () => loading?.cancel(),
    paste: () => void acts.paste(),
    copyLink: () => void acts.copyLink(opened?.kind ?? null, opened?.days ?? null),
    openFile: () => void chooseFile(),
    keys: () => void import("../keys/help").then(({ showKeys }) => showKeys()),
  });
  const giveBack = offerImport(header.more, {
    whole,
    marks: () => stage.lookup(),
    locale,
    take: (entries) => stage.take(entries),
    say: (line) => stage.view.say(line),
    async open(dropped) {
      const { holdsFacts } = await import("../sources/sniff");
      if (!(await holdsFacts(dropped))) return false;
      await openFile(dropped);
      return true;
    },
  });
  attachKeys({ undo: () => stage.undo(), paste: () => void acts.paste() });

  const offerOf = (kind: SourceKind): Offer | null => live?.offers.find(({ source }) => source.kind === kind) ?? null;

  /** The source that an address means, as far as it is offered here. */
  function kindOf({ source }: Address): SourceKind {
    if (source === "file" ? file !== null : source === "sample" || (source !== null && offerOf(source) !== null))
      return source as SourceKind;
    return live?.offers[0]?.source.kind ?? "sample";
  }

  function daysOf({ range }: Address, kind: SourceKind): number | null {
    const offer = offerOf(kind);
    if (offer === null) return null;
    return range !== null && offer.ranges.includes(range) ? range : offer.range;
  }

  const acting = (): ActState => ({
    config,
    live,
    offer: opened === null ? null : offerOf(opened.kind),
    loading,
    days: opened?.days ?? null,
    isSample: opened?.kind === "sample",
  });

  const nameOf = (kind: SourceKind): string =>
    kind === "file" && file !== null ? cleaned(file.name) : say(`source_${kind}`);

  /** Goes where the reader wants to: a step that Back takes back. */
  function goTo(next: Address): void {
    route.go(next);
    follow(next);
  }

  /** Shows what an address asks for; what is on screen already stays. */
  function follow(address: Address): void {
    const kind = kindOf(address);
    const days = daysOf(address, kind);
    if (first !== null && address.view.openId !== null) void sleeper?.ready();
    stage.view.restore(address.view);
    stage.view.open(address.view.openId);
    showTab(address.tab);
    if (opened?.kind !== kind || opened.days !== days) void open(false);
    else drawHeader();
  }

  function toReport(id: string): void {
    const { address } = route;
    goTo({ ...address, tab: "report", view: { ...address.view, openId: id } });
  }

  function showTab(tab: Tab): void {
    const isReport = tab === "report" && live?.report != null;
    places.report.hidden = !isReport;
    places.view.parentElement?.classList.toggle("is-report", isReport);
    if (!isReport) return;
    const { openId } = route.address.view;
    report ??= live.report(places.report, {
      openPrincipal(id) {
        const isThere = stage.shown?.snapshot.columns.id.includes(id) === true;
        if (isThere) acts.openPrincipal(id);
        return isThere;
      },
      say: (line) => stage.view.say(line),
    });
    void report.then((one) => {
      const { id = [], name = [] } = stage.shown?.snapshot.columns ?? {};
      const at = openId === null ? -1 : id.indexOf(openId);
      if (openId !== null && at >= 0) one.openPrincipal(openId, name[at] ?? openId);
      else one.show();
    }, acts.failed);
  }

  /** Loads what the address asks for; `anew` keeps what is on screen until the new rows are there. */
  async function open(anew: boolean): Promise<void> {
    const { address } = route;
    const kind = kindOf(address);
    const days = daysOf(address, kind);
    if (address.source !== null && address.source !== kind)
      stage.view.say(say("shellNoSource", say(`source_${address.source}`), nameOf(kind)));
    loading?.close();
    loading = null;
    if (fault !== null && kind === "sample" && address.source !== "sample") {
      // A tenant is meant: the sample in its place would be taken for it.
      if (anew) location.reload();
      opened = null;
      stage.show(null);
      notice.update(null, fault);
      drawHeader();
      return;
    }
    if (!anew) displayed = null;
    opened = { kind, days };
    drawHeader();
    const offer = offerOf(kind);
    first = null;
    if (kind === "sample") await openSample();
    else if (kind === "file" && file !== null) await openAny(file, 0, 0);
    else if (offer !== null && days !== null) await openOffer(offer, days);
    drawHeader();
  }

  /** The sample's first picture, which needs no model; all of it where somebody is about to use it. */
  async function openSample(): Promise<void> {
    stage.own(SAMPLE_TENANT_ID);
    const isFirst = full === null && route.address.view.openId === null && displayed === null;
    const snapshot = isFirst ? await glimpse() : null;
    if (opened?.kind !== "sample") return;
    if (snapshot === null) {
      await openWholeSample();
      return;
    }
    loading = displayed = first = glimpsed(snapshot, now());
    show(first);
    judge();
    sleeper ??= awakenOnUse(document.body, awake);
  }

  /** Gets all that the first picture does without; false where it does not come. */
  async function awake(): Promise<boolean> {
    if (first !== null) return openWholeSample();
    return parts().then(
      () => true,
      () => false,
    );
  }

  async function openWholeSample(): Promise<boolean> {
    try {
      const { loadSample } = await parts();
      const { source, now: clock } = await loadSample();
      if (opened?.kind !== "sample") return true;
      loading = first = null;
      await end(start(await parts(), source, { from: 0, to: 0 }, clock));
      return true;
    } catch (error) {
      const title = text("panelFailed", error instanceof Error ? error.message : String(error));
      if (first !== null) stage.view.say(title);
      else tellAlone(title, ["again", "file", "paste"]);
      return false;
    }
  }

  async function parts(): Promise<Full> {
    const loaded = (full ??= await import("../full"));
    stage.use(loaded.principalPage);
    evidence ??= loaded.createEvidence({ ...stateMeans, asked });
    return loaded;
  }

  /** Where single sign-ins of what is on screen can be asked for. */
  function asked(): Asked | null {
    const { source, range } = displayed ?? {};
    const singles = source?.singles;
    if (singles === undefined || range === undefined || live?.session.account == null) return null;
    return { singles, from: range.from, now };
  }

  /** All that is on screen, where that is a first picture only. */
  async function whole(): Promise<Snapshot | null> {
    if (first !== null && sleeper !== null && !(await sleeper.ready())) {
      throw new Error(text("panelFailed", "sample.csv"));
    }
    return stage.shown?.snapshot ?? null;
  }

  /** Resolves once a load has come to its end on screen. */
  const end = (one: Loading): Promise<void> =>
    one.state.loading ? new Promise((resolve) => ended.push(resolve)) : Promise.resolve();

  function tellAlone(title: string, acts: readonly Act[]): void {
    notice.update(null, { sign: "triangle", title, lines: [], details: [], acts, retryAt: null });
  }

  async function openOffer({ source }: Offer, days: number): Promise<void> {
    const account = live?.session.account ?? null;
    if (account === null) {
      stage.show(null);
      await askToSignIn(source.scopes, live?.session.trouble ?? null);
      return;
    }
    stage.own(account.tenantId);
    const to = now();
    await openAny(source, to - days * DAY, to);
  }

  /** What stands between the reader and the data before anything can be loaded. */
  async function askToSignIn(scopes: readonly string[], trouble: Trouble | null): Promise<void> {
    if (live === null) return;
    const { session, place } = live;
    const { sessionScreen } = await import("../session/screens");
    const changed = (next: Trouble | null): void => {
      if (next === null) void open(false);
      else void askToSignIn(scopes, next);
    };
    const screen = sessionScreen({ session, place, scopes, changed }, trouble);
    if (screen !== null) notice.place(screen);
  }

  async function openAny(source: Loading["source"], from: number, to: number): Promise<void> {
    const asked = opened;
    const loaded = await parts();
    if (opened === asked) loading = start(loaded, source, { from, to });
  }

  function start(
    { openSource }: Full,
    source: Loading["source"],
    range: { readonly from: number; readonly to: number },
    clock?: number,
  ): Loading {
    const means = {
      now,
      schedule(run: () => void, ms: number) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      draw: (one: Loading) => draw(one),
      progress: () => drawHeader(),
      why: (troubles: readonly Trouble[]) => notice.why(troubles),
    };
    return openSource(source, range, means, clock);
  }

  function draw(one: Loading): void {
    if (loading !== null && one !== loading) return;
    loading = one;
    if (stage.isWriting) {
      setTimeout(() => draw(one), TICK);
      return;
    }
    const { state } = one;
    const holds = displayed !== null && displayed !== one;
    const came = !state.loading && (state.troubles.length === 0 || one.snapshot().columns.count > 0);
    if (displayed !== one && (!holds || came)) {
      displayed = one;
      evidence?.renew();
    }
    // The view fits itself to what the header leaves.
    drawHeader();
    if (displayed === one) show(one);
    judge();
    if (state.loading) return;
    for (const done of ended) done();
    ended = [];
  }

  function show(one: Loading): void {
    const { state, source } = one;
    const snapshot = one.snapshot();
    const isOffered = offerOf(source.kind) !== null;
    const words = { sourceName: nameOf(source.kind), tellsMissing: state.troubles.length > 0, fixedFields: isOffered };
    stage.show({ snapshot, ...words });
    if (state.loading) return;
    if (source.kind === "file") stage.own(one.tenant() || "file");
    const { address } = route;
    const { openId } = address.view;
    if (openId === null || snapshot.columns.count === 0 || snapshot.columns.id.includes(openId)) return;
    stage.view.say(say("shellGone"));
    route.settle({ ...address, view: { ...address.view, openId: null } });
  }

  function judge(): void {
    if (loading === null) return;
    const { state, range, source } = loading;
    const [refused] = source.kind === "file" ? state.troubles.filter(({ kind }) => kind === "refused") : [];
    if (refused?.detail !== undefined && displayed?.snapshot().columns.count === 0) {
      tellAlone(refused.detail, ["file", "sample", "paste"]);
      return;
    }
    const snapshot = displayed?.snapshot() ?? null;
    const isLive = offerOf(source.kind) !== null;
    notice.update({ load: state, snapshot, ...range, isLive, isFormer: displayed !== loading, now: now() });
  }

  function drawHeader(): void {
    header.meter.update(loading?.state ?? null, now(), format);
    header.update(
      headerState({
        live,
        fileName: file === null ? null : nameOf("file"),
        kind: opened?.kind ?? null,
        days: opened?.days ?? null,
        tab: route.address.tab,
        displayed,
        now: now(),
        format,
        signIn: () => void acts.carryOut("signIn"),
        signOut: () => void acts.carryOut("otherAccount"),
        chosen: switchAccount,
      }),
    );
  }

  /** What was shown to the former account goes, the report with it. */
  function switchAccount(): void {
    void report?.then((one) => one.destroy(), acts.failed);
    report = null;
    void open(false);
    showTab(route.address.tab);
  }

  async function chooseFile(): Promise<void> {
    const chosen = await pickFile();
    drawHeader();
    if (chosen !== null) await openFile(chosen);
  }

  async function openFile(chosen: File): Promise<void> {
    const [{ createFileSource }, { holdsFacts }] = await Promise.all([
      import("../sources/file"),
      import("../sources/sniff"),
    ]);
    if (!(await holdsFacts(chosen))) {
      await giveBack(chosen);
      return;
    }
    file = createFileSource(chosen);
    route.go({ ...route.address, source: "file", range: null });
    await open(false);
  }

  setInterval(() => {
    if (document.hidden) return;
    drawHeader();
    notice.tick();
    evidence?.tick();
  }, TICK);
  // The words of states are at hand before anything live can fail.
  void (live === null && fault === null ? Promise.resolve() : notice.ready()).then(() => follow(route.address));
}
