/** Texts about config. */
export const CONFIG = {
  configTitleOne: "config.json has a mistake",
  configTitleMany: "config.json has {0} mistakes",
  configIntro:
    "Nobody can sign in until it is corrected, and no service is called. Correct the file on the host, then reload.",
  configGuide: "docs/panel.md lists every key; config.schema.json beside this page lets an editor check the file.",
  configReload: "Reload",
  configSample: "Go on with sample data",
  configUnreadable: "The file could not be loaded: {0}. Where no tenant is configured, let it hold {} or leave it out.",
  configStatus: "the host answered with status {0}",
  configNetwork: "the host did not answer",
  configPage:
    "The host answered with a web page. It seems to replace missing files by a page of its own: put a config.json beside the page, {} for sample data alone.",
  configSyntax: "This is not JSON: {0}",
  configRoot: "expected one JSON object in braces, found {0}",
  configMissing: "missing; expected {0}",
  configWrong: "expected {0}, found {1}",
  configUnknown: "is no key of this file",
  configMeant: "is no key of this file; did you mean “{0}”?",
  configSecret:
    "A secret must never be in this file, which everybody who opens the page can read. Remove it, and delete that secret from the app registration: it counts as exposed.",
  configNeeds: "needs “{0}” beside it",
  configId: "an id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  configNotZero: "a real id instead of the zeros of the template",
  configCloud: "one of “public”, “usgov”, “china”",
  configText: "a text",
  configName: "a name of 1 to 200 characters",
  configList: "a list of origins in brackets",
  configObject: "an object in braces with “workspaceId” and “reportId”",
  configOrigin:
    "an origin such as https://portal.contoso.com: https, a host in lower case, at most a port; no path, no *",
  configHostOther: "{0} belongs to the cloud “{1}”, but the chosen cloud is “{2}”, whose host is {3}",
  configHostUnknown:
    "{0} is not the host that this build knows for the cloud “{1}” ({2}). A token is never sent to any other: leave the key out, or choose the cloud by “cloud”",
  configHostNone: "no source names such a host for the cloud “{0}”, so none can be used",
  configHostPath: "write {0} alone; the tenant is named by “tenantId”",
  configNothing: "nothing (null)",
  configListFound: "a list",
  configObjectFound: "an object",
} as const;
