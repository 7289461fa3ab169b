import type { CloudPart, Tenant } from "../../src/cloud/types";
import type { Call, Send } from "../../src/panel/net/types";
import { TroubleError, type Trouble, type TroubleKind } from "../../src/panel/trouble";

const KINDS: Readonly<Record<number, TroubleKind>> = {
  401: "signedOut",
  403: "role",
  429: "throttled",
  504: "timedOut",
};

/** A send without token, limiter and retries over a part of the stand-in cloud; keeps the calls that it was given. */
export function standInSend(part: CloudPart, tenant: Tenant, calls: Call[] = []): Send {
  return async (call) => {
    calls.push(call);
    if (call.signal.aborted) throw new TroubleError({ kind: "cancelled", part: call.part });
    const response = await part.handle(
      new Request(call.url, {
        method: call.method ?? "GET",
        headers: { authorization: "Bearer x", "content-type": "application/json" },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      }),
      tenant,
    );
    const text = await response.text();
    if (!response.ok) throw new TroubleError(troubleOf(call, response.status, text));
    try {
      return text === "" ? null : JSON.parse(text);
    } catch {
      throw new TroubleError({ kind: "server", part: call.part, status: response.status });
    }
  };
}

function troubleOf(call: Call, status: number, text: string): Trouble {
  const messages: string[] = [];
  let error = (JSON.parse(text) as { error?: Inner }).error;
  const code = error?.code ?? "";
  for (; error !== undefined; error = error.innererror) messages.push(`${error.code}: ${error.message}`);
  const kind = KINDS[status] ?? (status >= 500 ? "server" : "refused");
  const role = kind === "role" ? { role: call.role } : {};
  return { kind, part: call.part, status, code, detail: messages.join(" · "), ...role };
}

interface Inner {
  readonly code: string;
  readonly message: string;
  readonly innererror?: Inner;
}
