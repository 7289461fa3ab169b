import type { Session, SignInPlace } from "./types";

let opened: Promise<Session> | undefined;

/**
 * The page's one session: takes up the answer of a sign-in that the page has just come back from, and finds accounts that
 * are at hand. Never leaves the page. The library comes as a chunk of its own. Rejects only where that does not load.
 */
export function openSession(place: SignInPlace): Promise<Session> {
  opened ??= import("./msal")
    .then(({ startSession }) => startSession(place))
    .catch((error: unknown) => {
      // A chunk that did not come may come the next time.
      opened = undefined;
      throw error;
    });
  return opened;
}
