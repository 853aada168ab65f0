/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "oracle.h"

#include <math.h>
#include <string.h>

static char *
oracle_path (const char *file)
{
  return g_test_build_filename (G_TEST_DIST, "data", "oracle", file, NULL);
}

/* Cells in quotes may hold commas. */
static char **
split_line (const char *line)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *at = line;; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      else if (*at == '\0' || (*at == ',' && !quoted))
        {
          g_strv_builder_add (cells, cell->str);
          g_string_truncate (cell, 0);
        }
      else
        g_string_append_c (cell, *at);
      if (*at == '\0')
        return g_strv_builder_end (cells);
    }
}

static double
read_cell (const char *cell)
{
  char *end = NULL;
  double value = cell != NULL ? g_ascii_strtod (cell, &end) : NAN;

  return cell == NULL || end == cell || *end != '\0' ? NAN : value;
}

/* Reads a comma-separated file that has a header. */
Oracle *
oracle_load (const char *file)
{
  g_autofree char *path = oracle_path (file), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Oracle *oracle = g_new0 (Oracle, 1);
  gsize n_columns;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  oracle->names = split_line (lines[0]);
  oracle->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (gsize i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_ptr_array_add (oracle->rows, split_line (lines[i]));
  oracle->n_rows = oracle->rows->len;
  g_assert_cmpuint (oracle->n_rows, >, 0);

  n_columns = g_strv_length (oracle->names);
  oracle->columns = g_new0 (double *, n_columns + 1);
  for (gsize c = 0; c < n_columns; c++)
    {
      oracle->columns[c] = g_new (double, oracle->n_rows);
      for (gsize i = 0; i < oracle->n_rows; i++)
        {
          char **cells = g_ptr_array_index (oracle->rows, i);

          oracle->columns[c][i] = c < g_strv_length (cells) ? read_cell (cells[c]) : NAN;
        }
    }
  return oracle;
}

void
oracle_free (Oracle *oracle)
{
  for (gsize c = 0; oracle->names[c] != NULL; c++)
    g_free (oracle->columns[c]);
  g_free (oracle->columns);
  g_strfreev (oracle->names);
  g_ptr_array_unref (oracle->rows);
  g_free (oracle);
}

static gsize
find_column (const Oracle *oracle, const char *column)
{
  for (gsize c = 0; oracle->names[c] != NULL; c++)
    if (g_str_equal (oracle->names[c], column))
      return c;
  g_error ("The oracle has no column “%s”", column);
}

const double *
oracle_get (const Oracle *oracle, const char *column)
{
  return oracle->columns[find_column (oracle, column)];
}

const char *
oracle_get_text (const Oracle *oracle, gsize row, const char *column)
{
  return ((char **) g_ptr_array_index (oracle->rows, row))[find_column (oracle, column)];
}

CwBars
oracle_get_bars (const Oracle *oracle)
{
  return (CwBars){
    .n = oracle->n_rows,
    .open = oracle_get (oracle, "Open"),
    .high = oracle_get (oracle, "High"),
    .low = oracle_get (oracle, "Low"),
    .close = oracle_get (oracle, "Close"),
    .volume = oracle_get (oracle, "Volume"),
  };
}

JsonNode *
oracle_load_json (const char *file)
{
  g_autofree char *path = oracle_path (file);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

/* What an indicator must not leave behind: neither a number nor the NaN that it writes itself. */
#define UNTOUCHED (-123456789.0)

Outputs *
outputs_new_for (const CwIndicatorSpec *spec, const CwBars *bars)
{
  Outputs *outputs = g_new0 (Outputs, 1);
  gsize width = bars->n + 1, n_outputs = spec->indicator->n_outputs; /* one guard after each */

  outputs->spec = *spec;
  outputs->n = bars->n;
  outputs->values = g_new (double, n_outputs *width);
  for (gsize i = 0; i < n_outputs * width; i++)
    outputs->values[i] = UNTOUCHED;
  for (gsize o = 0; o < n_outputs; o++)
    outputs->out[o] = outputs->values + o * width;
  g_assert_cmpint (spec->indicator->run (bars, spec->params, outputs->out), ==, CW_CALC_OK);

  for (gsize o = 0; o < n_outputs; o++)
    for (gsize i = 0; i < width; i++)
      g_assert_true ((fabs (outputs->out[o][i] - UNTOUCHED) < 0.5) == (i == bars->n));
  return outputs;
}

Outputs *
outputs_new (const char *spec, const CwBars *bars)
{
  CwIndicatorSpec parsed;

  g_assert_true (cw_indicator_spec_parse (spec, &parsed));
  return outputs_new_for (&parsed, bars);
}

void
outputs_free (Outputs *outputs)
{
  g_free (outputs->values);
  g_free (outputs);
}

void
assert_close_at (
    const char *place, double actual, double expected, double tolerance, const char *what, gsize i)
{
  double scale = MAX (1.0, fabs (expected));

  if (isnan (actual) && isnan (expected))
    return;
  if (!(fabs (actual - expected) <= tolerance * scale))
    g_error ("%s: %s at %" G_GSIZE_FORMAT " is %.17g, not %.17g (within %g)", place, what, i,
             actual, expected, tolerance);
}

/* Compares from bar first on; returns how many numbers were compared. */
gsize
assert_column (
    const double *actual, const Oracle *oracle, const char *column, gsize first, double tolerance)
{
  const double *expected = oracle_get (oracle, column);
  gsize n_compared = 0;

  for (gsize i = first; i < oracle->n_rows; i++)
    {
      assert_close (actual[i], expected[i], tolerance, column, i);
      n_compared += !isnan (expected[i]);
    }
  return n_compared;
}
