/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-returns.h"

/* Bars of the demo market between two days, both included. */
CwSeries *read_prices (const char *symbol, const char *from, const char *to);
/* Bars whose closes are given, on consecutive days. */
CwSeries *series_of_closes (const char *symbol, gint64 first_day, const double *closes, gsize n);

/* A table of text: rows of cells, without quotation marks; the first row is left out. */
GPtrArray *read_table (const char *name);
const char *cell (GPtrArray *table, gsize row, gsize column);
double number (GPtrArray *table, gsize row, gsize column);

gint64 day_of (const char *date);
void assert_close (double value, double expected, double relative);
