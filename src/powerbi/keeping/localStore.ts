import type powerbi from "powerbi-visuals-api";
import { PRIVILEGE_ALLOWED, PRIVILEGE_DISABLED_BY_ADMIN } from "../constants";

type Service = powerbi.extensibility.IVisualLocalStorageV2Service;

/** Runs something later; the answer takes it back. */
export type Schedule = (run: () => void, ms: number) => () => void;

/** Whether the host keeps something for the reader: not answered yet, yes, or why not. */
export type StoreStatus = "asking" | "allowed" | "notSupported" | "disabledByAdmin";

/** A question that is not answered within this counts as answered by nothing. Ms. */
const PATIENCE = 5_000;

/** The host's local storage: never throws, never rejects. */
export class LocalStore {
  status: StoreStatus = "asking";

  constructor(
    private readonly service: Service | undefined,
    private readonly schedule: Schedule,
  ) {}

  /** Asks whether anything may be kept; a host that does not answer leaves the status at "asking". */
  async ask(): Promise<StoreStatus> {
    try {
      const answer = typeof this.service?.status === "function" ? ((await this.service.status()) as number) : -1;
      if (answer === PRIVILEGE_ALLOWED) this.status = "allowed";
      else this.status = answer === PRIVILEGE_DISABLED_BY_ADMIN ? "disabledByAdmin" : "notSupported";
    } catch {
      this.status = "notSupported";
    }
    return this.status;
  }

  /** What is kept under a key; null where nothing is, or the host does not answer in time. */
  async get(key: string): Promise<string | null> {
    const answer = await this.within((service) => service.get(key));
    return typeof answer === "string" ? answer : null;
  }

  /** Whether the host kept the text; no answer in time counts as no. */
  async set(key: string, text: string): Promise<boolean> {
    const answer = await this.within((service) => service.set(key, text));
    return (answer as powerbi.extensibility.StorageV2ResultInfo | null | undefined)?.success === true;
  }

  private within(question: (service: Service) => powerbi.IPromise<unknown>): Promise<unknown> {
    const { service } = this;
    if (service === undefined) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = this.schedule(() => resolve(null), PATIENCE);
      const end = (value: unknown): void => {
        cancel();
        resolve(value);
      };
      try {
        question(service).then(end, () => end(null));
      } catch {
        end(null);
      }
    });
  }
}
