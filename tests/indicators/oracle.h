/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cw-indicator.h"

/* What other programs computed, read from tests/data/oracle, and the comparing with it. */

/* Columns of numbers by the name in their file's header; what is no number is NaN. */
typedef struct
{
  gsize n_rows;
  char **names;
  double **columns;
  GPtrArray *rows; /* of char **: the same as texts */
} Oracle;

Oracle *oracle_load (const char *file);
void oracle_free (Oracle *oracle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Oracle, oracle_free)

const double *oracle_get (const Oracle *oracle, const char *column);
const char *oracle_get_text (const Oracle *oracle, gsize row, const char *column);
CwBars oracle_get_bars (const Oracle *oracle);
JsonNode *oracle_load_json (const char *file);

/* An indicator's outputs for some bars. */
typedef struct
{
  CwIndicatorSpec spec;
  gsize n;
  double *values;
  double *out[CW_INDICATOR_MAX_OUTPUTS];
} Outputs;

Outputs *outputs_new (const char *spec, const CwBars *bars);
Outputs *outputs_new_for (const CwIndicatorSpec *spec, const CwBars *bars);
void outputs_free (Outputs *outputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outputs, outputs_free)

/* Fails unless both differ by at most tolerance, taken relative to expected where that is over 1.
 * Values missing on one side alone differ. */
#define assert_close(actual, expected, tolerance, what, i) \
  assert_close_at (G_STRLOC, actual, expected, tolerance, what, i)
void assert_close_at (
    const char *place, double actual, double expected, double tolerance, const char *what, gsize i);
gsize assert_column (
    const double *actual, const Oracle *oracle, const char *column, gsize first, double tolerance);
