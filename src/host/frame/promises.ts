import type powerbi from "powerbi-visuals-api";
import type { PrivilegeStatus } from "../constants";

/** A native promise under the API's own promise type, whose `then` is declared more loosely. */
export function resolved<T>(value: T): powerbi.IPromise<T> {
  return Promise.resolve(value) as unknown as powerbi.IPromise<T>;
}

/** A promise that is never settled, as of a service that hangs. */
export function unanswered<T>(): powerbi.IPromise<T> {
  return new Promise<T>(() => undefined) as unknown as powerbi.IPromise<T>;
}

/** A rejected promise under the API's own type. */
export function rejected<T>(message: string): powerbi.IPromise<T> {
  const promise: unknown = Promise.reject(new Error(message));
  return promise as powerbi.IPromise<T>;
}

/** The answer of a service that is asked whether it may be used. */
export function privilege(
  status: (typeof PrivilegeStatus)[keyof typeof PrivilegeStatus],
): powerbi.IPromise<powerbi.PrivilegeStatus> {
  const promise: unknown = Promise.resolve(status);
  return promise as powerbi.IPromise<powerbi.PrivilegeStatus>;
}
