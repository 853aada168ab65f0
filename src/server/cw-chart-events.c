/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-answer.h"

#include "cw-json-text.h"

static gboolean
is_wanted (CwChartAnswer *chart, gint64 time)
{
  return time >= chart->query->start && time <= chart->query->end;
}

static void
open_event (CwChartAnswer *chart, gint64 time)
{
  char key[24];

  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, time);
  cw_json_append_key (chart->text, key);
  g_string_append_c (chart->text, '{');
}

static gboolean
append_dividends (CwChartAnswer *chart)
{
  gsize empty;

  cw_json_append_key (chart->text, "dividends");
  g_string_append_c (chart->text, '{');
  empty = chart->text->len;
  for (gsize i = 0; i < chart->daily->n_dividends; i++)
    {
      const CwDividend *dividend = &chart->daily->dividends[i];

      if (!is_wanted (chart, dividend->time))
        continue;
      open_event (chart, dividend->time);
      cw_json_append_number_member (chart->text, "amount", dividend->amount);
      cw_json_append_integer_member (chart->text, "date", dividend->time);
      g_string_append_c (chart->text, '}');
    }
  g_string_append_c (chart->text, '}');
  return chart->text->len > empty + 1;
}

static void
append_split (CwChartAnswer *chart, const CwSplit *split)
{
  open_event (chart, split->time);
  cw_json_append_integer_member (chart->text, "date", split->time);
  cw_json_append_number_member (chart->text, "numerator", split->numerator);
  cw_json_append_number_member (chart->text, "denominator", split->denominator);
  cw_json_append_key (chart->text, "splitRatio");
  g_string_append_c (chart->text, '"');
  cw_json_append_number (chart->text, split->numerator);
  g_string_append_c (chart->text, ':');
  cw_json_append_number (chart->text, split->denominator);
  g_string_append (chart->text, "\"}");
}

static gboolean
append_splits (CwChartAnswer *chart)
{
  gsize empty;

  cw_json_append_key (chart->text, "splits");
  g_string_append_c (chart->text, '{');
  empty = chart->text->len;
  for (gsize i = 0; i < chart->daily->n_splits; i++)
    if (is_wanted (chart, chart->daily->splits[i].time))
      append_split (chart, &chart->daily->splits[i]);
  g_string_append_c (chart->text, '}');
  return chart->text->len > empty + 1;
}

/**
 * cw_chart_answer_append_events:
 * @chart: the answer
 *
 * Appends the dividends and the splits that were asked for. As with Yahoo, a kind of event of which
 * there is none is not named, and if all are so there is no word of events at all.
 */
void
cw_chart_answer_append_events (CwChartAnswer *chart)
{
  gsize before = chart->text->len, inside, mark;

  cw_json_append_key (chart->text, "events");
  g_string_append_c (chart->text, '{');
  inside = mark = chart->text->len;
  if (chart->query->dividends && !append_dividends (chart))
    g_string_truncate (chart->text, mark);
  mark = chart->text->len;
  if (chart->query->splits && !append_splits (chart))
    g_string_truncate (chart->text, mark);
  if (chart->text->len == inside)
    g_string_truncate (chart->text, before);
  else
    g_string_append_c (chart->text, '}');
}
