import type powerbi from "powerbi-visuals-api";
import { HostEnvironment, PrivilegeStatus, withoutDialogs } from "../constants";
import type { InitMessage } from "../protocol";
import type { Dialogs } from "./dialogs";
import { observe } from "./observe";
import { createPalette } from "./palette";
import { privilege, rejected, resolved } from "./promises";
import type { Recorder } from "./recorder";
import type { Renderings } from "./rendering";
import { createSelectionIdBuilder, type Selections } from "./selection";
import { createDownloadService, createStorageService, findText } from "./services";
import type { Session } from "./session";

type Host = powerbi.extensibility.visual.IVisualHost;

interface Parts {
  init: InitMessage;
  session: Session;
  recorder: Recorder;
  renderings: Renderings;
  selections: Selections;
  dialogs: Dialogs;
}

/** `FilterAction.remove` */
const removeFilter = 1;

const nothing = (): void => undefined;
const notDeclared = (): powerbi.IPromise<powerbi.PrivilegeStatus> => privilege(PrivilegeStatus.notDeclared);

/** Builds the IVisualHost of API 5.11.1 (and the older storageService); every service is recorded on its own. */
export function createHost({ init, session, recorder, renderings, selections, dialogs }: Parts): Host {
  const instanceId = `stand-in-${init.guid}-${String(init.instance)}`;
  const service = <T extends object>(name: string, members: T): T => observe(members, name, recorder);
  const options = () => session.options;
  const dialogsAllowed = (): boolean => !withoutDialogs.includes(options().place);
  const environment: unknown = HostEnvironment[options().place];
  const storage = createStorageService(init.saved.storage, init.capabilities, () => {
    session.save();
  });
  const host: Host & { storageService: unknown } = {
    createSelectionIdBuilder,
    createSelectionManager: () => selections.createManager(),
    colorPalette: service("colorPalette", createPalette(options)),
    persistProperties: (changes) => {
      session.persist(changes);
    },
    applyJsonFilter: (filter, _object, _property, action) => {
      session.setFilters(filter, (action as number) === removeFilter);
    },
    tooltipService: service("tooltipService", { enabled: () => true, show: nothing, move: nothing, hide: nothing }),
    telemetry: service("telemetry", { instanceId, trace: nothing }),
    authenticationService: service("authenticationService", {
      getAADToken: () => resolved(""),
      getResourceUrl: () => resolved(""),
      getAADAuthenticationToken: () => resolved({ payload: "", resourceUrl: "" }),
    }),
    locale: options().locale,
    hostCapabilities: { allowInteractions: options().place !== "tile", allowModalDialog: dialogsAllowed() },
    launchUrl: (url) => {
      if (!/^https?:/i.test(url)) recorder.problem("misuse", `launchUrl opens only http and https addresses: ${url}`);
    },
    fetchMoreData: (aggregateSegments = true) => session.fetchMoreData(aggregateSegments),
    openModalDialog: (dialogId, dialogOptions, initialState) =>
      dialogsAllowed()
        ? dialogs.open({ dialogId, options: structuredClone(dialogOptions ?? {}), initialState })
        : rejected("Modal dialogs are not allowed here"),
    instanceId,
    refreshHostData: () => {
      session.refresh();
    },
    createLocalizationManager: () => ({
      getDisplayName: (key) => {
        const text = findText(init.stringResources, options().locale, key);
        if (text === undefined) recorder.missing(`the text ${key}`, "the package");
        return text ?? key;
      },
    }),
    downloadService: service("downloadService", createDownloadService(options, init.capabilities, recorder)),
    eventService: service("eventService", {
      renderingStarted: (update) => {
        renderings.started(update);
      },
      renderingFinished: (update) => {
        renderings.ended(update, "finished");
      },
      renderingFailed: (update) => {
        renderings.ended(update, "failed");
      },
    } satisfies Host["eventService"]),
    switchFocusModeState: (on) => {
      recorder.emit({ kind: "focus", on });
    },
    hostEnv: environment as Host["hostEnv"],
    displayWarningIcon: nothing,
    licenseManager: service("licenseManager", {
      getAvailableServicePlans: () =>
        resolved({ plans: [], isLicenseUnsupportedEnv: false, isLicenseInfoAvailable: true }),
      notifyLicenseRequired: () => resolved(true),
      notifyFeatureBlocked: () => resolved(true),
      clearLicenseNotification: () => resolved(true),
    }),
    webAccessService: service("webAccessService", { webAccessStatus: notDeclared }),
    drill: nothing,
    applyCustomSort: nothing,
    acquireAADTokenService: service("acquireAADTokenService", {
      acquireAADToken: () => rejected("The stand-in issues no tokens"),
      acquireAADTokenstatus: notDeclared,
    }),
    setCanDrill: nothing,
    storageV2Service: service("storageV2Service", storage),
    storageService: service("storageService", {
      get: (key: string) => storage.get(key),
      set: async (key: string, data: string) => {
        await storage.set(key, data);
        return Object.keys(init.saved.storage).length;
      },
      remove: (key: string) => {
        storage.remove(key);
      },
    }),
    subSelectionService: service("subSelectionService", { subSelect: nothing, updateRegionOutlines: nothing }),
    createOpaqueUtils: () => ({
      compareCustomVisualOpaqueIdentities: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    }),
  };
  return observe(host, "host", recorder);
}
