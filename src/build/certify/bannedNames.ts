/** Names that reach network, storage, console or code from text, alone (`fetch`) or as a member (`window.fetch`). */
export const BANNED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    network: [
      "fetch",
      "XMLHttpRequest",
      "WebSocket",
      "WebTransport",
      "EventSource",
      "RTCPeerConnection",
      "importScripts",
      "Worker",
      "SharedWorker",
    ],
    storage: ["localStorage", "sessionStorage", "indexedDB", "cookieStore"],
    "code from text": ["eval", "execScript"],
    "console output": ["console"],
  }).flatMap(([what, names]) => names.map((name): [string, string] => [name, what])),
);

/** Names that mean something as a member only; a variable of that name is harmless. */
export const BANNED_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["sendBeacon", "network"],
  ["serviceWorker", "network"],
  ["cookie", "storage"],
  ["innerHTML", "HTML from text"],
  ["outerHTML", "HTML from text"],
  ["insertAdjacentHTML", "HTML from text"],
  ["createContextualFragment", "HTML from text"],
  ["setHTMLUnsafe", "HTML from text"],
  ["srcdoc", "HTML from text"],
]);

/** A use that the package may have, as often as `most`, and why. */
export interface Allowed {
  readonly use: string;
  readonly most: number;
  readonly why: string;
}

export const ALLOWED: readonly Allowed[] = [
  {
    use: "this.innerHTML",
    most: 3,
    why: "d3-selection defines its method html, which nothing calls: a call of .html( is a finding of its own",
  },
  { use: "this.node().innerHTML", most: 1, why: "the reading half of the same method" },
];
