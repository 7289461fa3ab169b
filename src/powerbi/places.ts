import { HOST_DASHBOARD, HOST_EMBED, HOST_EXPORT, HOST_MOBILE, HOST_PUBLISH_TO_WEB } from "./constants";

/** What a host says about the place in which the visual stands. */
export interface Place {
  /** `hostEnv`: one bit a host; several may be set. */
  readonly hostEnv: number;
  /** `hostCapabilities.allowInteractions`; absent counts as true. */
  readonly allowInteractions: boolean | undefined;
  /** `hostCapabilities.allowModalDialog`; absent counts as false. */
  readonly allowModalDialog: boolean | undefined;
  /** The viewport, px. */
  readonly width: number;
  readonly height: number;
}

/** What the visual is and may do there. */
export interface Means {
  /** `tile` glances, `print` is paper, `report` is everything. */
  readonly mode: "report" | "tile" | "print";
  /** Clicks, keys and the host's context menu reach it. */
  readonly interactive: boolean;
  /** Saving files makes sense; whether the host allows it is asked separately. */
  readonly canExport: boolean;
  /** The host may be asked for a modal dialog. */
  readonly canDialog: boolean;
  /** Worked by finger first. */
  readonly touch: boolean;
}

/** A view smaller than this, px, has no room for a list. */
export const TILE_WIDTH = 280;
export const TILE_HEIGHT = 240;

/** The export host is first: it draws a picture of a report, however small. */
export function meansOf({ hostEnv, allowInteractions, allowModalDialog, width, height }: Place): Means {
  const at = (host: number): boolean => (hostEnv & host) !== 0;
  if (at(HOST_EXPORT)) {
    return { mode: "print", interactive: false, canExport: false, canDialog: false, touch: false };
  }
  const dead = allowInteractions === false || at(HOST_DASHBOARD);
  const tile = dead || width < TILE_WIDTH || height < TILE_HEIGHT;
  const open = !dead && !at(HOST_PUBLISH_TO_WEB);
  return {
    mode: tile ? "tile" : "report",
    interactive: !dead,
    canExport: !tile && open,
    canDialog: !tile && open && !at(HOST_EMBED) && allowModalDialog === true,
    touch: at(HOST_MOBILE),
  };
}

/** Limits of the host's dialogs, px and share of the browser window. */
const DIALOG = { width: 720, height: 540, leastWidth: 240, leastHeight: 210, share: 0.9 } as const;

/** Size of a dialog, px, for a browser window at most as large as `screen`; null where none fits. */
export function dialogSize(screen: { readonly width: number; readonly height: number }): {
  readonly width: number;
  readonly height: number;
} | null {
  const width = Math.floor(Math.min(DIALOG.width, screen.width * DIALOG.share));
  const height = Math.floor(Math.min(DIALOG.height, screen.height * DIALOG.share));
  return width >= DIALOG.leastWidth && height >= DIALOG.leastHeight ? { width, height } : null;
}
