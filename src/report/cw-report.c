/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report.h"

#include <glib/gi18n-lib.h>

#include "cw-report-private.h"

/* The words that a page is found by. */
static char *
dup_title (const CwAnalysis *const *analyses, gsize n_symbols)
{
  GString *symbols = g_string_new (NULL);
  char *title;

  for (gsize i = 0; i < n_symbols && i < 3; i++)
    g_string_append_printf (symbols, "%s%s", i > 0 ? ", " : "", analyses[i]->series->info.symbol);
  if (n_symbols > 3)
    g_string_append (symbols, " …");
  /* Translators: the title of a page; %s are symbols */
  title = g_strdup_printf (_ ("Report on %s"), symbols->str);
  g_string_free (symbols, TRUE);
  return title;
}

static void
add_head (GString *to, const char *title)
{
  /* XML's declarations, so that whoever reads XML can read the page; to others they say nothing. */
  g_string_append (to, "<!DOCTYPE html>\n"
                       "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
  /* Translators: the code of your language as HTML has it: de, pt-BR */
  cw_html_add_text (to, C_ ("language code", "en"));
  g_string_append (to, "\" dir=\"");
  /* Translators: write rtl if your language is written from right to left */
  g_string_append (to, g_str_equal (C_ ("text direction", "ltr"), "rtl") ? "rtl" : "ltr");
  g_string_append (to, "\">\n<head>\n<meta charset=\"utf-8\" />\n"
                       "<meta name=\"viewport\" "
                       "content=\"width=device-width, initial-scale=1\" />\n"
                       "<meta name=\"generator\" content=\"Candlewick " PACKAGE_VERSION "\" />\n"
                       /* Not even a mistake of ours could load anything. */
                       "<meta http-equiv=\"Content-Security-Policy\" "
                       "content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n");
  cw_html_add_element (to, "title", NULL, title);
  cw_report_add_style (to);
  g_string_append (to, "</head>\n<body>\n");
}

static void
add_when (GString *to, const CwReportFrame *frame)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (frame->now);
  /* Translators: a moment, as g_date_time_format() reads it: 17 Mar 2020 16:00 UTC */
  g_autofree char *when = g_date_time_format (moment, _ ("%-d %b %Y %H:%M UTC"));
  /* Translators: %s is when a report was made */
  g_autofree char *text = g_strdup_printf (_ ("Made on %s by Candlewick"), when);

  cw_html_add_element (to, "p", "dim", text);
}

static void
add_contents (GString *to, const CwAnalysis *const *analyses, gsize n_symbols)
{
  if (n_symbols < 2)
    return;
  g_string_append (to, "<ul>\n");
  for (gsize i = 0; i < n_symbols; i++)
    {
      const CwDecision *decision = analyses[i]->short_term;

      g_string_append_printf (to, "<li><a href=\"#symbol-%zu\">", i);
      cw_html_add_text (to, analyses[i]->series->info.symbol);
      g_string_append (to, "</a> ");
      cw_html_add_text (to, cw_action_get_name (decision != NULL ? decision->action
                                                                 : CW_ACTION_NOT_ENOUGH_DATA));
      g_string_append (to, "</li>\n");
    }
  g_string_append (to, "</ul>\n");
}

static void
add_failures (GString *to, const CwReportFailure *failures, gsize n)
{
  if (n == 0)
    return;
  g_string_append (to, "<div class=\"notice\">\n");
  cw_html_add_element (to, "p", "summary", _ ("These symbols could not be looked at"));
  g_string_append (to, "<ul>\n");
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s: %s", failures[i].symbol, failures[i].message);

      cw_html_add_element (to, "li", NULL, text);
    }
  g_string_append (to, "</ul>\n</div>\n");
}

static void
add_portfolio (GString *to,
               const CwReportFrame *frame,
               const CwAnalysis *const *analyses,
               gsize n_symbols)
{
  g_autofree const CwSeries **series = g_new (const CwSeries *, n_symbols + 1);

  for (gsize i = 0; i < n_symbols; i++)
    series[i] = analyses[i]->series;
  cw_report_add_portfolio (to, frame, series, n_symbols);
}

/**
 * cw_report_write_page:
 * @frame: what all parts share
 * @analyses: (array length=n_symbols): what is known of each symbol, with bars
 * @sections: (array length=n_symbols): what cw_report_write_symbol() wrote of each
 * @n_symbols: how many there are
 * @failures: (array length=n_failures): symbols that there is nothing to say about
 * @n_failures: how many of these there are
 *
 * Joins the parts to one page of HTML that needs nothing beside itself: no script, no font, no
 * picture from elsewhere. It is well-formed XML too.
 *
 * Returns: (transfer full): the page, in UTF-8
 */
GBytes *
cw_report_write_page (const CwReportFrame *frame,
                      const CwAnalysis *const *analyses,
                      const char *const *sections,
                      gsize n_symbols,
                      const CwReportFailure *failures,
                      gsize n_failures)
{
  GString *to = g_string_new (NULL);
  g_autofree char *title = dup_title (analyses, n_symbols);

  add_head (to, title);
  cw_html_add_element (to, "h1", NULL, title);
  add_when (to, frame);
  cw_html_add_element (to, "p", "notice",
                       _ ("This is information, not advice. The rules are simple and look at the "
                          "past only; scenarios are hypothetical."));
  add_contents (to, analyses, n_symbols);
  add_failures (to, failures, n_failures);
  for (gsize i = 0; i < n_symbols; i++)
    g_string_append (to, sections[i]);
  add_portfolio (to, frame, analyses, n_symbols);
  g_string_append (to, "</body>\n</html>\n");
  return g_string_free_to_bytes (to);
}
