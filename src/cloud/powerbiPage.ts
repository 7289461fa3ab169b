export interface EmbedPageSettings {
  /** Loads and renders; raises `error`; refuses the load call; or says nothing. */
  readonly load?: "render" | "error" | "refuse" | "silent";
  /** The detail of `error`, or the body of the refusal. */
  readonly error?: unknown;
  readonly pages?: readonly PageSettings[];
  /** Principals that can be selected on the page. */
  readonly principals?: readonly string[];
  readonly table?: string;
  readonly column?: string;
}

export interface PageSettings {
  readonly name: string;
  readonly displayName: string;
  /** Types of its visuals; a custom visual's is its id. */
  readonly visuals: readonly string[];
}

/**
 * The page in the frame. It speaks the protocol of http-post-message 0.3 over window-post-message-proxy: requests have
 * method, url, headers.id and a body; answers repeat headers.id and add statusCode. `standIn` steers it from a test.
 */
export function embedPage(settings: EmbedPageSettings): string {
  // Within a script, "<" could end it.
  const data = JSON.stringify({ ...DEFAULTS, ...settings }).replaceAll("<", "\\u003c");
  return `<!doctype html><meta charset="utf-8"><title>Report (stand-in)</title><style>${STYLE}</style>
<main><h1>Report <small>stand-in</small></h1><p id="page"></p><p id="filter"></p><div id="rows"></div></main>
<script>const settings = ${data};${SCRIPT}</script>`;
}

const DEFAULTS: Required<Omit<EmbedPageSettings, "error">> = {
  load: "render",
  pages: [
    { name: "ReportSection1", displayName: "Overview", visuals: ["card", "lineChart"] },
    {
      name: "ReportSection2",
      displayName: "Principals",
      visuals: ["servicePrincipalPosture7C1E9A4D52B84F06A3D1E85F6B209C74"],
    },
  ],
  principals: [],
  table: "SignIns",
  column: "ServicePrincipalId",
};

const STYLE =
  "body{margin:0;font:14px system-ui;background:#f3f2f1;color:#252423}main{padding:24px}" +
  "button{display:block;margin:4px 0;padding:6px 10px;font:inherit}small{font-weight:400;color:#605e5c}";

const SCRIPT = String.raw`
const uid = new URLSearchParams(location.search).get("uid");
const state = { loads: [], tokens: [], active: settings.pages[0].name, filters: {}, calls: [], asked: [] };
const waiting = new Map();
let serial = 0;
const toHost = (message) => parent.postMessage(message, "*");
const ask = (url, body) => new Promise((resolve) => {
  const id = "stand-in-" + ++serial;
  waiting.set(id, resolve);
  toHost({ method: "POST", url, headers: { id }, body });
});
const raise = (name, body) => ask("/reports/" + uid + "/events/" + name, body);
const target = { table: settings.table, column: settings.column };
const report = { id: "stand-in", displayName: "Stand-in" };
const pageOf = ({ name, displayName }) => ({ name, displayName, isActive: name === state.active, visibility: 0 });
const draw = () => {
  const active = settings.pages.find(({ name }) => name === state.active);
  document.getElementById("page").textContent = "Page: " + active.displayName;
  const filters = state.filters[state.active] || [];
  document.getElementById("filter").textContent = "Filters: " + JSON.stringify(filters.map(({ target, values }) => [target.column, values]));
  document.getElementById("rows").replaceChildren(...settings.principals.map((id) => {
    const button = document.createElement("button");
    button.textContent = "Select " + id;
    button.onclick = () => standIn.select(id);
    return button;
  }));
};
const load = async (body, headers) => {
  state.loads.push({ id: body.id, embedUrl: body.embedUrl, hasProvider: headers.tokenProviderSupplied === true });
  state.tokens.push(body.accessToken);
  if (settings.load === "silent") return;
  if (settings.load === "error") return raise("error", settings.error);
  await raise("loaded", { type: "report" });
  await raise("rendered", {});
};
const update = (name, { filtersOperation, filters }) => {
  const same = (one, other) => one.target.table === other.target.table && one.target.column === other.target.column;
  const kept = filtersOperation === 3 ? (state.filters[name] || []).filter((old) => !filters.some((next) => same(old, next))) : [];
  state.filters[name] = [...kept, ...filters.filter(({ operator }) => operator !== "All")];
};
const visualFilters = (type) => type.startsWith("servicePrincipalPosture")
  ? [{ $schema: "http://powerbi.com/product/schema#basic", filterType: 1, target, operator: "All", values: [] }] : [];
const answer = ({ method, url, headers, body }) => {
  const [, page, rest] = /^\/report\/pages\/([^/]+)(\/.*)?$/.exec(url) || [];
  if (url === "/report/load" || url === "/report/prepare") {
    if (settings.load === "refuse") return [400, settings.error];
    setTimeout(load, 0, body, headers);
    return [202, {}];
  }
  if (url === "/frontload/config") return [202, {}];
  if (url === "/report/token") return state.tokens.push(body), [202, {}];
  if (method === "GET" && url === "/report/pages") return [200, settings.pages.map(pageOf)];
  if (method === "PUT" && url === "/report/pages/active") return (state.active = body.name), [202, {}];
  const found = settings.pages.find(({ name }) => name === page);
  if (found === undefined) return [404, { message: "PageNotFound" }];
  if (rest === "/filters" && method === "GET") return [200, state.filters[page] || []];
  if (rest === "/filters") return update(page, method === "PUT" ? { filters: body } : body), [202, {}];
  if (rest === "/visuals") return [200, found.visuals.map((type, i) => ({ name: "visual" + i, type, title: "", layout: {} }))];
  const visual = /^\/visuals\/visual(\d+)\/filters$/.exec(rest || "");
  if (visual) return [200, visualFilters(found.visuals[Number(visual[1])])];
  return [404, { message: "NotFound" }];
};
addEventListener("message", ({ data, source }) => {
  if (source !== parent || typeof data !== "object" || data === null) return;
  const id = data.headers && data.headers.id;
  if (data.statusCode !== undefined) {
    waiting.get(id)?.(data);
    waiting.delete(id);
    return;
  }
  state.calls.push(data.method + " " + data.url);
  const [statusCode, body] = answer(data);
  toHost({ statusCode, headers: { id }, body });
  draw();
});
globalThis.standIn = {
  state,
  raise,
  /** Selects one principal, as a click on a row does; nothing selects nothing. */
  select: (...ids) => raise("dataSelected", {
    report, page: { name: state.active }, visual: { name: "visual0", type: "tableEx" }, filters: [],
    dataPoints: ids.map((equals) => ({ identity: [{ target, equals }], values: [] })),
  }),
  async askToken() {
    const { statusCode, body } = await ask("/reports/" + uid + "/eventHooks/newAccessToken", {});
    state.asked.push([statusCode, body]);
    if (statusCode === 200 && typeof body === "string") state.tokens.push(body);
    return [statusCode, body];
  },
};
draw();
`;
