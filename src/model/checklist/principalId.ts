/** Forms that take the application's id where the object id of its principal is unknown; each is the vendor's own. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/(az ad sp [^\n{]*--id )\{servicePrincipalId\}/g, "$1{appId}"],
  [/\bServicePrincipalId =~ "\{servicePrincipalId\}"/g, 'AppId =~ "{appId}"'],
  [/\/servicePrincipals\/\{servicePrincipalId\}/g, "/servicePrincipals(appId='{appId}')"],
];

/** A template that names a principal by its application: rows keyed by app id and pasted errors carry nothing else. */
export function namedByAppId(template: string): string {
  return FORMS.reduce((text, [pattern, form]) => text.replace(pattern, form), template);
}
