import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { panelHeaders, type Headers } from "./headers";
import { servedConfig } from "./panelConfig";
import { at } from "./paths";

// The stand-in inlines the visual into a srcdoc frame, which inherits this policy.
const HOST_CSP =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
  "img-src data:; font-src data:; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HOST_HEADERS: Headers = {
  "Content-Security-Policy": HOST_CSP,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** A folder of dist, and the headers that go with each of its files. */
interface Folder {
  readonly prefix: string;
  headers(path: string): Headers | Promise<Headers>;
  readonly files: ReturnType<typeof sirv>;
}

const FOLDERS: readonly Folder[] = [
  {
    prefix: "/panel",
    // The configuration may be changed while the server runs, as on any host.
    headers: async (path) => panelHeaders(await servedConfig(), path),
    files: folder("panel"),
  },
  { prefix: "/host", headers: () => HOST_HEADERS, files: folder("host") },
];

/** A running server; `origin` ends without a slash. */
export interface Site {
  readonly origin: string;
  readonly server: Server;
  close(): Promise<void>;
}

/**
 * Serves dist/panel at `/panel/` and dist/host at `/host/` on 127.0.0.1 with the headers that a real host must send.
 * Port 0 takes any free port. Rejects when the port is taken.
 */
export function serve(port: number): Promise<Site> {
  const server = createServer((request, response) => void answer(request, response));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const { port: bound } = server.address() as AddressInfo;
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => {
            done();
          });
          server.closeAllConnections();
        });
      resolve({ origin: `http://127.0.0.1:${String(bound)}`, server, close });
    });
  });
}

function folder(name: string): ReturnType<typeof sirv> {
  return sirv(at("dist", name), { dev: true, etag: true });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "/";
  const end = url.search(/[?#]/);
  const pathname = end < 0 ? url : url.slice(0, end);
  const query = end < 0 ? "" : url.slice(end);
  const found = FOLDERS.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
  const notFound = (): void => void response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
  if (found === undefined && pathname !== "/") {
    notFound();
    return;
  }
  if (found === undefined || pathname === found.prefix) {
    response.writeHead(302, { Location: `${found?.prefix ?? "/panel"}/${query}` }).end();
    return;
  }
  const path = pathname.slice(found.prefix.length);
  for (const [name, value] of Object.entries(await found.headers(path))) response.setHeader(name, value);
  request.url = path + query;
  found.files(request, response, notFound);
}
