import { PARTS, startCloud, type Cloud } from "../cloud";
import { clouds } from "../knowledge";

/** Starts the stand-in cloud with every login and mutual-TLS host that the product knows. */
export function startTestCloud(): Promise<Cloud> {
  return startCloud({ signIn: clouds, parts: PARTS });
}

/**
 * Arguments with which a browser finds the stand-in under production's names, and nothing else but this machine. To it,
 * the stand-in and the sites at `origins` are somewhere on the internet: pages of a local machine have other rights.
 */
export function cloudBrowserArgs({ ports }: Cloud, origins: readonly string[]): string[] {
  const rules = [...ports].map(([host, port]) => `MAP ${host}:443 127.0.0.1:${String(port)}`);
  const others = ["MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE 127.0.0.1"];
  const everywhere = new Set([...[...ports.values()].map(String), ...origins.map((origin) => new URL(origin).port)]);
  return [
    "--ignore-certificate-errors",
    `--host-resolver-rules=${[...rules, ...others].join(" , ")}`,
    `--ip-address-space-overrides=${[...everywhere].map((port) => `127.0.0.1:${port}=public`).join(",")}`,
  ];
}
