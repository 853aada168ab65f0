/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-json-scan.h"
#include "cw-series-builder.h"

G_BEGIN_DECLS

/** CwYahooColumn: an array of a chart answer that is read without a detour. */
typedef enum
{
  CW_YAHOO_COLUMN_TIME,
  CW_YAHOO_COLUMN_OPEN,
  CW_YAHOO_COLUMN_HIGH,
  CW_YAHOO_COLUMN_LOW,
  CW_YAHOO_COLUMN_CLOSE,
  CW_YAHOO_COLUMN_ADJ_CLOSE,
  CW_YAHOO_COLUMN_VOLUME,
} CwYahooColumn;

#define CW_N_YAHOO_COLUMNS (CW_YAHOO_COLUMN_VOLUME + 1)

/**
 * CwYahooBody:
 *
 * What one pass over a chart answer finds: the numbers go into @builder's columns at once, the
 * small rest is left where it stands, to be read later.
 */
typedef struct
{
  CwSeriesBuilder *builder;
  gsize lengths[CW_N_YAHOO_COLUMNS];
  gboolean has_result; /* result[0] is an object */
  CwJsonSlice meta, events, error;
} CwYahooBody;

gboolean cw_yahoo_body_read (CwYahooBody *chart, const char *body, gsize length, GError **error);

G_END_DECLS
