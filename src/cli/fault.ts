/** Bad input or usage: the program says the message and exits with 2. */
export class Fault extends Error {
  /** `hint` is one more line for the reader; empty without one. */
  constructor(
    message: string,
    readonly hint = "",
  ) {
    super(message);
  }
}

/** What the file system says of a file, in words. */
export function fileFault(name: string, error: unknown): Fault {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return new Fault(`${name} ${reason}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist.",
  EISDIR: "is a folder, not a file.",
  ENOTDIR: "is below something that is no folder.",
  EACCES: "cannot be opened: no permission.",
  EPERM: "cannot be opened: no permission.",
  EROFS: "cannot be written: the file system is read-only.",
  ENOSPC: "cannot be written: the disk is full.",
  EMFILE: "cannot be opened: too many files are open.",
};
