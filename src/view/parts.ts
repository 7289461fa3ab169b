import type { PrincipalPage } from "./detail/pageTypes";
import type { createPrint } from "./print/print";
import type { createTile } from "./tile/tile";

/** Parts of the view that a shell may leave out, or load once somebody asks for them. */
export interface Parts {
  readonly principalPage: PrincipalPage;
  /** Where the view is drawn besides a report; null where it never is. */
  readonly places: { readonly createPrint: typeof createPrint; readonly createTile: typeof createTile } | null;
}
