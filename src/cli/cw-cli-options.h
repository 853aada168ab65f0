/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwOutputMode: whom a command prints for: people, or programs in one of two forms. */
typedef enum
{
  CW_OUTPUT_TEXT,
  CW_OUTPUT_JSON,
  CW_OUTPUT_CSV,
} CwOutputMode;

/** CW_NO_DAY: stands where no day was given. */
#define CW_NO_DAY G_MININT64

/** CW_NO_COUNT: stands where no number was given. */
#define CW_NO_COUNT (-1)

/**
 * CwCliOptions:
 *
 * The options that every command takes, and that may stand before or after its name. The strings
 * are owned and %NULL if not given; days are midnights in UTC.
 */
typedef struct
{
  char *provider;
  char *yahoo_url, *finnhub_url, *producer_url;
  char *finnhub_key; /* never comes from an argument */
  char *data_dir;    /* once settled: where the store is, NULL if nothing is to be stored */
  char *lists_dir;   /* once settled: where the user's lists are, NULL without a store */
  char *trace_path;
  gint64 from, to;
  int concurrency, timeout, retries;
  gboolean demo;
  gboolean no_store, offline;
  gboolean json, csv;
  gboolean quiet, verbose;
  gboolean version, help;
} CwCliOptions;

void cw_cli_options_init (CwCliOptions *options);
void cw_cli_options_clear (CwCliOptions *options);

GOptionGroup *cw_cli_options_make_group (CwCliOptions *options) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_cli_options_settle (CwCliOptions *options, GError **error);
CwOutputMode cw_cli_options_get_mode (const CwCliOptions *options);

G_END_DECLS
