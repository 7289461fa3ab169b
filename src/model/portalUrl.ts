import { clouds } from "../knowledge/clouds";

const HOSTS: ReadonlySet<string> = new Set(clouds.flatMap(({ portalHost }) => (portalHost === "" ? [] : [portalHost])));

/** True for an address of an admin center that this product knows: the only ones that may be opened. */
export function isPortalUrl(url: string): boolean {
  try {
    const { protocol, hostname, username, password, port } = new URL(url);
    return protocol === "https:" && HOSTS.has(hostname) && username === "" && password === "" && port === "";
  } catch {
    return false;
  }
}
