import { portalLinks, type PortalLink } from "../../model/portal";
import { attrs, button, el, hiddenText } from "../dom";
import { icon } from "../icons";
import { type StringKey, text } from "../strings";
import { sourceLine } from "../words";
import type { DetailContext } from "./context";

const WORDS: Readonly<Record<PortalLink["id"], StringKey>> = {
  application: "portalApplication",
  enterpriseApplication: "portalEnterprise",
  signIns: "portalSignIns",
};

/**
 * Links to the principal's pages in the admin center, or null where there are none. A real link would navigate the frame
 * that the visual lives in: these are buttons with a link's role, and the place opens the address.
 */
export function portal({ scene, principal, intents: { launch } }: DetailContext): HTMLElement | null {
  if (!scene.input.interactive || !launch) return null;
  const links = portalLinks(principal, scene.snapshot.cloud);
  if (links.length === 0) return null;
  const list = el("ul", "spp-portallinks");
  for (const { id, url, remark, source } of links) {
    const link = button("spp-link", `portal|${id}`, text(WORDS[id]), icon("open"), hiddenText(` (${text("newTab")})`));
    attrs(link, { role: "link", title: [remark, sourceLine(source)].filter((line) => line !== "").join("\n") });
    link.addEventListener("click", () => launch(url));
    list.append(el("li", "", link));
  }
  return el("div", "spp-portal", el("span", "spp-muted", text("portalTitle")), list);
}

/** Further ways that the place offers from here, or null where it offers none. */
export function ways({ scene, principal, intents }: DetailContext): HTMLElement | null {
  const offered = scene.input.interactive ? (intents.ways?.(principal) ?? []) : [];
  if (offered.length === 0) return null;
  const list = el("ul", "spp-portallinks");
  for (const { key, label, run } of offered) {
    const way = button("spp-link", `way|${key}`, label);
    way.addEventListener("click", run);
    list.append(el("li", "", way));
  }
  return el("div", "spp-portal", list);
}
