import type { VisualPackage } from "../protocol";

/**
 * Keeps script text from ending its element; `\x3c` is the same character in strings, templates and patterns. An opening
 * tag needs nothing: it counts only after a comment has been opened, and may be a comparison.
 */
function inlineScript(code: string): string {
  return code.replace(/<(?=\/script|!--)/gi, "\\x3c");
}

function inlineStyle(css: string): string {
  return css.replace(/<(?=\/style)/gi, "\\3c ");
}

function inlineText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/**
 * The document of the sandboxed frame. Only the scripts put here carry the nonce: no network, no eval, no injected or
 * attribute scripts. Inline styles stay allowed, as in the service.
 */
export function frameDocument(visual: VisualPackage, runtime: string, locale: string): string {
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const scripts = [runtime, ...visual.externalJS, visual.js]
    .map((code) => `<script nonce="${nonce}">${inlineScript(code)}</script>`)
    .join("\n");
  return `<!doctype html>
<html lang="${inlineText(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${inlineText(visual.displayName)}</title>
<style>
html, body { margin: 0; padding: 0; overflow: hidden; }
body { font-family: "Segoe UI", wf_segoe-ui_normal, helvetica, arial, sans-serif; font-size: 14px; }
.visual { position: relative; overflow: hidden; }
</style>
<style>${inlineStyle(visual.css)}</style>
${scripts}
</head>
<body></body>
</html>`;
}
