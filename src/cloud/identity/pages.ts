const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? "");

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>${body}`;

/** A page on which a person chooses with which account to sign in. */
export function chooserPage(action: string, accounts: readonly { username: string; name: string }[]): string {
  const buttons = accounts
    .map(({ username, name }) => `<p><button name="account" value="${escaped(username)}">${escaped(name)}</button></p>`)
    .join("");
  return page("Pick an account", `<form method="post" action="${escaped(action)}">${buttons}</form>`);
}

/** A page that says what is wrong with a request. */
export function errorPage(error: string, description: string): string {
  return page("Sign-in failed", `<p>${escaped(error)}</p><p>${escaped(description)}</p>`);
}

/** Ends a session at once: the person has said so in the application. */
export function logoutPage(form: string): string {
  const script =
    'const form = document.getElementById("op.logoutForm"); const yes = document.createElement("input");' +
    'yes.type = "hidden"; yes.name = "logout"; yes.value = "yes"; form.append(yes); form.submit();';
  return page("Signing out", `${form}<script>${script}</script>`);
}
