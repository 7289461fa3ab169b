import type { Snapshot } from "../../model/types";
import type { OfferedFormat, ViewScope } from "../exportFormat";
import type { Way } from "../types";
import { formatWord } from "../menuItems";
import { text } from "../strings";
import type { Intents, NotSaved } from "../types";
import type { ScopeChoice } from "./scopes";

/** From this many principals on writing takes long enough to say so before it begins. */
const MANY = 200;
/** Two frames, so that the line is seen before a long file is written. Ms. */
const SEEN = 32;

/** What saving needs of the view around it. */
export interface SaverEvents {
  say(line: string, ways?: readonly Way[]): void;
  snapshot(): Snapshot | null;
  /** The scopes that the menu above the list offers now. */
  choices(): readonly ScopeChoice[];
  /** Shows a text to copy over the view. */
  showText(content: string): void;
}

export interface Saver {
  save(format: OfferedFormat, scope: ViewScope): void;
  /** No file can be written for the reason given: says so, and offers the text instead where the shell can. */
  refuse(reason: string, scope: ViewScope): void;
}

/** Asks the shell for files and tells the reader what came of it. */
export function createSaver(intents: Intents, events: SaverEvents): Saver {
  const principalsOf = (scope: ViewScope): number => {
    if (scope.kind === "all") return events.snapshot()?.columns.count ?? 0;
    return scope.kind === "principals" ? scope.ids.length : 1;
  };

  function copy(scope: ViewScope): void {
    const asked = intents.copyInstead?.(scope) ?? Promise.resolve("");
    asked.then(
      (content) => {
        if (content !== "") events.showText(content);
      },
      () => events.say(text("copyNothing")),
    );
  }

  function refuse(reason: string, scope: ViewScope): void {
    const ways = [{ key: "instead", label: text("copyInstead"), run: () => copy(scope) }];
    events.say(reason, intents.copyInstead ? ways : []);
  }

  /** A text to copy would be as large; what is left is to export less. */
  function offerLess(format: OfferedFormat, line: string, smaller: readonly ViewScope["kind"][]): void {
    const ways = events
      .choices()
      .filter(({ kind }) => smaller.includes(kind))
      .map(({ kind, words, scope }) => ({ key: `less-${kind}`, label: words, run: () => save(format, scope()) }));
    if (ways.length > 0) events.say(`${line} ${text("exportLess")}`, ways);
    else events.say(`${line} ${text("exportLessHow")}`);
  }

  function told(format: OfferedFormat, scope: ViewScope, answer: string | NotSaved): void {
    if (typeof answer === "string") events.say(answer);
    else if (answer.smaller === undefined) refuse(answer.line, scope);
    else offerLess(format, answer.line, answer.smaller);
  }

  function save(format: OfferedFormat, scope: ViewScope): void {
    const write = (): void => {
      intents.exportAs(format, scope).then(
        (answer) => told(format, scope, answer),
        (error: unknown) => events.say(text("exportFailed", error instanceof Error ? error.message : String(error))),
      );
    };
    if (principalsOf(scope) < MANY) {
      write();
      return;
    }
    events.say(text("writing", formatWord(format)));
    setTimeout(write, SEEN);
  }

  return { save, refuse };
}
