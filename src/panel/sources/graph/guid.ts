const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for what may go into an address or a filter; anything else could change the question. */
export const isGuid = (value: unknown): value is string => typeof value === "string" && GUID.test(value);
