import type { Trouble } from "../trouble";
import type { LiveSource, LoadOutcome, LoadRequest, PartProgress } from "./types";

/** What each of two sources left to do; null where it is done. */
class BothRest {
  constructor(
    readonly first: unknown,
    readonly second: unknown,
  ) {}
}

const DONE: LoadOutcome = { troubles: [], resume: null };

/** Two sources side by side into one table: the sign-ins of the first, the credentials of the second. */
export function combined(first: LiveSource, second: LiveSource): LiveSource {
  return {
    kind: first.kind,
    scopes: [...first.scopes, ...second.scopes],
    ...(first.singles === undefined ? {} : { singles: first.singles }),
    async load(request: LoadRequest) {
      const { resume } = request;
      const rest = resume instanceof BothRest ? resume : null;
      const shown: [readonly PartProgress[], readonly PartProgress[]] = [[], []];
      const one = (source: LiveSource, place: 0 | 1, left: unknown): Promise<LoadOutcome> => {
        if (rest !== null && left === null) return Promise.resolve(DONE);
        const { from, to, signal, sink } = request;
        const progress = (parts: readonly PartProgress[]): void => {
          shown[place] = parts;
          request.progress(shown.flat());
        };
        return source.load({ from, to, signal, sink, progress, ...(rest === null ? {} : { resume: left }) });
      };
      const [a, b] = await Promise.all([one(first, 0, rest?.first), one(second, 1, rest?.second)]);
      const isOver = a.resume === null && b.resume === null;
      return {
        troubles: told([...a.troubles, ...b.troubles]),
        resume: isOver ? null : new BothRest(a.resume, b.resume),
        notes: [...(a.notes ?? []), ...(b.notes ?? [])],
      };
    },
  };
}

/** A cancel stops both, and is one. */
function told(troubles: readonly Trouble[]): Trouble[] {
  const isFirst = ({ kind }: Trouble, at: number): boolean =>
    kind !== "cancelled" || troubles.findIndex((one) => one.kind === kind) === at;
  return troubles.filter(isFirst);
}
