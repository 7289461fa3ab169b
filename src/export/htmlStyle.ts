/** The style of the printable page. A page of its own is light, on screen and on paper; A4 and Letter both fit. */
export const PRINT_STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:1.5rem;font:11pt/1.45 "Segoe UI",system-ui,sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.5em;margin:0 0 .5rem}
h2{font-size:1.2em;margin:0 0 .5rem;padding-block-end:.3rem;border-block-end:2px solid #1b1b1b}
h3{font-size:1em;margin:1.2rem 0 .4rem}
h1,h2,h3,.head{break-after:avoid;page-break-after:avoid}
p{margin:.2rem 0}
dl{margin:0 0 .8rem;font-size:.9em}
dl div{display:grid;grid-template-columns:11.5rem 1fr;gap:.2rem .8rem;padding-block:.12rem;border-block-end:1px solid #ddd;break-inside:avoid}
dt{color:#444}
dd{margin:0}
code,pre{font-family:Consolas,"Liberation Mono",monospace;font-size:.88em}
pre{margin:.35rem 0;padding:.4rem .5rem;border:1px solid #bbb;border-inline-start-width:3px;white-space:pre-wrap;font-size:.74em;line-height:1.3}
.sample{display:inline-block;margin:.2rem 0 .6rem;padding:.2rem .6rem;border:2px solid #1b1b1b;font-weight:600}
.case{margin-block-start:2rem}
.causes,.steps{margin:0;padding:0;list-style:none}
.causes{font-size:.9em}
.causes>li{break-inside:avoid;margin-block-end:.4rem}
.causes ul{margin:0;padding-inline-start:1.2rem}
.step,.whole{break-inside:avoid;page-break-inside:avoid}
.step{margin-block-start:.7rem;padding-block-start:.5rem;border-block-start:1px solid #999;padding-inline-start:1.7rem;font-size:.92em}
.step .head{margin-inline-start:-1.7rem;font-size:1.05em}
.box{display:inline-block;width:1.35rem;font-size:1.25em;line-height:1}
.title{font-weight:600}
.none{color:#444}
.label{color:#444}
@page{margin:16mm 15mm 18mm;@bottom-left{content:"Service principal checklists";font:8pt sans-serif;color:#444}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#444}}
@media print{
body{max-width:none;padding:0;font-size:9.5pt}
.case{margin-block-start:1.2rem}
.case+.case{break-before:page;page-break-before:always;margin:0}
}
@media (max-width:40rem){body{padding:1rem}dl div{grid-template-columns:1fr}}
`;

/** SHA-256 of the style for the page's own policy; a test keeps the two together. */
export const PRINT_STYLE_HASH = "sha256-ebIr6cHZN/xOWq09JRptfxHwDBYNOJbga/iicz5xY98=";
