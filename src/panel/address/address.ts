import { type Grade, GRADES, STATES, type VerificationState } from "../../model/types";
import { ALL_FAILING, NO_FAILURES, NO_SIGN_INS } from "../../view/state";
import { INITIAL_VIEW, readViewState, type ViewState, writeViewState } from "../../view/viewState";
import type { SourceKind } from "../sources/types";

export type Tab = "principals" | "report";

/** Everything of the page that an address holds. */
export interface Address {
  readonly tab: Tab;
  /** Null: the first source that is offered. */
  readonly source: SourceKind | null;
  /** Days back from now; null: what the source proposes. */
  readonly range: number | null;
  readonly view: ViewState;
}

export const NOWHERE: Address = { tab: "principals", source: null, range: null, view: INITIAL_VIEW };

const SOURCES: readonly SourceKind[] = ["sample", "file", "graph", "logs"];
/** No source keeps sign-ins for longer. Days. */
const LONGEST_RANGE = 730;
/** Longer than any address that this page writes; the rest is nothing of ours. Characters. */
const LONGEST = 20_000;

/** Filters are named, not numbered: an address outlives the order of a list. */
const GROUPS_OF_STATES: Readonly<Record<string, number>> = {
  anyFailing: ALL_FAILING,
  noFailures: NO_FAILURES,
  noSignIns: NO_SIGN_INS,
};

const statusName = (status: number): string =>
  STATES[status] ?? Object.keys(GROUPS_OF_STATES).find((name) => GROUPS_OF_STATES[name] === status) ?? "";

function statusOf(name: string): number | undefined {
  const at = STATES.indexOf(name as VerificationState);
  if (at >= 0) return at;
  return Object.hasOwn(GROUPS_OF_STATES, name) ? GROUPS_OF_STATES[name] : undefined;
}

function gradeOf(name: string): number | undefined {
  const at = GRADES.indexOf(name as Grade);
  return at >= 0 ? at : undefined;
}

const whole = (text: string): number | undefined => (/^-?\d{1,9}$/.test(text) ? Number(text) : undefined);
const daysOf = (text: string): number | undefined =>
  /^-?\d{1,5}d$/.test(text) ? Number(text.slice(0, -1)) : undefined;

/** `-failures` is descending. */
const sortOf = (text: string): ViewState["sort"] | undefined => {
  const descending = text.startsWith("-");
  return { key: text.slice(descending ? 1 : 0), descending } as ViewState["sort"];
};

/** A lone half of a character would make the address unwritable. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/**
 * The fragment of the page's address, `#/sp/<id>?source=graph&range=30d&code=50171&sort=-failures`. Only what differs
 * from the start is in it, in a fixed order; never anything of a sign-in.
 */
export function writeAddress({ tab, source, range, view }: Address): string {
  const written = writeViewState(view);
  const query = new URLSearchParams();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined) query.append(name, wellFormed(value));
  };
  put("source", source ?? undefined);
  put("range", range === null ? undefined : `${range}d`);
  put("q", written.query);
  put("code", written.code?.toString());
  if (typeof written.grade === "number") put("posture", GRADES[written.grade]);
  if (typeof written.status === "number") put("status", statusName(written.status));
  put("resource", written.resource ?? undefined);
  if (typeof written.days === "number") put("days", `${written.days}d`);
  put("group", written.group);
  if (written.sort !== undefined) put("sort", `${written.sort.descending ? "-" : ""}${written.sort.key}`);
  for (const id of written.among ?? []) put("among", id);
  const { openId } = view;
  const path = [
    ...(tab === "report" ? ["report"] : []),
    ...(openId === null || openId === "" ? [] : ["sp", encodeURIComponent(wellFormed(openId))]),
  ];
  const tail = query.toString();
  return `#/${path.join("/")}${tail === "" ? "" : `?${tail}`}`;
}

/**
 * Reads a fragment as far as it can be meant; what cannot is as at the start. Null for one that this page has not written,
 * for example the answer of a sign-in.
 */
export function readAddress(hash: string): Address | null {
  if (!hash.startsWith("#/") || hash.length > LONGEST) return null;
  const mark = hash.indexOf("?");
  const path = (mark < 0 ? hash.slice(2) : hash.slice(2, mark)).split("/");
  const query = new URLSearchParams(mark < 0 ? "" : hash.slice(mark + 1));
  const tab: Tab = path[0] === "report" ? "report" : "principals";
  const [kind, id] = tab === "report" ? path.slice(1) : path;
  const openId = kind === "sp" && id !== undefined && id !== "" ? decoded(id) : null;
  const one = <T>(name: string, read: (text: string) => T | undefined): T | undefined => {
    const text = query.get(name);
    return text === null ? undefined : read(text);
  };
  const among = query.getAll("among");
  const given: Partial<Record<keyof ViewState, unknown>> = {
    query: one("q", (text) => text),
    code: one("code", whole),
    grade: one("posture", gradeOf),
    status: one("status", statusOf),
    resource: one("resource", (text) => text),
    days: one("days", daysOf),
    group: one("group", (text) => text),
    sort: one("sort", sortOf),
    among: among.length > 0 ? among : undefined,
    openId,
  };
  const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const range = one("range", daysOf);
  return {
    tab,
    source: SOURCES.find((source) => source === query.get("source")) ?? null,
    range: range !== undefined && range > 0 && range <= LONGEST_RANGE ? range : null,
    view: readViewState(told).state,
  };
}

/** Whether going from one address to another is a step that Back takes back; everything else replaces the address. */
export const isStep = (from: Address, to: Address): boolean =>
  from.tab !== to.tab || from.source !== to.source || from.range !== to.range || from.view.openId !== to.view.openId;
