"""The look of the review page: two palettes, phone first, and paper."""

from __future__ import annotations

LIGHT = {
    "paper": "#ffffff",
    "card": "#f5f6f8",
    "line": "#c3c7cf",
    "ink": "#1a1c20",
    "quiet": "#545861",
    "link": "#0b4f9e",
    "error": "#a3121f",
    "warning": "#7a4a00",
    "good": "#15572c",
}
DARK = {
    "paper": "#15171b",
    "card": "#20242a",
    "line": "#4b515b",
    "ink": "#e9eaec",
    "quiet": "#b5b9c1",
    "link": "#8cbcff",
    "error": "#ff9a9a",
    "warning": "#f0c27a",
    "good": "#8ed8a5",
}
"""Every colour of text has a contrast of 4.5 to 1 or more on `paper` and on `card`."""

_RULES = """
*{box-sizing:border-box}
html{color-scheme:light dark;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:64rem;padding:0 1rem 3rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1.5rem 0 .25rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-bottom:.3rem;
border-bottom:2px solid var(--line)}
h3{font-size:1.08rem;line-height:1.35;margin:1.6rem 0 .6rem}
h4{font-size:1rem;line-height:1.35;margin:0 0 .2rem}
p{margin:.4rem 0}
ul,ol{margin:.4rem 0;padding-left:1.3rem}
code{font-family:ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code{overflow-wrap:anywhere}
.whole{white-space:nowrap}
.quiet{color:var(--quiet);font-weight:400}
.small{font-size:.9rem}
.state{border:1px solid var(--line);border-left:.5rem solid var(--tone);background:var(--card);
padding:.8rem 1rem;margin:1rem 0;border-radius:.3rem}
.state h2{border:0;margin:0;padding:0;color:var(--tone)}
.tone-error{--tone:var(--error)}
.tone-warning{--tone:var(--warning)}
.tone-note{--tone:var(--quiet)}
.tone-good{--tone:var(--good)}
.badge{display:inline-block;border:1px solid var(--tone);color:var(--tone);border-radius:.25rem;
font-size:.8rem;
font-weight:600;line-height:1.35;padding:0 .4rem;margin-right:.35rem;white-space:nowrap}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.8rem 0}
dl.facts dt{color:var(--quiet)}
dl.facts dd{margin:0}
nav ul{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:1rem 0}
nav li a{display:block;border:1px solid var(--line);border-radius:1rem;padding:.3rem .8rem;
text-decoration:none}
nav li a:hover{text-decoration:underline}
ol.findings{list-style:none;padding:0}
ol.findings>li{border:1px solid var(--line);border-left:.3rem solid var(--tone);border-radius:.3rem;
padding:.55rem .8rem;margin:.5rem 0}
ol.findings p{margin:.15rem 0}
table{border-collapse:collapse;width:100%;margin:.6rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--quiet);font-size:.875rem}
tbody th{font-weight:600}
.note{display:block;color:var(--quiet);font-size:.9rem;font-weight:400}
.docs{list-style:none;padding:0;display:grid;
grid-template-columns:repeat(auto-fill,minmax(min(27rem,100%),1fr));
gap:.7rem}
.docs>li{display:flex;gap:.9rem;border:1px solid var(--line);border-radius:.3rem;padding:.7rem;
background:var(--card)}
.docs>li>div{min-width:0;flex:1}
.thumb{flex:none;width:104px}
.thumb img{display:block;width:104px;height:auto;border:1px solid var(--line);background:#fff}
.thumb.none{height:134px;border:1px dashed var(--line);display:flex;align-items:center;
justify-content:center;
color:var(--quiet);font-size:.8rem;text-align:center}
.inline{list-style:none;padding:0;margin:.2rem 0;display:flex;flex-wrap:wrap;gap:.1rem .9rem}
summary{cursor:pointer;padding:.35rem 0}
.docs summary{padding:0}
summary h3{display:inline;margin:0}
.boxes{list-style:none;padding:0}
.boxes>li{position:relative;padding-left:1.8rem;margin:.6rem 0}
.boxes>li::before{content:"";position:absolute;left:0;top:.28rem;width:1rem;height:1rem;
border:1.5px solid var(--ink);border-radius:.15rem}
footer{margin-top:3rem;border-top:2px solid var(--line);padding-top:.8rem;color:var(--quiet);
font-size:.9rem}
@media (max-width:44rem){
table,tbody,tr,tbody th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border:1px solid var(--line);border-radius:.3rem;padding:.5rem .7rem;margin:.5rem 0}
tbody th,td{border:0;padding:.1rem 0}
td:empty{display:none}
td{display:flex;gap:.6rem}
td::before{content:attr(data-head);flex:0 0 6.2rem;color:var(--quiet);font-size:.9rem}
td>span{min-width:0;flex:1}
dl.facts{grid-template-columns:1fr;gap:0}
dl.facts dd{margin-bottom:.4rem}
nav li a{padding:.45rem .85rem}
}
@media print{
@page{size:letter;margin:.7in}
html{color-scheme:light;font-size:9.5pt}
body{max-width:none;padding:0;line-height:1.4}
.thumb,.thumb img{width:64px}
.thumb.none{height:84px}
nav,.skip{display:none}
h2{break-after:avoid;margin-top:1.6rem}
h3,h4,summary{break-after:avoid}
.docs>li,ol.findings>li,tr,.boxes>li{break-inside:avoid}
.docs{grid-template-columns:1fr 1fr}
details.opens::details-content{content-visibility:visible;block-size:auto;display:block}
summary{list-style:none}
a{color:inherit;text-decoration:none}
}
"""


def style() -> str:
    """Give the style sheet."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_palette(DARK)}}}}}"
    return f":root{{{_palette(LIGHT)}}}\n{dark}{_RULES}"


def _palette(colours: dict[str, str]) -> str:
    """Spell colours as properties."""
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
