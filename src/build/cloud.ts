import { PARTS, startCloud, type Cloud } from "../cloud";
import { clouds } from "../knowledge";

/** Starts the stand-in cloud with every login and mutual-TLS host that the product knows. */
export function startTestCloud(): Promise<Cloud> {
  return startCloud({ signIn: clouds, parts: PARTS });
}

/** Arguments with which a browser finds the stand-in under production's names, and nothing else but this machine. */
export function cloudBrowserArgs({ ports }: Cloud): string[] {
  const rules = [...ports].map(([host, port]) => `MAP ${host}:443 127.0.0.1:${String(port)}`);
  const others = ["MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE 127.0.0.1"];
  return ["--ignore-certificate-errors", `--host-resolver-rules=${[...rules, ...others].join(" , ")}`];
}
