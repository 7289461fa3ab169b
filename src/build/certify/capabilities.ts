import { judge, type Result } from "./result";

/** The privileges that the visual asks for: an array, and no access to the web. */
export function checkCapabilities(capabilities: { readonly privileges?: unknown }): Result {
  const { privileges } = capabilities;
  if (!Array.isArray(privileges)) return judge("privileges", ["capabilities.json has no array privileges"], "");
  const names = privileges.map((own: { readonly name?: unknown }) => String(own.name));
  const faults = names.includes("WebAccess") ? ["WebAccess is asked for"] : [];
  return judge("privileges", faults, names.length === 0 ? "none" : names.join(", "));
}
