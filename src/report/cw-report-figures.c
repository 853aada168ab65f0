/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"

#define LARGE_MONEY 1e5

static char *
format_metric (const CwFundamentals *of, CwMetric metric)
{
  double value = of->values[metric];
  g_autofree char *amount = NULL;

  switch (cw_metric_get_unit (metric))
    {
    case CW_METRIC_UNIT_FRACTION:
      return cw_report_format_share (value);
    case CW_METRIC_UNIT_MONEY:
      amount =
          fabs (value) >= LARGE_MONEY ? cw_format_compact (value) : cw_format_number (value, 2);
      return g_strjoin (" ", amount, of->currency[0] != '\0' ? of->currency : NULL, NULL);
    case CW_METRIC_UNIT_RATIO:
    default:
      return cw_format_number (value, 2);
    }
}

static void
add_metric (GString *to, const CwFundamentals *of, CwMetric metric)
{
  g_string_append (to, "<tr>");
  cw_html_add_element (to, "th", NULL, cw_metric_get_name (metric));
  cw_html_take_cell (to, of->doubtful[metric] ? "number dim" : "number",
                     format_metric (of, metric));
  g_string_append (to, "</tr>\n");
}

static void
add_source (GString *to, const CwFundamentals *of)
{
  g_autofree char *text =
      of->period_end[0] != '\0'
          /* Translators: who gave a company's figures, and the last day of its report */
          ? g_strdup_printf (_ ("Source: %s, report of %s"), of->source, of->period_end)
          /* Translators: who gave a company's figures */
          : g_strdup_printf (_ ("Source: %s"), of->source);

  cw_html_add_element (to, "p", "dim", text);
}

/**
 * cw_report_add_figures:
 * @to: a page
 * @analysis: what is known about a company
 *
 * Adds the figures of its reports that are known, or why there are none.
 */
void
cw_report_add_figures (GString *to, const CwAnalysis *analysis)
{
  const CwFundamentals *of = analysis->fundamentals;

  g_string_append (to, "<div class=\"card\">\n");
  /* Translators: the figures of a company: margins, debts, earnings */
  cw_html_add_element (to, "h3", NULL, _ ("Ratios"));
  if (of == NULL)
    cw_html_add_element (to, "p", "dim",
                         analysis->fundamentals_error != NULL
                             ? analysis->fundamentals_error->message
                             : _ ("There are no figures of this company"));
  else
    {
      g_string_append (to, "<table>\n");
      for (int i = 0; i < CW_N_METRICS; i++)
        if (isfinite (of->values[i]))
          add_metric (to, of, (CwMetric) i);
      g_string_append (to, "</table>\n");
      add_source (to, of);
    }
  g_string_append (to, "</div>\n");
}
