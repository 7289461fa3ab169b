/** A message of the packager that is expected, and why. Pending ones go as the visual gains the feature. */
export interface Expected {
  readonly feature: string;
  readonly why: string;
  readonly isPending: boolean;
}

export const EXPECTED: readonly Expected[] = [
  {
    feature: "Highlight Data",
    why: "the rows come as a table, and tables carry no highlights: other visuals filter this one",
    isPending: false,
  },
];
