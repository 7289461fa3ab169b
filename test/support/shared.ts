import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const FOLDER = path.join(__dirname, "../../../shared/data");

/** Text of a file of real rows that lies beside the checkout on some machines and is no part of the product. */
export function shared(...parts: string[]): string {
  return readFileSync(path.join(FOLDER, ...parts), "utf8");
}

/** Defines tests that need those files; where they are missing, one test says so in its name. */
export function describeShared(title: string, define: () => void): void {
  if (existsSync(FOLDER)) {
    describe(title, define);
    return;
  }
  describe(`${title} (not run: the shared data is not on this machine)`, () => {
    it("is not on this machine", () => {
      expect(existsSync(FOLDER)).toBe(false);
    });
  });
}
