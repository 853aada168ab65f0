/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "cw-indicator.h"

/*
 * What each indicator costs a bar, in nanoseconds of this thread's own time, beside what nothing
 * can beat: copying the bars, the bare recurrence of an exponential mean, and plain rolling sums.
 *
 * The best of several runs counts: what disturbs a run only ever makes it slower.
 */

#define AVERAGE 20
#define BARS_AT_LEAST 50000

static const gsize lengths[] = { 1260, 100000, 10000000 };

/* The seven that are compared with other libraries as a whole. */
static const char *const seven[] = { "ema", "sma", "macd", "rsi", "bbands", "atr", "stoch" };

typedef struct
{
  double *columns[5]; /* open, high, low, close, volume */
  double *out[CW_INDICATOR_MAX_OUTPUTS];
  CwBars bars;
} Data;

typedef void (*Plain) (const Data *data);

typedef struct
{
  const char *name;
  Plain plain; /* or else indicator */
  const CwIndicator *indicator;
  double ns[G_N_ELEMENTS (lengths)];
} Row;

static void
plain_copy (const Data *data)
{
  memcpy (data->out[0], data->bars.close, data->bars.n * sizeof (double));
}

static void
plain_mean (const Data *data)
{
  const double *close = data->bars.close;
  double mean = close[0], factor = 2.0 / (AVERAGE + 1), *out = data->out[0];

  for (gsize i = 0; i < data->bars.n; i++)
    {
      mean = (close[i] - mean) * factor + mean;
      out[i] = mean;
    }
}

static void
plain_sum (const Data *data)
{
  const double *close = data->bars.close;
  double sum = 0, *out = data->out[0];

  for (gsize i = 0; i < AVERAGE; i++)
    sum += close[i];
  for (gsize i = AVERAGE; i < data->bars.n; i++)
    {
      sum += close[i] - close[i - AVERAGE];
      out[i] = sum * (1.0 / AVERAGE);
    }
}

/* Sums of values and of squares, which cancel each other out where a price is large; the bands. */
static void
plain_bands (const Data *data)
{
  const double *close = data->bars.close;
  double sum = 0, squares = 0;

  for (gsize i = 0; i < AVERAGE; i++)
    {
      sum += close[i];
      squares += close[i] * close[i];
    }
  for (gsize i = AVERAGE; i < data->bars.n; i++)
    {
      double mean, width;

      sum += close[i] - close[i - AVERAGE];
      squares += close[i] * close[i] - close[i - AVERAGE] * close[i - AVERAGE];
      mean = sum * (1.0 / AVERAGE);
      width = 2 * sqrt (fabs (squares * (1.0 / AVERAGE) - mean * mean));
      data->out[0][i] = mean + width;
      data->out[1][i] = mean;
      data->out[2][i] = mean - width;
    }
}

static void
data_init (Data *data, gsize n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  double close = 100;

  for (gsize c = 0; c < G_N_ELEMENTS (data->columns); c++)
    data->columns[c] = g_new (double, n);
  for (gsize o = 0; o < G_N_ELEMENTS (data->out); o++)
    data->out[o] = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      double open = close;

      /* A walk that is drawn back to where it began. */
      close = open * (1 + g_rand_double_range (random, -0.02, 0.02)) + 0.001 * (100 - open);
      data->columns[0][i] = open;
      data->columns[1][i] = MAX (open, close) * (1 + g_rand_double_range (random, 0, 0.01));
      data->columns[2][i] = MIN (open, close) * (1 - g_rand_double_range (random, 0, 0.01));
      data->columns[3][i] = close;
      data->columns[4][i] = g_rand_int_range (random, 1000, 1000000);
    }
  /* Memory that was never written to costs more the first time. */
  for (gsize o = 0; o < G_N_ELEMENTS (data->out); o++)
    memset (data->out[o], 0, n * sizeof (double));
  data->bars = (CwBars){
    n, data->columns[0], data->columns[1], data->columns[2], data->columns[3], data->columns[4]
  };
}

static void
data_clear (Data *data)
{
  for (gsize c = 0; c < G_N_ELEMENTS (data->columns); c++)
    g_free (data->columns[c]);
  for (gsize o = 0; o < G_N_ELEMENTS (data->out); o++)
    g_free (data->out[o]);
}

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

static void
run_row (const Row *row, const Data *data, const double *params)
{
  if (row->plain != NULL)
    row->plain (data);
  else
    row->indicator->run (&data->bars, params, data->out);
}

static double
measure (const Row *row, const Data *data)
{
  double params[CW_INDICATOR_MAX_PARAMS] = { 0 }, best = HUGE_VAL;
  gsize n_times = MAX (1, BARS_AT_LEAST / data->bars.n); /* asking for the time takes some, too */
  gsize n_runs = CLAMP (20000000 / (n_times * data->bars.n), 3, 200);

  for (gsize p = 0; row->indicator != NULL && p < row->indicator->n_params; p++)
    params[p] = row->indicator->params[p].initial;
  for (gsize i = 0; i < n_runs; i++)
    {
      double start = now ();

      for (gsize k = 0; k < n_times; k++)
        run_row (row, data, params);
      best = MIN (best, now () - start);
    }
  return best / (double) (n_times * data->bars.n);
}

static GArray *
make_rows (void)
{
  static const Row plain[] = {
    { "memcpy", plain_copy },
    { "bare recurrence", plain_mean },
    { "plain rolling sum", plain_sum },
    { "plain rolling bands", plain_bands },
  };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_append_vals (rows, plain, G_N_ELEMENTS (plain));
  for (gsize i = 0; i < cw_indicator_count (); i++)
    {
      Row row = { .name = cw_indicator_get (i)->id, .indicator = cw_indicator_get (i) };

      g_array_append_val (rows, row);
    }
  return rows;
}

static void
measure_rows (GArray *rows, gsize n_lengths)
{
  for (gsize l = 0; l < n_lengths; l++)
    {
      Data data;

      data_init (&data, lengths[l]);
      for (guint r = 0; r < rows->len; r++)
        {
          Row *row = &g_array_index (rows, Row, r);

          row->ns[l] = measure (row, &data);
        }
      data_clear (&data);
    }
}

static double
find_ns (GArray *rows, const char *name, gsize length)
{
  for (guint r = 0; r < rows->len; r++)
    if (g_str_equal (g_array_index (rows, Row, r).name, name))
      return g_array_index (rows, Row, r).ns[length];
  g_error ("There is no row “%s”", name);
}

static double
sum_of_seven (GArray *rows, gsize length)
{
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (seven); i++)
    sum += find_ns (rows, seven[i], length);
  return sum;
}

static void
print_table (GArray *rows, gsize n_lengths)
{
  g_print ("%-20s", "ns a bar");
  for (gsize l = 0; l < n_lengths; l++)
    g_print ("%12" G_GSIZE_FORMAT "  × bare", lengths[l]);
  g_print ("\n");
  for (guint r = 0; r < rows->len; r++)
    {
      const Row *row = &g_array_index (rows, Row, r);

      g_print ("%-20s", row->name);
      for (gsize l = 0; l < n_lengths; l++)
        g_print ("%12.2f%8.2f", row->ns[l], row->ns[l] / find_ns (rows, "bare recurrence", l));
      g_print ("\n");
    }
  g_print ("%-20s", "sum of seven");
  for (gsize l = 0; l < n_lengths; l++)
    g_print ("%12.2f%8.2f", sum_of_seven (rows, l),
             sum_of_seven (rows, l) / find_ns (rows, "bare recurrence", l));
  g_print ("\n");
}

static void
print_json (GArray *rows, gsize n_lengths)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (gsize l = 0; l < n_lengths; l++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "bars");
      json_builder_add_int_value (builder, (gint64) lengths[l]);
      json_builder_set_member_name (builder, "ns_per_bar");
      json_builder_begin_object (builder);
      for (guint r = 0; r < rows->len; r++)
        {
          json_builder_set_member_name (builder, g_array_index (rows, Row, r).name);
          json_builder_add_double_value (builder, g_array_index (rows, Row, r).ns[l]);
        }
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "sum_of_seven");
      json_builder_add_double_value (builder, sum_of_seven (rows, l));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

int
main (int argc, char *argv[])
{
  gboolean json = FALSE, quick = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON instead of a table", NULL },
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "Leave out the longest series", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("– what indicators cost");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = make_rows ();
  gsize n_lengths;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  n_lengths = G_N_ELEMENTS (lengths) - (quick ? 1 : 0);
  measure_rows (rows, n_lengths);
  if (json)
    print_json (rows, n_lengths);
  else
    print_table (rows, n_lengths);
  return 0;
}
