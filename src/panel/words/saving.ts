/** Texts about long writing. */
export const SAVING = {
  savingShare: "Writing {0} … {1}",
  savingPacking: "Writing {0} … packing the file",
  savingCancel: "Cancel",
  savingCancelled: "Writing was cancelled. Nothing was saved.",
} as const;
