/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-histogram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cw-format.h"

#define MOST_BINS 90
#define LEAST_STEP 1e-4 /* a hundredth of a percent */

static int
compare_numbers (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* The least of 1, 2 and 5 times a power of ten that is not below @least. */
static double
round_step (double least)
{
  double power = pow (10, floor (log10 (least))), leading = least / power;

  return power * (leading <= 1 + 1e-9 ? 1 : leading <= 2 + 1e-9 ? 2 : leading <= 5 + 1e-9 ? 5 : 10);
}

/* Twice the spread of the middle half over the cube root of their number, which is wide where there
 * are few. Source: Freedman & Diaconis 1981. */
static double
find_step (const double *sorted, gsize n)
{
  double spread = sorted[n - 1 - n / 4] - sorted[n / 4];
  double step = 2 * spread / cbrt ((double) n);

  return round_step (MAX (MAX (step, LEAST_STEP), (sorted[n - 1] - sorted[0]) / MOST_BINS));
}

static void
count (CwHistogram *self, const double *sorted)
{
  double first = floor (sorted[0] / self->step), last = floor (sorted[self->n - 1] / self->step);

  self->first = first * self->step;
  self->parent.n_items = (gssize) (last - first) + 1;
  self->counts = g_new0 (guint, (gsize) self->parent.n_items);
  for (gsize i = 0; i < self->n; i++)
    {
      gssize bin = (gssize) (floor (sorted[i] / self->step) - first);

      self->counts[bin]++;
      self->most = MAX (self->most, self->counts[bin]);
    }
}

static void
fill (CwHistogram *self, const double *returns)
{
  g_autofree double *sorted = g_memdup2 (returns, self->n * sizeof (double));

  if (self->n == 0)
    return;
  qsort (sorted, self->n, sizeof (double), compare_numbers);
  self->step = find_step (sorted, self->n);
  count (self, sorted);
}

static char *
describe (const CwHistogram *self)
{
  g_autofree char *confidence = cw_plot_format_confidence (self->confidence);
  g_autofree char *loss = cw_plot_format_share (self->value_at_risk, 2);
  g_autofree char *shortfall = cw_plot_format_share (self->shortfall, 2);
  g_autofree char *days = g_strdup_printf (
      /* Translators: how many daily returns a histogram is made of */
      g_dngettext (GETTEXT_PACKAGE, "Histogram of %d daily return.",
                   "Histogram of %d daily returns.", (gulong) self->n),
      (int) self->n);

  if (isnan (self->value_at_risk))
    return g_steal_pointer (&days);
  /* Translators: a sentence about a histogram; a confidence such as 95 %; two losses in percent
   */
  return g_strdup_printf (_ ("%s Value at risk at %s is %s, expected shortfall %s."), days,
                          confidence, loss, shortfall);
}

static int
find_decimals (double step)
{
  return CLAMP ((int) ceil (-log10 (100 * step) - 1e-9), 1, 4);
}

static char *
describe_item (const CwPlot *plot, gssize item)
{
  const CwHistogram *self = (const CwHistogram *) plot;
  CwHistogramBin bin = cw_histogram_plot_get_bin (plot, item);
  g_autofree char *from = cw_format_percent_to (100 * bin.from, find_decimals (self->step));
  g_autofree char *to = cw_format_percent_to (100 * bin.to, find_decimals (self->step));
  g_autofree char *share = cw_plot_format_share ((double) bin.count / (double) self->n, 1);

  return g_strdup_printf (
      /* Translators: two returns in percent, between which there were so many days, and what share
       * of all days these are: −2.0 % to −1.5 %: 34 days (2.7 %) */
      g_dngettext (GETTEXT_PACKAGE, "%s to %s: %d day (%s)", "%s to %s: %d days (%s)", bin.count),
      from, to, (int) bin.count, share);
}

static gssize
step_to (const CwPlot *plot, gssize item, int across, int down)
{
  return item + across + down * 5;
}

static void
clear (CwPlot *plot)
{
  g_free (((CwHistogram *) plot)->counts);
}

static const CwPlotClass klass = {
  .size = sizeof (CwHistogram),
  .get_height = cw_histogram_get_height,
  .paint = cw_histogram_paint,
  .paint_picked = cw_histogram_paint_picked,
  .find = cw_histogram_find,
  .step = step_to,
  .describe_item = describe_item,
  .clear = clear,
};

/**
 * cw_histogram_plot_new:
 * @data: returns, and the losses that are marked among them
 *
 * Sorts returns into bins of a round width, one of whose edges is 0; how wide they are follows
 * from how far the returns spread and how many there are (Freedman & Diaconis 1981).
 *
 * Returns: (transfer full): the plot
 */
CwPlot *
cw_histogram_plot_new (const CwHistogramData *data)
{
  CwHistogram *self = cw_plot_alloc (&klass);

  self->n = data->n;
  self->mean = data->mean;
  self->deviation = data->deviation;
  self->confidence = data->confidence;
  self->value_at_risk = data->value_at_risk;
  self->shortfall = data->shortfall;
  fill (self, data->returns);
  self->parent.title = g_strdup (_ ("Daily Returns"));
  self->parent.description = describe (self);
  return &self->parent;
}

/** cw_histogram_plot_get_bin: Returns: one of the histogram's bins */
CwHistogramBin
cw_histogram_plot_get_bin (const CwPlot *plot, gssize bin)
{
  const CwHistogram *self = (const CwHistogram *) plot;
  CwHistogramBin empty = { 0 };

  g_return_val_if_fail (bin >= 0 && bin < plot->n_items, empty);
  return (CwHistogramBin){ self->first + (double) bin * self->step,
                           self->first + (double) (bin + 1) * self->step, self->counts[bin] };
}
