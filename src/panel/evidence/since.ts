import type { Case } from "../../model/types";
import type { SingleSignIn } from "../sources/singles";

/** What single sign-ins say of a case since it last failed. */
export interface Since {
  readonly code: number;
  readonly resource: string;
  /** Epoch ms of the newest failure among them. */
  readonly lastFailure: number;
  /** Epoch ms of the first success on the same resource after it; null where there is none. */
  readonly firstSuccess: number | null;
  readonly successes: number;
}

/** Case by case, in their order; a case whose failures are not among the sign-ins is left out, for nothing is known of it. */
export function sinceLastFailure(cases: readonly Case[], signIns: readonly SingleSignIn[]): Since[] {
  return cases.flatMap((one) => {
    const own = signIns.filter((signIn) => isOf(one, signIn));
    const failed = own.flatMap(({ code, time }) => (code === one.code && time !== null ? [time] : []));
    if (failed.length === 0) return [];
    const lastFailure = failed.reduce((a, b) => Math.max(a, b));
    const later = own.flatMap(({ code, time }) => (code === 0 && time !== null && time > lastFailure ? [time] : []));
    return {
      code: one.code,
      resource: one.resource || one.resourceId,
      lastFailure,
      firstSuccess: later.length === 0 ? null : later.reduce((a, b) => Math.min(a, b)),
      successes: later.length,
    };
  });
}

/** The same resource by its id, or by its name where one side has no id; without either only what names none. */
function isOf({ resource, resourceId }: Case, signIn: SingleSignIn): boolean {
  if (resourceId !== "" && signIn.resourceId !== "")
    return resourceId.toLowerCase() === signIn.resourceId.toLowerCase();
  return resource.toLowerCase() === signIn.resource.toLowerCase();
}
