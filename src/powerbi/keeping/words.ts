import { text } from "../../view/strings";
import type { StoreStatus } from "./localStore";

/** Where a tick that is set now is kept, in a line for the reader. */
export function whereKept(editing: boolean, status: StoreStatus): string {
  if (editing) return text("keptInReport");
  switch (status) {
    case "allowed":
      return text("keptForYou");
    case "asking":
      return text("keptAsking");
    case "disabledByAdmin":
      return text("keptNotAdmin");
    case "notSupported":
      return text("keptNotHere");
  }
}
