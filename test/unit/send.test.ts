import fc from "fast-check";
import { browserOutside } from "../../src/panel/net/outside";
import { createSend } from "../../src/panel/net/send";
import type { Call } from "../../src/panel/net/types";
import { TroubleError, type Trouble } from "../../src/panel/trouble";
import type { TokenSource } from "../../src/panel/session/types";
import { VirtualTime } from "../support/virtualTime";

const TOKEN = "eyJ0eXAiOiJKV1Qi.eyJzZWNyZXQiOiJ5ZXMi.c2lnbmF0dXJl";
const URL_ = "https://graph.microsoft.com/beta/reports/x";
const ok = (value: unknown = { value: [] }): Response => Response.json(value);
const refusal = (status: number, code = "", headers: Record<string, string> = {}, message = "words"): Response =>
  Response.json({ error: { code, message, innerError: { "request-id": "served-1" } } }, { status, headers });

interface Sent {
  readonly at: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends one call against answers in their order; the last one repeats. */
function scene(answers: readonly (() => Response | Promise<Response>)[], random?: () => number) {
  const time = new VirtualTime();
  const sent: Sent[] = [];
  const asked: (string | undefined)[] = [];
  const tokens: TokenSource = {
    token: (_, options) => {
      asked.push(options?.claims);
      return Promise.resolve(TOKEN);
    },
  };
  const outside = time.outside((_, init) => {
    const { length } = sent;
    sent.push({ at: time.now(), headers: new Headers(init?.headers), body: init?.body });
    const answer = answers[Math.min(length, answers.length - 1)] ?? (() => ok());
    return Promise.resolve().then(answer);
  }, random);
  const waits: (number | null)[] = [];
  const cancel = new AbortController();
  const call: Call = {
    url: URL_,
    scopes: ["https://graph.microsoft.com/AuditLog.Read.All"],
    role: "Reports Reader",
    part: "Sign-ins",
    pace: "reports",
    signal: cancel.signal,
    onWait: (until) => waits.push(until === null ? null : until - time.now()),
  };
  const send = createSend(tokens, outside);
  return { time, sent, asked, waits, cancel, call, send };
}

async function troubleOf(work: Promise<unknown>): Promise<Trouble> {
  try {
    await work;
  } catch (error) {
    if (error instanceof TroubleError) return error.trouble;
    throw error;
  }
  throw new Error("no trouble came");
}

describe("a call", () => {
  it("carries a token, an id and Graph's preference, and answers JSON", async () => {
    const { time, sent, call, send } = scene([() => ok({ a: 1 })]);
    expect(await time.run(send(call))).toEqual({ a: 1 });
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${TOKEN}`);
    expect(sent[0]?.headers.get("client-request-id")).toMatch(/^0{8}-/);
    expect(sent[0]?.headers.get("prefer")).toBe("include-unknown-enum-members");
    expect(time.asleep).toBe(0);
  });

  it.each([
    ["5", 5_000],
    ["Mon, 23 Nov 2026 09:00:07 GMT", 7_000],
    ["soon", 10_000],
    [null, 10_000],
  ])("waits as a throttled answer asks, Retry-After %p", async (header, wait) => {
    const headers: Record<string, string> = header === null ? {} : { "Retry-After": header };
    const { time, sent, waits, call, send } = scene([() => refusal(429, "TooManyRequests", headers), () => ok()]);
    await time.run(send(call));
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(wait);
    expect(waits).toEqual([wait, null]);
  });

  it("gives up after five tries and says when another one may succeed", async () => {
    const { time, sent, call, send } = scene([() => refusal(429, "TooManyRequests")]);
    const trouble = await time.run(troubleOf(send(call)));
    expect(sent.map(({ at }) => at - (sent[0]?.at ?? 0))).toEqual([0, 10_000, 30_000, 70_000, 150_000]);
    expect(trouble).toMatchObject({ kind: "throttled", status: 429, retryAt: time.now() + 120_000 });
  });

  it("does not wait for longer than anybody would", async () => {
    const { time, sent, call, send } = scene([() => refusal(429, "", { "Retry-After": "7200" })]);
    const trouble = await time.run(troubleOf(send(call)));
    expect(sent).toHaveLength(1);
    expect(trouble.retryAt).toBe(time.now() + 7_200_000);
  });

  it.each([
    [401, "InvalidAuthenticationToken", "signedOut"],
    [402, "", "licence"],
    [403, "Authorization_RequestDenied", "role"],
    [403, "Authentication_RequestFromUnsupportedUserRole", "role"],
    [403, "Authentication_MSGraphPermissionMissing", "consent"],
    [403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "licence"],
    [403, "somethingNew", "role"],
    [400, "BadRequest", "refused"],
    [404, "ResourceNotFound", "refused"],
    [413, "", "tooLarge"],
    [500, "InternalServerError", "server"],
    [502, "", "server"],
    [503, "serviceNotAvailable", "server"],
    [504, "UnknownError", "timedOut"],
  ])("tells what %i %s means", async (status, code, kind) => {
    const { time, call, send } = scene([() => refusal(status, code)]);
    const trouble = await time.run(troubleOf(send(call)));
    expect(trouble).toMatchObject({
      kind,
      status,
      part: "Sign-ins",
      scope: "AuditLog.Read.All",
      role: "Reports Reader",
    });
    expect(trouble.requestId).toMatch(/^0{8}-.*, served-1$/);
  });

  it("knows a missing licence and a missing endpoint by their words", async () => {
    const licence = scene([
      () => refusal(403, "Any", {}, "Neither tenant is B2C or tenant doesn't have premium license"),
    ]);
    expect((await licence.time.run(troubleOf(licence.send(licence.call)))).kind).toBe("licence");
    const missing = scene([() => refusal(400, "BadRequest", {}, "Resource not found for the segment 'x'.")]);
    expect((await missing.time.run(troubleOf(missing.send(missing.call)))).kind).toBe("notInCloud");
  });

  it("answers a claims challenge once with a fresh token", async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const header = `Bearer realm="", authorization_uri="https://login/", error="insufficient_claims", claims="${btoa(claims)}"`;
    const challenge = (): Response => refusal(401, "InvalidAuthenticationToken", { "WWW-Authenticate": header });
    const once = scene([challenge, () => ok()]);
    await once.time.run(once.send(once.call));
    expect(once.asked).toEqual([undefined, claims]);
    const twice = scene([challenge]);
    expect((await twice.time.run(troubleOf(twice.send(twice.call)))).kind).toBe("signedOut");
    expect(twice.sent).toHaveLength(2);
  });

  it.each(["", 'Bearer claims="%%%"', 'Bearer claims="bm90IGpzb24="', `Bearer xclaims="${btoa("{}")}"`])(
    "takes a 401 without a challenge it can read for the end of the sign-in: %p",
    async (header) => {
      const { time, sent, call, send } = scene([() => refusal(401, "", { "WWW-Authenticate": header })]);
      expect((await time.run(troubleOf(send(call)))).kind).toBe("signedOut");
      expect(sent).toHaveLength(1);
    },
  );

  it("tries a body that is cut off or no JSON once more", async () => {
    const cut = scene([() => new Response('{"value":[{"a"'), () => ok({ whole: true })]);
    expect(await cut.time.run(cut.send(cut.call))).toEqual({ whole: true });
    const always = scene([() => new Response("<html>")]);
    expect(await always.time.run(troubleOf(always.send(always.call)))).toMatchObject({ kind: "server", status: 200 });
    expect(always.sent).toHaveLength(2);
  });

  it("tells a refusal whose words break off by its status", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError("closed")) });
    const { time, sent, call, send } = scene([() => new Response(body, { status: 403 })]);
    expect(await time.run(troubleOf(send(call)))).toMatchObject({ kind: "role", status: 403 });
    expect(sent).toHaveLength(1);
  });

  it("takes an unreachable host for being offline, and tries once more", async () => {
    const { time, sent, call, send } = scene([() => Promise.reject(new TypeError("fetch failed"))]);
    expect(await time.run(troubleOf(send(call)))).toMatchObject({ kind: "offline", detail: "graph.microsoft.com" });
    expect(sent).toHaveLength(2);
  });

  it("ends a call that takes too long, and does not ask for the same again", async () => {
    const { time, sent, call, send } = scene([() => new Promise<Response>(() => undefined)]);
    expect((await time.run(troubleOf(send(call)))).kind).toBe("timedOut");
    expect(sent).toHaveLength(1);
    expect(time.asleep).toBe(0);
  });

  it.each(["http://graph.microsoft.com/", "https://user:word@graph.microsoft.com/", "nonsense"])(
    "sends no token to %s",
    async (url) => {
      const { time, sent, asked, call, send } = scene([() => ok()]);
      expect((await time.run(troubleOf(send({ ...call, url })))).kind).toBe("refused");
      expect([...sent, ...asked]).toEqual([]);
    },
  );

  it("is not started for somebody who has gone", async () => {
    const { time, sent, cancel, call, send } = scene([() => ok()]);
    cancel.abort();
    expect((await time.run(troubleOf(send(call)))).kind).toBe("cancelled");
    expect(sent).toEqual([]);
  });
});

const ANSWERS: readonly (() => Response | Promise<Response>)[] = [
  () => ok(),
  () => refusal(429, "", { "Retry-After": "1" }),
  () => refusal(429),
  () => refusal(503, "", { "Retry-After": "3" }),
  () => refusal(500),
  () => refusal(504),
  () => refusal(403, "Authorization_RequestDenied"),
  () => new Response("{"),
  () => Promise.reject(new TypeError("failed")),
];
const anyAnswers = fc.array(fc.integer({ min: 0, max: ANSWERS.length - 1 }), { minLength: 1, maxLength: 25 });

describe("many calls at once", () => {
  it("never start more than five in any ten seconds, whatever the service answers", async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers, fc.integer({ min: 1, max: 12 }), async (picks, count) => {
        const { time, sent, call, send } = scene(
          picks.map((pick) => ANSWERS[pick] ?? (() => ok())),
          () => 0.3,
        );
        await time.run(
          Promise.all(
            Array.from({ length: count }, () =>
              send({ ...call, signal: new AbortController().signal }).catch(() => null),
            ),
          ),
        );
        const starts = sent.map(({ at }) => at);
        for (const [index, at] of starts.entries()) {
          expect(at - (starts[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(2_000);
          expect(at - (starts[index - 5] ?? -Infinity)).toBeGreaterThan(10_000);
        }
        expect(sent.length).toBeLessThanOrEqual(count * 6);
        expect(time.asleep).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("all end at once when they are cancelled, wherever they are", async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers, fc.integer({ min: 0, max: 60_000 }), async (picks, after) => {
        const { time, cancel, call, send } = scene(picks.map((pick) => ANSWERS[pick] ?? (() => ok())));
        const work = Promise.all(
          Array.from({ length: 5 }, () =>
            send(call).then(
              () => null,
              (error: unknown) => error,
            ),
          ),
        );
        void time.sleep(after).then(() => {
          cancel.abort();
        });
        const ends = await time.run(work);
        for (const end of ends) if (end !== null) expect(end).toBeInstanceOf(TroubleError);
        if (after < 1_000) expect(ends.some((end) => end instanceof TroubleError)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what goes wrong", () => {
  it("never tells the token, whoever repeats it", async () => {
    const places = fc.constantFrom("code", "message", "inner", "thrown", "token", "header");
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 400, max: 599 }), fc.string(), async (place, status, before) => {
        const leak = `${before}${TOKEN}${before}`;
        const { time, call, send } = scene([
          () => {
            if (place === "thrown") throw new TypeError(leak);
            const error = {
              code: place === "code" ? leak : "c",
              message: place === "message" ? leak : "m",
              innerError: { "request-id": place === "inner" ? leak : "r", message: place === "inner" ? leak : "" },
            };
            const headers = { "request-id": place === "header" ? TOKEN : "r" };
            return Response.json({ error }, { status, headers });
          },
        ]);
        const failing: TokenSource = { token: () => Promise.reject(new Error(leak)) };
        const used = place === "token" ? createSend(failing, time.outside(fetch)) : send;
        const error: unknown = await time.run(
          used(call).then(
            () => null,
            (thrown: unknown) => thrown,
          ),
        );
        expect(error).toBeInstanceOf(TroubleError);
        const told = error as TroubleError;
        const all = JSON.stringify([told.trouble, told.message, told.stack, String(told.cause)]);
        expect(all).not.toContain(TOKEN);
        expect(all).not.toContain(TOKEN.split(".")[1]);
      }),
    );
  });
});

describe("the real outside", () => {
  it("sleeps no longer than it is wanted, and makes ids of its own", async () => {
    const outside = browserOutside();
    const cancel = new AbortController();
    const long = outside.sleep(3_600_000, cancel.signal);
    cancel.abort(new Error("enough"));
    await expect(long).rejects.toThrow("enough");
    await expect(outside.sleep(0, cancel.signal)).rejects.toThrow("enough");
    await outside.sleep(0, new AbortController().signal);
    expect(outside.id()).not.toBe(outside.id());
    expect(Math.floor(outside.random())).toBe(0);
  });
});
