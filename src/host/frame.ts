/** The runtime inside the sandboxed frame: it is inlined before the visual's own script and makes the host for it. */

import type powerbi from "powerbi-visuals-api";
import { installClock } from "./frame/clock";
import { Dialogs, showDialog } from "./frame/dialogs";
import { describe, installHooks } from "./frame/hooks";
import { createHost } from "./frame/mockHost";
import { pageBackground } from "./frame/palette";
import { click, countElements, probe } from "./frame/probe";
import { Recorder } from "./frame/recorder";
import { Renderings } from "./frame/rendering";
import { idFrom, Selections } from "./frame/selection";
import { Session } from "./frame/session";
import { summarize } from "./frame/summary";
import type { FrameOptions, FromFrame, InitMessage, Request, ToFrame } from "./protocol";

interface PowerBIGlobal {
  visuals?: { plugins?: Record<string, powerbi.visuals.plugins.IVisualPlugin> };
}

const recorder = new Recorder();
installHooks(recorder);
installClock();
countElements();
// The packaged script registers its plugin only where this global exists already.
const powerbiGlobal: PowerBIGlobal = {};
Object.assign(window, { powerbi: powerbiGlobal });

let element: HTMLElement | undefined;

function place(options: FrameOptions): void {
  if (!element) return;
  element.style.width = `${String(options.width)}px`;
  element.style.height = `${String(options.height)}px`;
  document.body.style.background = pageBackground(options);
}

/** An empty element for the visual, in the place of the one before. */
function freshElement(init: InitMessage, options: FrameOptions): HTMLElement {
  element?.remove();
  element = document.createElement("div");
  element.className = `visual visual-${init.guid}`;
  document.body.append(element);
  place(options);
  return element;
}

function begin(init: InitMessage, port: MessagePort): void {
  const send = (message: FromFrame): void => {
    port.postMessage(message);
  };
  const renderings = new Renderings(recorder);
  const session = new Session(init, recorder, renderings);
  const dialogs = new Dialogs(recorder);
  let selections = new Selections(recorder, () => session.options.place !== "tile");
  recorder.connect(send);

  const create = async (): Promise<void> => {
    const into = freshElement(init, session.options);
    const plugin = powerbiGlobal.visuals?.plugins?.[init.guid];
    if (!plugin) {
      recorder.problem("stand-in", `The package registers no plugin named ${init.guid}`);
      return;
    }
    try {
      if (init.dialog) {
        showDialog(plugin, into, init.dialog, send);
        return;
      }
      const host = createHost({ init, session, recorder, renderings, selections, dialogs });
      const visual = plugin.create({ element: into, host });
      await session.start(visual as powerbi.extensibility.visual.IVisual);
    } catch (error) {
      recorder.problem("exception", `create threw ${describe(error)}`, stackOf(error));
    }
  };

  const answer = async (request: Request): Promise<unknown> => {
    switch (request.kind) {
      case "options":
        place(request.options);
        return session.setOptions(request.options);
      case "dataset":
        return session.setDataset(request.dataset, request.now, request.options);
      case "objects":
        return session.setObjects(request.objects);
      case "resend":
        return session.resend(request.type, request.times);
      case "select":
        selections.setFromHost(request.ids.map(idFrom));
        return undefined;
      case "formattingModel":
        // A formatting model is deeper than what else is summarised.
        return summarize(session.visual?.getFormattingModel?.(), -6);
      case "leave":
        session.leave();
        return undefined;
      case "recreate":
        session.leave();
        selections = new Selections(recorder, () => session.options.place !== "tile");
        return create();
      case "send":
        return session.send(request.updates, request.more);
      case "probe":
        return probe(request.selector);
      case "click":
        return click(request.selector, request.nth, request.ctrlKey);
      case "bookmark":
        return { selection: selections.keys, filters: session.filters };
      case "applyBookmark":
        await session.restoreFilters(request.bookmark.filters);
        selections.setFromHost(request.bookmark.selection.map(idFrom));
        return undefined;
      case "storage":
        for (const key of Object.keys(init.saved.storage)) Reflect.deleteProperty(init.saved.storage, key);
        Object.assign(init.saved.storage, request.storage);
        return undefined;
      case "dialogResult":
        dialogs.close(request.dialog, request.actionId, request.resultState);
        return undefined;
      case "settle":
        await session.settle();
        recorder.flushCounts();
        return undefined;
    }
  };
  port.onmessage = (event: MessageEvent<ToFrame>): void => {
    const message = event.data;
    if (message.kind !== "request") return;
    answer(message.request).then(
      (value) => {
        send({ kind: "answer", id: message.id, value });
      },
      (error: unknown) => {
        recorder.problem("exception", describe(error), stackOf(error));
        send({ kind: "answer", id: message.id, error: describe(error) });
      },
    );
  };
  void create().then(() => {
    send({ kind: "started" });
  });
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

// Files that are dragged over the frame belong to the page, which covers the frame as soon as it knows.
window.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  recorder.emit({ kind: "drag" });
});

// The page answers the greeting with one end of a channel, so that visuals see no messages of ours.
function greet(): void {
  const listen = (event: MessageEvent<ToFrame>): void => {
    const port = event.ports[0];
    if (event.source !== window.parent || event.data.kind !== "init" || !port) return;
    window.removeEventListener("message", listen);
    event.stopImmediatePropagation();
    begin(event.data, port);
  };
  window.addEventListener("message", listen);
  window.parent.postMessage({ standIn: "hello" }, "*");
}

document.addEventListener("DOMContentLoaded", greet);
