import { readViewState, type ViewState, writeViewState } from "../../view/viewState";
import { bytes, hasBeen, payload, VERSION } from "../../model/kept/text";

/** The state of one instance's view and when it was left so, epoch ms. */
export interface KeptView {
  readonly at: number;
  readonly state: ViewState;
}

/** Views of several instances, newest first. */
export type KeptViews = ReadonlyMap<string, KeptView>;

const MOST_INSTANCES = 20;
const LONGEST_ID = 200;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Reads `{"v":1,"views":[[instance, at, state], …]}` from anything at all; what cannot be meant is left out. `dropped`
 * counts what concerns `instance` or the whole text: other instances speak for themselves.
 */
export function readViews(
  text: unknown,
  instance: string,
  now: number,
): { readonly views: KeptViews; readonly dropped: number } {
  const given = payload(text, "views");
  const views = new Map<string, KeptView>();
  if (!Array.isArray(given)) return { views, dropped: 1 };
  let dropped = 0;
  for (const one of given.slice(0, MOST_INSTANCES) as unknown[]) {
    const [id, at, state] = listOf(one);
    if (typeof id !== "string" || id === "" || id.length > LONGEST_ID || views.has(id) || !hasBeen(at, now)) {
      if (id === instance) dropped++;
      continue;
    }
    const read = readViewState(state);
    if (id === instance) dropped += read.dropped;
    views.set(id, { at, state: read.state });
  }
  return { views, dropped };
}

/** Writes the views with that of one instance in front, into at most `most` bytes; the oldest are left out. */
export function writeViews(views: KeptViews, instance: string, own: KeptView, most: number): string {
  const others = [...views].filter(([id]) => id !== instance).sort(([, a], [, b]) => b.at - a.at);
  const written: string[] = [];
  let size = bytes(wrapped(""));
  for (const [id, { at, state }] of [[instance, own] as const, ...others].slice(0, MOST_INSTANCES)) {
    const one = JSON.stringify([id, at, writeViewState(state)]);
    size += bytes(one) + 1;
    if (size > most) break;
    written.push(one);
  }
  return wrapped(written.join(","));
}

const wrapped = (views: string): string => `{"v":${String(VERSION)},"views":[${views}]}`;

/** Reads the view that a report's author left, `{"v":1,"view":[at, state]}`; null where there is none that can be read. */
export function readView(text: unknown, now: number): { readonly view: KeptView | null; readonly dropped: number } {
  const given = payload(text, "view");
  const [at, state] = listOf(given);
  if (!hasBeen(at, now)) return { view: null, dropped: 1 };
  const read = readViewState(state);
  return { view: { at, state: read.state }, dropped: read.dropped };
}

/** What a report keeps of its author's view: not what was open, which concerns nobody else. */
export const writeView = ({ at, state }: KeptView): string =>
  JSON.stringify({ v: VERSION, view: [at, writeViewState({ ...state, openId: null })] });
