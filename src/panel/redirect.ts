import { NavigationClient } from "@azure/msal-browser";
import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

/** The panel's own page, next to this one. */
const home = new URL("./", location.href).href;

/** Goes to a page of the panel and nowhere else; without an address, to its front page. */
function go(url: string): Promise<boolean> {
  location.replace(url.startsWith(home) ? url : home);
  return new Promise(() => undefined);
}

class Homeward extends NavigationClient {
  override navigateInternal = go;
  override navigateExternal = go;
}

// Where nothing of a sign-in is in the address, as after an administrator's consent, the way leads to the panel as well.
broadcastResponseToMainFrame(new Homeward()).catch(() => {
  if (window.self === window.top) void go(home);
});
