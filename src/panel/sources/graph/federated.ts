import { isGuid } from "./guid";
import { faultOf } from "../../net/fault";
import { backOff } from "../../net/backOff";
import type { Call, Outside, Send } from "../../net/types";
import { TroubleError, type Trouble } from "../../trouble";
import { say } from "../../words";
import { readersFormat } from "../../words/reader";
import { readChain, START } from "./chain";
import type { Application } from "./rest";

type Row = Readonly<Record<string, unknown>>;

export interface FederatedTask {
  /** The call of the batch, without its body. */
  readonly call: Call;
  readonly send: Send;
  readonly outside: Pick<Outside, "now" | "sleep" | "random">;
  /** Applications still to be asked for; those that were answered are taken out. */
  readonly left: Application[];
  /** An application with its credentials, in the shape of the directory. */
  take(application: Row): void;
  /** Told after each batch. */
  step(): void;
}

/** The most requests that one batch takes. Source: concepts/json-batching.md. */
export const BATCH = 20;
const MOST_ROUNDS = 5;

/** Reads the federated credentials of applications, twenty at a time. Gives the trouble of those that were refused. */
export async function readFederated(task: FederatedTask): Promise<Trouble | null> {
  const { left } = task;
  let refused: Trouble | null = null;
  let count = 0;
  // What is no id never goes into an address.
  left.splice(0, left.length, ...left.filter(({ id }) => isGuid(id)));
  for (let round = 1; left.length > 0;) {
    const asked = left.slice(0, BATCH);
    const answers = answersIn(await task.send({ ...task.call, body: bodyOf(asked) }));
    const later: { readonly trouble: Trouble; readonly wait: number }[] = [];
    for (const [index, application] of asked.entries()) {
      const answer = answers.get(String(index + 1));
      const fault = answer === undefined ? null : await judge(task, application, answer);
      const isDone = answer !== undefined && (fault === null || fault.tries === 1);
      if (isDone) left.splice(left.indexOf(application), 1);
      if (fault?.tries === 1) {
        refused ??= fault.trouble;
        count++;
      } else if (!isDone) {
        const wait = fault?.retryAfter ?? backOff(round, task.outside.random());
        const trouble = fault?.trouble ?? { kind: "server", part: task.call.part };
        later.push({ trouble, wait });
      }
    }
    const [first] = later;
    if (first === undefined) {
      round = 1;
      task.step();
      continue;
    }
    const wait = Math.max(...later.map((each) => each.wait));
    if (++round > MOST_ROUNDS) throw new TroubleError({ ...first.trouble, retryAt: task.outside.now() + wait });
    await pause(task, wait);
  }
  return refused === null ? null : { ...refused, detail: say("graphSomeApplications", readersFormat().number(count)) };
}

function bodyOf(applications: readonly Application[]): unknown {
  return {
    requests: applications.map(({ id }, index) => ({
      id: String(index + 1),
      method: "GET",
      url: `/applications/${id}/federatedIdentityCredentials`,
    })),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

function answersIn(batch: unknown): ReadonlyMap<string, Answer> {
  const { responses } = objectOf(batch);
  const answers = new Map<string, Answer>();
  for (const each of Array.isArray(responses) ? (responses as unknown[]) : []) {
    const { id, status, headers, body } = objectOf(each);
    if (typeof id !== "string" || typeof status !== "number" || status < 200 || status > 599) continue;
    const retry = Object.entries(objectOf(headers)).find(([name]) => name.toLowerCase() === "retry-after")?.[1];
    const isText = typeof retry === "string" || typeof retry === "number";
    answers.set(id, { status, headers: new Headers(isText ? { "Retry-After": asHeader(retry) } : {}), body });
  }
  return answers;
}

const asHeader = (value: string | number): string => String(value).replaceAll(/[^\x20-\x7e]/g, "");

async function judge(
  task: FederatedTask,
  application: Application,
  { status, headers, body }: Answer,
): Promise<ReturnType<typeof faultOf> | null> {
  // It was deleted after it was listed.
  if (status === 404) return null;
  if (status !== 200) {
    const response = new Response(null, { status: status === 204 ? 500 : status, headers });
    return faultOf(task.call, response, JSON.stringify(body), { id: "", token: "", now: task.outside.now() });
  }
  const credentials: Row[] = [];
  const { origin, pathname } = new URL(task.call.url);
  const path = pathname.slice(0, pathname.lastIndexOf("/"));
  const first = `${origin}${path}/applications/${application.id}/federatedIdentityCredentials`;
  await readChain({
    first,
    rest: START,
    // The first page came with the batch.
    get: (url) =>
      url === first ? Promise.resolve(body) : task.send({ ...task.call, method: "GET", body: undefined, url }),
    keyOf: (row) => JSON.stringify(row),
    take: (rows) => credentials.push(...rows),
    keep: () => undefined,
    about: { part: task.call.part },
  });
  const { appId, displayName } = application;
  if (credentials.length > 0) task.take({ appId, displayName, federatedIdentityCredentials: credentials });
  return null;
}

async function pause({ outside, call }: FederatedTask, wait: number): Promise<void> {
  call.onWait?.(outside.now() + wait);
  try {
    await outside.sleep(wait, call.signal);
  } catch {
    throw new TroubleError({ kind: "cancelled", part: call.part });
  } finally {
    call.onWait?.(null);
  }
}

const objectOf = (value: unknown): Row => (typeof value === "object" && value !== null ? (value as Row) : {});
