/** A file name that every system accepts: letters, digits, dash and dot; `day` is the UTC day of the export. */
export function fileName(subject: string, generatedAt: number, extension: string): string {
  const plain = subject
    .normalize("NFKD")
    .replace(/[^0-9A-Za-z]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .toLowerCase();
  return `${plain === "" ? "checklist" : plain}-${new Date(generatedAt).toISOString().slice(0, 10)}.${extension}`;
}
