import { jsonFault, jsonFaultText } from "../model/read/jsonError";
import { Fault } from "./fault";
import { textOf } from "./text";

/** Documents of this major version can be read; later minor versions only add. */
const MAJOR = "1";
const ID = "urn:service-principal-posture:export:";

type Named = Readonly<Record<string, unknown>>;

/**
 * Members of a JSON document that this program wrote, by their path. Every look-up says what it expects, and a Fault names
 * the path where something else stands.
 */
export class OwnJson {
  private constructor(
    private readonly file: string,
    private readonly path: string,
    private readonly value: unknown,
  ) {}

  /** Reads a file's bytes. Throws a Fault for what is no JSON, no export, or of a version that cannot be read. */
  static of(bytes: Uint8Array, file: string): OwnJson {
    const { text } = textOf(bytes);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Fault(
        text.trim() === "" ? `${file} is empty.` : `${file} cannot be read: ${jsonFaultText(jsonFault(text))}.`,
      );
    }
    const document = new OwnJson(file, "", value);
    const named = typeof value === "object" && value !== null ? (value as Named) : {};
    const version = String(named["schemaVersion"]);
    if (!String(named["$schema"]).startsWith(ID) || !Array.isArray(named["principals"])) {
      throw new Fault(`${file} is not a JSON result of this program.`, "Write one with --format json --out FILE.");
    }
    if (version.split(".")[0] !== MAJOR) {
      const age = Number(version.split(".")[0]) > Number(MAJOR) ? "a newer" : "another";
      throw new Fault(`${file} was written by ${age} version (${JSON.stringify(version)}); this one reads ${MAJOR}.x.`);
    }
    return document;
  }

  /** A member that is a list. */
  list(name: string): readonly OwnJson[] {
    const value = this.member(name);
    if (!Array.isArray(value)) throw this.fault(name, "a list");
    return (value as unknown[]).map((item, i) => new OwnJson(this.file, `${this.pathOf(name)}[${String(i)}]`, item));
  }

  /** A member that is an object. */
  part(name: string): OwnJson {
    return new OwnJson(this.file, this.pathOf(name), this.member(name));
  }

  text(name: string): string {
    const value = this.member(name);
    if (typeof value !== "string") throw this.fault(name, "a text");
    return value;
  }

  number(name: string): number {
    const value = this.member(name);
    if (typeof value !== "number" || !Number.isFinite(value)) throw this.fault(name, "a number");
    return value;
  }

  word<T extends string>(name: string, known: readonly T[]): T {
    const value = this.member(name);
    const found = known.find((word) => word === value);
    if (found === undefined) throw this.fault(name, `one of ${known.join(", ")}`);
    return found;
  }

  /** An instant as epoch ms, or null. */
  time(name: string): number | null {
    const value = this.member(name);
    if (value === null) return null;
    const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) throw this.fault(name, "an instant or null");
    return time;
  }

  private member(name: string): unknown {
    const { value } = this;
    if (typeof value !== "object" || value === null) throw this.fault("", "an object");
    return (value as Named)[name];
  }

  private pathOf(name: string): string {
    return this.path === "" ? name : name === "" ? this.path : `${this.path}.${name}`;
  }

  private fault(name: string, expected: string): Fault {
    return new Fault(`${this.file} is damaged: ${this.pathOf(name)} is not ${expected}.`);
  }
}
