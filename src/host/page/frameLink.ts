import type { FrameEvent, FromFrame, InitMessage, Request } from "../protocol";

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** How long a frame may take to load and to greet. */
const greetingMs = 30_000;

const gone = "The visual took its frame to another address, which was stopped; load it again";

/** One sandboxed frame and the channel to the runtime inside it. */
export class FrameLink {
  readonly element: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  #lost = false;

  private constructor(element: HTMLIFrameElement, port: MessagePort) {
    this.element = element;
    this.#port = port;
  }

  /** Puts a frame into its place, hands it what it starts with, and resolves after its first update has ended. */
  static async open(
    place: { into: HTMLElement; id: string; title: string },
    html: string,
    init: InitMessage,
    onEvent: (event: FrameEvent) => void,
  ): Promise<FrameLink> {
    const element = document.createElement("iframe");
    element.id = place.id;
    element.title = place.title;
    element.setAttribute("sandbox", "allow-scripts");
    element.width = String(init.options.width);
    element.height = String(init.options.height);
    // Counted from before the first one: the greeting may be heard on either side of it.
    let loads = 0;
    let onLeft = (): void => undefined;
    element.addEventListener("load", () => {
      if (++loads > 1) onLeft();
    });
    const greeted = greeting(element);
    element.srcdoc = html;
    place.into.prepend(element);
    await greeted;
    const channel = new MessageChannel();
    const link = new FrameLink(element, channel.port1);
    const started = new Promise<void>((resolve) => {
      onLeft = (): void => {
        link.#lose();
        onEvent({ kind: "problem", problem: { kind: "misuse", message: gone } });
        resolve();
      };
      channel.port1.onmessage = (event: MessageEvent<FromFrame>): void => {
        if (event.data.kind === "answer") link.#answered(event.data.id, event.data.value, event.data.error);
        else if (event.data.kind === "started") resolve();
        else onEvent(event.data);
      };
    });
    // A sandboxed frame has a null origin, which no target origin can name.
    element.contentWindow?.postMessage(init, "*", [channel.port2]);
    await started;
    return link;
  }

  request(request: Request): Promise<unknown> {
    if (this.#lost) return Promise.reject(new Error(gone));
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#port.postMessage({ kind: "request", id, request });
    });
  }

  close(): void {
    this.#port.close();
    this.element.remove();
    this.#refuse("The frame was loaded again");
  }

  /** The document that answered is not there any more. */
  #lose(): void {
    this.#lost = true;
    this.#refuse(gone);
  }

  #refuse(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }

  #answered(id: number, value: unknown, error: string | undefined): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }
}

function greeting(element: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener("message", listen);
      reject(new Error("The frame did not start: does the page's policy allow inline scripts?"));
    }, greetingMs);
    const listen = (event: MessageEvent<{ standIn?: string } | null>): void => {
      if (event.source !== element.contentWindow || event.data?.standIn !== "hello") return;
      window.removeEventListener("message", listen);
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener("message", listen);
  });
}
