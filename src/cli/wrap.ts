const WIDTH = 80;

/** Text in lines of at most 80 characters, the first after `first`, the others after `rest`; long words stay whole. */
export function wrap(text: string, first = "", rest = first.replace(/\S/g, " ")): string[] {
  const lines: string[] = [];
  for (const part of text.split("\n")) {
    let line = lines.length === 0 ? first : rest;
    let isEmpty = true;
    for (const word of part.split(" ")) {
      if (!isEmpty && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = rest;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
