/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row.h"

G_BEGIN_DECLS

/** RowSample: what is known of a row; zero for a number means that it is not known. */
typedef struct
{
  const char *symbol, *name;
  double price, change_percent, pe, rsi, volume;
  int score;
  gboolean decided;
} RowSample;

CwRow *row_sample_new (const RowSample *sample) G_GNUC_WARN_UNUSED_RESULT;
void row_sample_apply (CwRow *row, const RowSample *sample);
void row_sample_fail (CwRow *row, const char *message);

G_END_DECLS
