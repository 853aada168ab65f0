/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bars.h"

G_BEGIN_DECLS

/** CwStretch: how much is asked for. */
typedef enum
{
  CW_STRETCH_ASKED,   /* what was asked for, and nothing else */
  CW_STRETCH_MISSING, /* what is not stored, and a few bars before */
  CW_STRETCH_WHOLE,   /* what was asked for and what is stored, all of it anew */
} CwStretch;

/** CwBarsInput: what a worker needs to put bars together. */
typedef struct
{
  CwSeries *stored; /* nullable */
  CwSeries *fetched;
  CwLoadOptions options;
  CwStretch stretch;
  gint64 now;
  GError *instead; /* nullable: the bars are from another provider, for this reason */
} CwBarsInput;

/** CwBarsJoined: what it finds. */
typedef struct
{
  gboolean again; /* what is stored is worth nothing any more */
  CwBars *bars;   /* nullable if so */
} CwBarsJoined;

void cw_bars_input_free (gpointer input);
void cw_bars_joined_free (gpointer joined);
gpointer
cw_bars_join (gpointer input, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
