import { createServer, type Server } from "node:http";
import type { Tenants } from "./tenants";

const TENANT = /^\/control\/tenants\/([0-9a-f-]{36})(\/requests)?$/i;

/**
 * The address through which tests set up tenants: POST `/control/tenants/<id>` takes its settings as JSON, GET
 * `/control/tenants/<id>/requests` answers what its services were asked, GET `/control/cloud` what `about` says.
 */
export function controlServer(tenants: Tenants, about: () => unknown): Server {
  return createServer((request, response) => {
    const [, id = "", requests] = TENANT.exec(request.url ?? "") ?? [];
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.url === "/control/cloud") {
      answer(200, about());
    } else if (id === "") {
      answer(404, { error: "There is no such address." });
    } else if (request.method === "GET" && requests !== undefined) {
      answer(200, tenants.find(id)?.requests ?? []);
    } else if (request.method === "POST" && requests === undefined) {
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (chunk: string) => (text += chunk));
      request.on("end", () => {
        try {
          tenants.set(id, JSON.parse(text) as Record<string, unknown>);
          answer(200, {});
        } catch {
          answer(400, { error: "Settings are a JSON object." });
        }
      });
    } else {
      answer(405, { error: "POST sets a tenant, GET .../requests reads what it was asked." });
    }
  });
}
