import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type AxeBuilder from "@axe-core/playwright";
import type { Frame, Page } from "playwright-core";

type Results = Awaited<ReturnType<AxeBuilder["analyze"]>>;

/** What to look at, by selectors of the page (a frame brings its document along), and by which of axe's rules. */
interface Audit {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Only rules with one of these tags; without it all, best practices included. */
  readonly tags?: readonly string[];
  /** Rules that are left out. */
  readonly without?: readonly string[];
}

/** The parts of axe that are called in pages. */
interface Axe {
  runPartial(context: unknown, options: unknown): Promise<unknown>;
  finishRun(partials: unknown, options: unknown): Promise<Results>;
  readonly utils: {
    getFrameContexts(context: unknown): { readonly frameSelector: string; readonly frameContext: unknown }[];
    shadowSelect(selector: string): Element | null;
  };
}

const require_ = createRequire(require.resolve("@axe-core/playwright"));
const SOURCE = readFileSync(require_.resolve("axe-core/axe.min.js"), "utf8");

/** What a report page brings along, not the visual in it: landmarks and the first heading. */
export const PAGE_RULES: readonly string[] = ["region", "landmark-one-main", "page-has-heading-one"];

/**
 * Violations of axe's rules, as [rule, markup of each element]. Does what the package's builder does in frames, each
 * with its own partial run, but puts the results together in the page itself: the builder opens a page for that. It
 * also leaves out a frame that takes more than a second to load axe, where this waits, and throws if there is none.
 */
export async function violations(page: Page, audit: Audit = {}): Promise<[string, string[]][]> {
  const { include = [], exclude = [], tags, without = [] } = audit;
  const options = {
    resultTypes: ["violations"],
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    ...(tags === undefined ? {} : { runOnly: { type: "tag", values: tags } }),
  };
  const partials = await partialsOf(page.mainFrame(), { include, exclude }, options);
  const found = await page.evaluate(
    ({ text, how }) => (globalThis as unknown as { axe: Axe }).axe.finishRun(JSON.parse(text), how),
    { text: `[${partials.join(",")}]`, how: options },
  );
  return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
}

/** Results of a frame and of those in it, as JSON, in the order that axe wants them. */
async function partialsOf(frame: Frame, context: unknown, options: unknown): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(SOURCE);
  const { frames, partial } = await frame.evaluate(
    async ({ where, how }) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const inner = axe.utils.getFrameContexts(where);
      return { frames: inner, partial: JSON.stringify(await axe.runPartial(where, how)) };
    },
    { where: context, how: options },
  );
  const partials = [partial];
  for (const { frameSelector, frameContext } of frames) {
    const element = await frame.evaluateHandle(
      (selector) => (globalThis as unknown as { axe: Axe }).axe.utils.shadowSelect(selector),
      frameSelector,
    );
    const child = await element.asElement()?.contentFrame();
    if (child === undefined || child === null)
      throw new Error(`${frameSelector} is no frame that axe could look into.`);
    partials.push(...(await partialsOf(child, frameContext, options)));
  }
  return partials;
}
