/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include "cw-html-svg.h"

/* The style of a page: one column on a phone, two on a desk, and paper is always white. Nothing of
 * it comes from elsewhere, and nothing of it is a program. */
static const char rules[] =
    "*{box-sizing:border-box}\n"
    "html{color-scheme:light dark;-webkit-text-size-adjust:100%}\n"
    "body{margin:0 auto;max-width:64rem;padding:1.5rem;background:var(--paper);color:var(--ink);"
    "font:1rem/1.5 system-ui,Cantarell,Ubuntu,sans-serif}\n"
    "h1{font-size:1.5rem;margin:0}\n"
    "h2{font-size:1.3rem;margin:0;overflow-wrap:anywhere;unicode-bidi:plaintext}\n"
    "html[dir=rtl] h2{text-align:right}\n"
    "h3{font-size:1rem;margin:0 0 .5rem}\n"
    "p{margin:.25rem 0}\n"
    "a{color:var(--accent)}\n"
    ".dim,.plain{color:var(--dim)}\n"
    ".up{color:var(--up)}\n"
    ".down{color:var(--down)}\n"
    ".notice{border-inline-start:.25rem solid var(--accent);padding:.5rem .75rem;margin:1rem 0}\n"
    ".symbol{margin:2rem 0;padding-top:1.5rem;border-top:1px solid var(--edge)}\n"
    ".price{font-size:1.3rem;font-weight:bold;font-variant-numeric:tabular-nums}\n"
    ".chart svg{display:block;width:100%;height:auto}\n"
    ".chart .narrow{display:none}\n"
    ".plot svg{display:block;width:100%;height:auto;margin:.25rem 0}\n"
    ".cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));"
    "gap:.75rem;margin-top:.75rem}\n"
    ".card{border:1px solid var(--edge);border-radius:.75rem;padding:.75rem 1rem;min-width:0}\n"
    ".summary{font-weight:bold}\n"
    ".full{grid-column:1/-1}\n"
    ".wide{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
    "th,td{padding:.2rem 0;padding-inline-end:.5rem;text-align:start;vertical-align:top;"
    "font-weight:normal}\n"
    "tr+tr>*{border-top:1px solid var(--edge)}\n"
    ".rules td:first-child{white-space:nowrap}\n"
    ".number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "th.number{text-align:end;white-space:normal}\n"
    "ul{padding-inline-start:1.25rem;margin:.5rem 0}\n"
    "@media screen and (max-width:40rem){body{padding:1rem}.chart .broad{display:none}"
    ".chart .narrow{display:block}}\n"
    "@media print{body{max-width:none;padding:0;font-size:.85rem}"
    ".card,.chart,tr{break-inside:avoid}.symbol{break-before:page}"
    "h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}}\n"
    "@page{margin:15mm}\n";

/** cw_report_add_style: adds the style of a page */
void
cw_report_add_style (GString *to)
{
  g_string_append (to, "<style>\n:root{");
  cw_html_svg_add_colors (to, FALSE);
  g_string_append (to, "--edge:#d8dadd;}\n@media screen and (prefers-color-scheme:dark){:root{");
  cw_html_svg_add_colors (to, TRUE);
  g_string_append (to, "--edge:#3d4145;}}\n");
  g_string_append (to, rules);
  g_string_append (to, "</style>\n");
}
