export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size in pixels that the host tells; a side that is no finite number keeps what it was, a negative one is 0. */
export function sizeOf(viewport: Partial<Size> | null | undefined, former: Size): Size {
  const side = (told: unknown, before: number): number =>
    Number.isFinite(told) ? Math.max(0, told as number) : before;
  return { width: side(viewport?.width, former.width), height: side(viewport?.height, former.height) };
}
