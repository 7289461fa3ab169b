import { readReport, reportCall, scopeOf } from "./address";
import { faultOf, faultOfEvent, type Fault } from "./faults";
import { createRenewal, type Renewal } from "./renewal";
import type { Clock, EmbedConfig, EmbeddedReport, PowerBi, ReportMeans } from "./types";

/** A frame that says nothing for this long is held back by something. */
const PATIENCE = 60_000;
/** After a new token, complaints about the old one are still on their way. */
const ECHO = 10_000;

export type EmbedState =
  | { readonly kind: "loading"; readonly phase: "viewer" | "report" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly fault: Fault };

export interface EmbeddingMeans extends Pick<ReportMeans, "config" | "cloud" | "send" | "tokens"> {
  readonly clock: Clock;
  /** Loads the viewer. */
  open(): Promise<PowerBi>;
  changed(state: EmbedState): void;
  /** The report's name, as soon as it is known. Attacker-controlled text. */
  named(name: string): void;
  /** Something went wrong in a report that stays on screen. */
  notice(fault: Fault, about: "visual" | "renewal"): void;
  selected(detail: unknown): void;
}

/** The life of one embedded report, from no frame to a frame whose token is kept fresh. Knows no DOM. */
export interface Embedding {
  /** Starts, or starts again after a failure; does nothing while it loads or is ready. */
  start(): void;
  /** The report once it has loaded; null before and after a failure. */
  readonly report: EmbeddedReport | null;
  /** Renews the token where it is time. */
  check(): void;
  stop(): void;
}

export function createEmbedding(means: EmbeddingMeans): Embedding {
  const { config, cloud, send, tokens, clock } = means;
  const scopes = [scopeOf(cloud)];
  let powerBi: PowerBi | null = null;
  let embedded: { readonly config: EmbedConfig; readonly report: EmbeddedReport } | null = null;
  let isLoaded = false;
  let state: EmbedState | null = null;
  let renewal: Renewal | null = null;
  let abort = new AbortController();
  let callOff = (): void => undefined;
  let renewedAt = -Infinity;
  let isRenewing = false;
  let isStopped = false;

  const become = (next: EmbedState): void => {
    state = next;
    means.changed(next);
  };
  const fail = (fault: Fault): void => {
    callOff();
    become({ kind: "failed", fault });
  };
  const token = (signal: AbortSignal): Promise<string> => tokens.token(scopes, { signal });

  /** Runs one try; whatever a later try or the end has overtaken says nothing any more. */
  async function run({ signal }: AbortController): Promise<void> {
    try {
      const viewer = powerBi ?? (await means.open());
      if (isOver(signal)) return;
      if (powerBi === null) {
        powerBi = viewer;
        viewer.bootstrap();
      }
      become({ kind: "loading", phase: "report" });
      const [answer, accessToken] = await Promise.all([send(reportCall(config, cloud, signal)), token(signal)]);
      if (isOver(signal)) return;
      const { name, embedUrl } = readReport(answer, cloud.powerBiAppHost);
      means.named(name);
      if (embedUrl === null) fail({ kind: "address" });
      else await embed(viewer, signal, { ...ids, embedUrl, accessToken, accessTokenProvider });
    } catch (error) {
      if (!isOver(signal)) fail(faultOf(error));
    }
  }
  const ids = { reportId: config.reportId, workspaceId: config.workspaceId };

  async function embed(viewer: PowerBi, signal: AbortSignal, next: EmbedConfig): Promise<void> {
    if (embedded !== null && isLoaded && sameReport(embedded.config, next)) {
      // The frame stands: a new token is all that it needs.
      await embedded.report.setToken(next.accessToken);
      if (signal.aborted) return;
      follow(next.accessToken);
      become({ kind: "ready" });
      return;
    }
    isLoaded = false;
    const report = viewer.embed(next);
    embedded = { config: next, report };
    listen(report, signal);
    follow(next.accessToken);
    callOff = clock.later(PATIENCE, () => {
      if (!signal.aborted) fail({ kind: "timedOut" });
    });
  }

  function listen(report: EmbeddedReport, signal: AbortSignal): void {
    const loaded = (): void => {
      if (isLoaded || signal.aborted) return;
      isLoaded = true;
      callOff();
      become({ kind: "ready" });
    };
    report.on("loaded", loaded);
    report.on("rendered", loaded);
    report.on("dataSelected", (detail) => means.selected(detail));
    report.on("error", (detail) => {
      const fault = faultOfEvent(detail);
      if (fault.kind === "signedOut") void expired(fault);
      else if (isLoaded) means.notice(fault, "visual");
      else fail(fault);
    });
  }

  /** The frame says that its token has ended: a fresh one often mends it before anybody notices. */
  async function expired(fault: Fault): Promise<void> {
    const { signal } = abort;
    const old = embedded;
    if (isRenewing || clock.now() - renewedAt < ECHO) return;
    isRenewing = true;
    try {
      const fresh = await token(signal);
      if (isOver(signal) || old === null) return;
      if (fresh === old.config.accessToken) fail(fault);
      else {
        await old.report.setToken(fresh);
        follow(fresh);
      }
    } catch (error) {
      if (!isOver(signal)) fail({ ...fault, ...faultOf(error) });
    } finally {
      isRenewing = false;
    }
  }

  async function accessTokenProvider(): Promise<string | null> {
    const { signal } = abort;
    if (isOver(signal)) return null;
    try {
      const fresh = await token(signal);
      if (isOver(signal)) return null;
      follow(fresh);
      return fresh;
    } catch (error) {
      // A rejection would be written to the console; null tells the frame that there is none.
      if (!isOver(signal)) means.notice(faultOf(error), "renewal");
      return null;
    }
  }

  function follow(fresh: string): void {
    renewal ??= createRenewal({
      clock,
      fetch: () => token(abort.signal),
      give: (next) => embedded?.report.setToken(next) ?? Promise.resolve(),
      failed: (error) => means.notice(faultOf(error), "renewal"),
    });
    renewal.follow(fresh);
    if (embedded !== null && embedded.config.accessToken !== fresh) renewedAt = clock.now();
    if (embedded !== null) embedded = { ...embedded, config: { ...embedded.config, accessToken: fresh } };
  }

  /** After a failure of the frame itself it is taken away: what is in it may never recover. */
  function clear(): void {
    abort.abort();
    abort = new AbortController();
    callOff();
    if (embedded !== null && !isLoaded) {
      powerBi?.reset();
      powerBi = null;
      embedded = null;
    }
  }

  return {
    start() {
      if (isStopped || (state !== null && state.kind !== "failed")) return;
      clear();
      if (cloud.powerBiApiHost === "" || cloud.powerBiAppHost === "" || cloud.powerBiResource === "") {
        fail({ kind: "notInCloud" });
        return;
      }
      become({ kind: "loading", phase: "viewer" });
      void run(abort);
    },
    get report() {
      return state?.kind === "ready" && embedded !== null ? embedded.report : null;
    },
    check() {
      renewal?.check();
    },
    stop() {
      abort.abort();
      callOff();
      renewal?.stop();
      powerBi?.reset();
      powerBi = null;
      embedded = null;
      state = null;
      isStopped = true;
    },
  };
}

// A call, since a signal that is asked twice may answer differently the second time.
const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Whether two configurations show the same report in the same way; tokens come and go. */
function sameReport(one: EmbedConfig, other: EmbedConfig): boolean {
  const shape = (config: EmbedConfig): string => JSON.stringify({ ...config, accessToken: "" });
  return shape(one) === shape(other);
}
