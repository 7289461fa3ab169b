import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { PRINT_STYLE_HASH } from "../export/htmlStyle";
import { at } from "./paths";

// The printable page opens from a blob, which inherits this policy: its style is allowed by hash.
const PANEL_CSP =
  `default-src 'none'; script-src 'self'; style-src 'self' '${PRINT_STYLE_HASH}'; ` +
  "connect-src 'self'; img-src 'self' data: blob:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types spp-workbook";

// The stand-in inlines the visual into a srcdoc frame, which inherits this policy.
const HOST_CSP =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
  "img-src data:; font-src data:; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
  const folder = (name: string, csp: string): ReturnType<typeof sirv> =>
    sirv(at("dist", name), {
      dev: true,
      setHeaders: (response) => {
        response.setHeader("Content-Security-Policy", csp);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
      },
    });
  const folders = [
    { prefix: "/panel", handle: folder("panel", PANEL_CSP) },
    { prefix: "/host", handle: folder("host", HOST_CSP) },
  ];
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    const end = url.search(/[?#]/);
    const pathname = end < 0 ? url : url.slice(0, end);
    const query = end < 0 ? "" : url.slice(end);
    const found = folders.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
    if (found === undefined || pathname === found.prefix) {
      const to = found === undefined ? "/panel/" : `${found.prefix}/`;
      if (found === undefined && pathname !== "/") {
        response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
        return;
      }
      response.writeHead(302, { Location: to + query }).end();
      return;
    }
    request.url = url.slice(found.prefix.length);
    found.handle(request, response, () => {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
    });
  });
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
