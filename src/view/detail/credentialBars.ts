import { max, min, scaleLinear } from "d3";
import type { Credential } from "../../model/types";
import { disclosure } from "../disclosure";
import { advice } from "../advice";
import { el } from "../dom";
import { icon } from "../icons";
import { foreign, shortId, shown } from "../safeText";
import type { Scene } from "../scene";
import { postureChip } from "../shapes";
import { count, text } from "../strings";
import { kindWord } from "../words";
import type { DetailContext } from "./context";

const DAY = 86_400_000;
const SOON = 30;
const LISTED = 3;
/** An expired credential far in the past must not press the living ones into a corner. */
const FARTHEST = 800 * DAY;

type Tone = "good" | "soon" | "expired" | "unknown";

function toneOf(credential: Credential, now: number): Tone {
  if (credential.status === "expired") return "expired";
  if (credential.status === "valid" && credential.end !== null) {
    return credential.end - now <= SOON * DAY ? "soon" : "good";
  }
  return credential.status === "valid" ? "good" : "unknown";
}

/** In use first, then what is valid, soonest end first. */
function ordered(credentials: readonly Credential[]): Credential[] {
  const rank = { valid: 0, notYetValid: 1, unknown: 2, expired: 3 } as const;
  return [...credentials].sort(
    (a, b) =>
      Number(b.inUse) - Number(a.inUse) ||
      rank[a.status] - rank[b.status] ||
      (a.end ?? Infinity) - (b.end ?? Infinity) ||
      (a.keyId < b.keyId ? -1 : 1),
  );
}

function stateWords(credential: Credential, { snapshot, format }: Scene): string {
  const { now } = snapshot;
  const days = (time: number): string => format.number(Math.floor(Math.abs(time - now) / DAY));
  switch (credential.status) {
    case "expired":
      return credential.end === null ? text("credentialExpired") : text("credentialExpiredAgo", days(credential.end));
    case "notYetValid":
      return credential.start === null ? text("credentialNotYet") : text("credentialNotYetIn", days(credential.start));
    case "valid":
      if (credential.end !== null) return text("credentialDaysLeft", days(credential.end));
      if (credential.kind === "managedIdentity") return text("credentialRotated");
      return text(credential.kind === "federated" ? "credentialNoExpiry" : "credentialNoEnd");
    case "unknown":
      return text("credentialUnknown");
  }
}

function dates(credential: Credential, { format }: Scene): string {
  const { start, end } = credential;
  if (start === null && end === null) return "";
  return text(
    "credentialDates",
    start === null ? text("unknownDate") : format.utcDate(start),
    end === null ? text("unknownDate") : format.utcDate(end),
  );
}

function drawOne(credential: Credential, scene: Scene, position: (time: number) => number): HTMLElement {
  const { now } = scene.snapshot;
  const tone = toneOf(credential, now);
  const name = credential.name || credential.subject || shortId(credential.keyId || credential.thumbprint);
  const item = el("li", `spp-credential is-${tone}`);
  item.append(
    el(
      "div",
      "spp-credline",
      el(
        "span",
        "spp-credname",
        foreign(name || kindWord(credential.kind)),
        " ",
        el("small", "", kindWord(credential.kind)),
      ),
      el(
        "span",
        "spp-credstate",
        tone === "expired" ? icon("square") : tone === "soon" ? icon("diamond") : null,
        stateWords(credential, scene),
      ),
    ),
  );
  if (credential.start !== null || credential.end !== null) {
    const from = credential.start === null ? 0 : position(credential.start);
    const to = credential.end === null ? 100 : position(credential.end);
    const bar = el("span", "spp-credbar");
    bar.classList.toggle("is-open-start", credential.start === null);
    bar.classList.toggle("is-open-end", credential.end === null);
    bar.style.insetInlineStart = `${from.toFixed(2)}%`;
    bar.style.inlineSize = `${Math.max(1, to - from).toFixed(2)}%`;
    const line = el("span", "spp-now");
    line.style.insetInlineStart = `${position(now).toFixed(2)}%`;
    item.append(el("div", "spp-credtrack", bar, line));
  }
  const rest = [
    credential.inUse ? text("credentialInUse") : "",
    dates(credential, scene),
    credential.lastUsed === null ? "" : text("credentialLastUsed", scene.format.utcDate(credential.lastUsed)),
    credential.origin === "servicePrincipal" ? text("originServicePrincipal") : "",
    credential.issuer ? text("credentialIssuer", shown(credential.issuer)) : "",
    credential.kind === "federated" && credential.subject && credential.name ? shown(credential.subject) : "",
  ].filter((part) => part !== "");
  if (rest.length > 0) item.append(el("div", "spp-creddates", rest.join(" · ")));
  return item;
}

/** Validity of all credentials on one time scale, with the posture they lead to. */
export function credentialBars({ scene, principal, open }: DetailContext): HTMLElement {
  const { posture } = principal;
  const section = el("section", "spp-section spp-posture");
  const dated = principal.credentials.some(({ start, end }) => start !== null || end !== null);
  const heading = el("h3", "spp-h", text("credentials"), " ", dated ? el("small", "", text("credentialDays")) : null);
  section.append(el("div", "spp-headrow", heading, postureChip(posture.grade, posture.label, scene.format)));
  if (posture.advice) section.append(advice("p", "spp-advice", posture.advice));
  // What the endpoint of AADSTS50171 would need; it has no part in the grade.
  section.append(el("p", "spp-advice spp-mtls", text("mtlsReadiness", text(`mtls_${principal.mtlsReadiness}`))));

  const all = ordered(principal.credentials);
  const { now } = scene.snapshot;
  const times = all
    .flatMap((one) => [one.start, one.end])
    .filter((time) => time !== null)
    .map((time) => Math.max(now - FARTHEST, Math.min(now + FARTHEST, time)));
  const x = scaleLinear()
    .domain([min([...times, now]) ?? now, max([...times, now + DAY]) ?? now])
    .range([0, 98])
    .clamp(true);
  const list = (some: readonly Credential[]): HTMLElement =>
    el("ul", "spp-credentials", ...some.map((one) => drawOne(one, scene, x)));
  if (all.length > 0) section.append(list(all.slice(0, LISTED)));
  if (all.length > LISTED) {
    const more = all.length - LISTED;
    const label = count(more, "moreCredentials", scene.format.number(more));
    section.append(
      scene.input.interactive
        ? disclosure(open, `${principal.id}|credentials`, "", [label], () => list(all.slice(LISTED)))
        : el("p", "spp-muted", label),
    );
  }
  return section;
}
