import { models, type Embed, type Page, Report, type service as services } from "powerbi-client";
import type { Column, EmbedConfig, EmbeddedReport, PowerBi, ReportPage } from "./types";

/** Members that powerbi-client has and hides from its types. */
interface Hidden {
  readonly wpmp: { receivedMessageValidation?: { readonly expectedMessageOrigin: string } };
  frontLoadSendConfig(config: unknown): Promise<void>;
}

/**
 * powerbi-client, tied to one origin and silenced. As it comes it posts tokens to whatever the frame shows ("*"), answers
 * every window, writes the token into an attribute, and tells the console when the frame is faster than the token.
 */
export function openPowerBi(host: HTMLElement, appHost: string, language: string): PowerBi {
  const origin = `https://${appHost}`;
  const service = tied(origin);
  const common = {
    type: "report",
    settings: {
      localeSettings: { language },
      panes: { filters: { visible: true, expanded: false }, pageNavigation: { visible: true } },
    },
  };
  return {
    bootstrap() {
      silence(reportOf(service.bootstrap(host, { ...common, hostname: origin })), host);
    },
    embed(config) {
      return embedded(service, reportOf(service.embed(host, { ...common, ...settings(config) })));
    },
    reset() {
      service.reset(host);
    },
  };
}

const settings = ({ reportId, workspaceId, embedUrl, accessToken, accessTokenProvider }: EmbedConfig): object => ({
  id: reportId,
  groupId: workspaceId,
  embedUrl,
  accessToken,
  tokenType: models.TokenType.Aad,
  eventHooks: { accessTokenProvider },
});

function reportOf(embed: Embed): Report {
  if (embed instanceof Report) return embed;
  throw new Error("The viewer made something else than a report.");
}

/** The service that the library makes for itself: another one would leave this one listening. */
function tied(origin: string): services.Service {
  const service = (globalThis as unknown as { readonly powerbi: services.Service }).powerbi;
  service.hpm.defaultTargetOrigin = origin;
  (service as unknown as Hidden).wpmp.receivedMessageValidation = { expectedMessageOrigin: origin };
  return service;
}

/** Its own calls are made on events and leave refusals unheard: they are told as the `error` event that follows else. */
function silence(report: Report, host: HTMLElement): void {
  const load = report.load.bind(report);
  report.load = async (phased) => {
    if (!report.config.accessToken || !report.iframeLoaded) return;
    await load(phased).catch((detail: unknown) => host.dispatchEvent(new CustomEvent("error", { detail })));
  };
  const hidden = report as unknown as Hidden;
  const early = hidden.frontLoadSendConfig.bind(report);
  // What fails here is sent again once the frame has loaded.
  hidden.frontLoadSendConfig = (config) => early(config).catch(() => undefined);
}

function embedded(service: services.Service, report: Report): EmbeddedReport {
  return {
    on(event, listener) {
      // Without a handler: with one that is not there, `off` takes away another one.
      report.off(event);
      report.on(event, (raised) => {
        (raised as unknown as Event).stopPropagation();
        listener(raised.detail);
      });
    },
    async setToken(token) {
      // `report.setAccessToken` would keep the token in an attribute.
      await service.hpm.post("/report/token", token, { uid: report.config.uniqueId }, frameOf(report));
      report.config.accessToken = token;
    },
    async pages() {
      return (await report.getPages()).map(pageOf);
    },
  };
}

function frameOf({ iframe }: Report): Window {
  if (iframe.contentWindow === null) throw new Error("The report's frame is gone.");
  return iframe.contentWindow;
}

function pageOf(page: Page): ReportPage {
  return {
    name: page.name,
    displayName: page.displayName,
    isActive: page.isActive,
    async activate() {
      await page.setActive();
    },
    async filter(column, values) {
      // Replace leaves the author's filters on other columns as they are.
      await page.updateFilters(models.FiltersOperations.Replace, [filterOn(column, values)]);
    },
    filters: () => page.getFilters(),
    async visuals() {
      const visuals = await page.getVisuals();
      return visuals.map((visual) => ({ type: visual.type, filters: () => visual.getFilters() }));
    },
  };
}

function filterOn(column: Column, values: readonly string[]): models.IFilter {
  const operator = values.length === 0 ? "All" : "In";
  return new models.BasicFilter({ ...column }, operator, [...values]).toJSON();
}
