import { clouds } from "../../src/knowledge";
import { openSession } from "../../src/panel/session/openSession";
import { sessionScreen, sessionScreens, type SessionMeans } from "../../src/panel/session/screens";
import type { Session } from "../../src/panel/session/types";
import type { Trouble } from "../../src/panel/trouble";

/** What tests find on the page. */
export interface Harness {
  readonly session: Session;
}

/** A page that has nothing but the sign-in: its screens, and who is signed in. */
async function start(): Promise<void> {
  const tenant = (await (await fetch("config.json")).json()) as { tenantId: string; clientId: string };
  const place = { tenant, loginHost: clouds[0]?.loginHost ?? "" };
  const session = await openSession(place);
  const scopes = (document.documentElement.dataset["scopes"] ?? "").split(" ");
  const draw = (trouble: Trouble | null): void => {
    const { account } = session;
    const screen = sessionScreen(means, trouble);
    const rest = account === null ? null : sessionScreens.accountLine(session, account);
    document.body.replaceChildren(...[rest, screen].filter((one) => one !== null));
  };
  const means: SessionMeans = { session, place, scopes, changed: draw };
  draw(session.trouble ?? null);
  (globalThis as unknown as { harness: Harness }).harness = { session };
}

void start();
