import { checkAddresses, plainAddresses, styleLoads } from "../../src/build/certify/addresses";
import { bannedUses, beyond, checkBannedApi } from "../../src/build/certify/bannedApi";
import { checkMinified } from "../../src/build/certify/minified";

const found = (script: string): string[] => bannedUses(script).map(({ use }) => use);

describe("banned API in a script", () => {
  it.each([
    ["fetch('x')", "fetch"],
    ["const go = fetch; go(x)", "fetch"],
    ["window.fetch(x)", "window.fetch"],
    ["window['fetch'](x)", "window['fetch']"],
    ["window['fe' + 'tch'](x)", "window['fe' + 'tch']"],
    ["a?.b?.fetch(x)", "a?.b?.fetch"],
    ["const { fetch } = window", "fetch"],
    ["const { fetch: go } = window", "fetch: go"],
    ["({ fetch })", "fetch"],
    ["new XMLHttpRequest()", "XMLHttpRequest"],
    ["new WebSocket(x)", "WebSocket"],
    ["new EventSource(x)", "EventSource"],
    ["navigator.sendBeacon(x)", "navigator.sendBeacon"],
    ["importScripts(x)", "importScripts"],
    ["new Worker(x)", "Worker"],
    ["eval(x)", "eval"],
    ["(0, eval)(x)", "eval"],
    ["new Function(x)", "new Function(x)"],
    ["Function(x)()", "Function(x)"],
    ["window.Function(x)", "window.Function(x)"],
    ["[].constructor.constructor(x)", "[].constructor.constructor(x)"],
    ["import(x)", "import(x)"],
    ["setTimeout('go()', 1)", "setTimeout('go()', 1)"],
    ["window.setInterval(`go(${x})`)", "window.setInterval(`go(${x})`)"],
    ["setTimeout(('go' + x), 1)", "setTimeout(('go' + x), 1)"],
    ["e.innerHTML = x", "e.innerHTML"],
    ["e.outerHTML += x", "e.outerHTML"],
    ["e.insertAdjacentHTML('beforeend', x)", "e.insertAdjacentHTML"],
    ["document.write(x)", "document.write"],
    ["e.ownerDocument.writeln(x)", "e.ownerDocument.writeln"],
    ["select(e).html(x)", "select(e).html(x)"],
    ["localStorage.a", "localStorage"],
    ["window.sessionStorage", "window.sessionStorage"],
    ["self.indexedDB", "self.indexedDB"],
    ["document.cookie = x", "document.cookie"],
    ["console.error(x)", "console"],
    ["`${fetch(x)}`", "fetch"],
  ])("is found in %s", (script, use) => {
    expect(found(script)).toEqual([use]);
  });

  it.each([
    "// fetch(x) and eval(x)",
    "/* console.log */ a()",
    "text = 'run fetch(x), then document.write(y)'",
    'text = `python -c "eval(input())" ${a}`',
    "rule = /innerHTML|console\\./",
    "rows = { fetch: 1, cookie: 2, 'localStorage': 3, console() { return 4 }, get eval() { return 5 } }",
    "class Facts { fetch = 1; cookie() { return 2 } }",
    "prefetch(x); fetcher(x); a.fetchMoreData(false); evaluate(x); myConsole.log(x)",
    "setTimeout(() => go(), 1); setInterval(go, 2); setTimeout(function () {}, 3)",
    "stream.write(x); file.writeln(x)",
    "x instanceof Function; Function.prototype.call",
    "this.constructor(x)",
    "page.html = { html: 1 }",
    "const cookie = 1; use(cookie)",
    "const { fetched: { cookies } } = data",
  ])("is not found in %s", (script) => {
    expect(found(script)).toEqual([]);
  });

  it("allows d3's own html method, once, and nothing that calls it", () => {
    const d3 = `s.prototype = { html: function (v) { return arguments.length
      ? this.each(v == null ? function () { this.innerHTML = ""; }
        : typeof v == "function" ? function () { this.innerHTML = v() ?? ""; } : function () { this.innerHTML = v; })
      : this.node().innerHTML; } };`;
    expect(checkBannedApi(d3).status).toBe("ok");
    expect(checkBannedApi(`${d3} select(e).html(x)`)).toMatchObject({
      status: "failed",
      detail: expect.stringContaining("html(x)") as string,
    });
    expect(beyond(bannedUses(`${d3} function f() { this.innerHTML = 1 }`))).toHaveLength(1);
  });
});

describe("addresses", () => {
  it("may name XML vocabularies and nothing else over plain http", () => {
    expect(
      plainAddresses("'http://www.w3.org/2000/svg' 'http://schemas.openxmlformats.org/a' 'https://a.example'"),
    ).toEqual([]);
    expect(plainAddresses("'http://a.example/x' HTTP://B.example 'http://www.w3.org.evil.example/'")).toEqual([
      "http://a.example/x",
      "HTTP://B.example",
      "http://www.w3.org.evil.example/",
    ]);
  });

  it("are not loaded by a style sheet", () => {
    expect(styleLoads("a { background: url(data:image/png;base64,AA) } b { fill: url('#c') }")).toEqual([]);
    expect(styleLoads("@import 'x.css'; a { background: url( \"//b.example/c.png\" ) }")).toHaveLength(2);
    expect(checkAddresses("", "a { src: url(font.woff) }").status).toBe("failed");
  });
});

describe("sources", () => {
  it("are readable: short lines, no ready-made scripts", () => {
    const check = (name: string, text: string): string => checkMinified(new Map([[name, text]])).status;
    expect(check("src/a.ts", "const a = 1;\n")).toBe("ok");
    expect(check("src/a.ts", "a".repeat(300))).toBe("failed");
    expect(check("src/data.json", "a".repeat(300))).toBe("ok");
    expect(check("src/lib.min.js", "a")).toBe("failed");
    expect(check("eslint.config.mjs", "a")).toBe("ok");
  });
});
