/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Indicators: arrays in, arrays out. Nothing here allocates, keeps state between calls, or uses
 * anything but plain C. Every output has as many values as there are bars; NaN stands where there
 * is no value yet. The value at a bar depends on that bar and earlier ones only.
 *
 * A bar at which an input is missing (NaN) is a gap: no output has a value there, and after it the
 * indicator starts over, as though the series began at the next bar. Only an average since a
 * beginning, VWAP, passes over it.
 *
 * The names in the table are marked for translation; whoever shows them translates them.
 */

#define CW_INDICATOR_MAX_PARAMS 3
#define CW_INDICATOR_MAX_OUTPUTS 5

/** CwCalcStatus: how a calculation went. */
typedef enum
{
  CW_CALC_OK,
  CW_CALC_BAD_PARAMS, /* a parameter is outside the limits that the table names */
} CwCalcStatus;

/** CwIndicatorKind: where an indicator is drawn. */
typedef enum
{
  CW_INDICATOR_OVERLAY, /* over the prices, on their axis */
  CW_INDICATOR_PANE,    /* in a pane of its own */
} CwIndicatorKind;

/** CwBars: the columns that indicators read; those that an indicator does not need may be NULL. */
typedef struct
{
  size_t n;
  const double *open, *high, *low, *close, *volume;
  const int64_t *session; /* a number for each bar that changes where another session begins; NULL
                           * where nothing begins anew, as among bars of a day and longer */
} CwBars;

/** CwIndicatorParam: one parameter with the values it may take; whole says: no fractions. */
typedef struct
{
  const char *name;
  double min, max, initial;
  bool whole;
} CwIndicatorParam;

/**
 * CwIndicatorOutput: one line that an indicator gives.
 *
 * name is the beginning of its column's name in machine-readable output; the indicator's parameters
 * follow it, joined by underscores: bb_upper_20_2.
 */
typedef struct
{
  const char *name;  /* for machines: bb_upper */
  const char *label; /* for people: Upper band */
  bool histogram;    /* drawn as columns from zero */
  int shift;         /* drawn so many bars later than its values stand, or earlier if negative */
  int ahead; /* stands so many bars after those that it is known from: as many follow the last */
} CwIndicatorOutput;

typedef struct _CwIndicator CwIndicator;

/**
 * CwIndicatorRun:
 * in: the bars
 * params: as many values as the indicator has parameters
 * out: as many arrays of in->n values as it has outputs; they must not overlap the input
 */
typedef CwCalcStatus (*CwIndicatorRun) (const CwBars *in, const double *params, double *const *out);

/** CwIndicator: a row of the one table that describes all indicators. */
struct _CwIndicator
{
  const char *id;         /* as in sma:20 */
  const char *name;       /* for people: Simple moving average */
  const char *short_name; /* for people, where parameters follow: SMA */
  CwIndicatorKind kind;
  size_t n_params;
  CwIndicatorParam params[CW_INDICATOR_MAX_PARAMS];
  size_t n_outputs;
  CwIndicatorOutput outputs[CW_INDICATOR_MAX_OUTPUTS];
  double lower, upper; /* the pane's fixed range, or NaN where it follows the values */
  double guides[2];    /* horizontal lines worth drawing, NaN where there is none */
  size_t (*lookback) (const double *params); /* index of the first bar that can have every output */
  CwIndicatorRun run;
  const char *reference; /* who defined it, and where */
};

/** CwIndicatorSpec: an indicator with its parameters, as a person asks for it. */
typedef struct
{
  const CwIndicator *indicator;
  double params[CW_INDICATOR_MAX_PARAMS];
} CwIndicatorSpec;

size_t cw_indicator_count (void);
const CwIndicator *cw_indicator_get (size_t index);
const CwIndicator *cw_indicator_find (const char *id);

/* Reads "id" or "id:p1,p2"; parameters left out take their initial values. */
bool cw_indicator_spec_parse (const char *text, CwIndicatorSpec *spec);
/* Writes "id:p1,p2" back; returns the length that the whole text has, like snprintf. */
size_t cw_indicator_spec_print (const CwIndicatorSpec *spec, char *text, size_t size);
/* Writes for people: "MACD(12, 26, 9)". */
size_t cw_indicator_spec_print_label (const CwIndicatorSpec *spec, char *text, size_t size);
/* Writes an output's column name: "macd_signal_12_26_9". */
size_t cw_indicator_spec_print_column (const CwIndicatorSpec *spec,
                                       size_t output,
                                       char *text,
                                       size_t size);
bool cw_indicator_spec_equal (const CwIndicatorSpec *a, const CwIndicatorSpec *b);
