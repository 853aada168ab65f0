/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "cw-cli-error.h"
#include "cw-cli-options.h"
#include "cw-engine.h"
#include "cw-server.h"
#include "cw-table.h"

G_BEGIN_DECLS

/** CW_PROGRAM_NAME: what stands before each message. */
#define CW_PROGRAM_NAME "candlewick-cli"

/**
 * CwCliContext:
 *
 * What all commands share: the options, where data comes from, the main loop and its end, and what
 * is said to the person who waits. Made and used by the main thread alone.
 */
typedef struct
{
  CwCliOptions options;
  CwOutputMode mode;
  gboolean colour;            /* on standard output */
  CwTrace *trace;             /* nullable */
  CwServer *server;           /* the demo market's, nullable */
  CwEngine *engine;           /* nullable until cw_cli_context_start_engine() */
  guint concurrency;          /* how many requests the engine has under way at once */
  gboolean default_benchmark; /* nobody named the symbol that stands for the market */

  GCancellable *cancellable; /* cancelled by a signal */
  int signal_number;         /* the signal that came, or 0 */
  gint64 signalled_at;       /* when it came, by the monotonic clock */
  guint signal_sources[2];
  gboolean started;
  gboolean wants_key;       /* and would look for one in the keyring */
  gboolean tells_progress;  /* also where nobody watches */
  gboolean progress_stands; /* in a line of the terminal that waits to be replaced */
  guint n_pending;          /* what cw_cli_context_run() waits for */
  gboolean has_older;       /* of a symbol that failed, from the store */
  guint n_failed;           /* symbols that were asked for and did not come */
} CwCliContext;

CwCliContext *cw_cli_context_new (void);
void cw_cli_context_free (CwCliContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCliContext, cw_cli_context_free)

void cw_cli_context_start (CwCliContext *context);
gboolean cw_cli_context_start_engine (CwCliContext *context, const char *benchmark, GError **error);

void cw_cli_context_hold (CwCliContext *context);
void cw_cli_context_release (CwCliContext *context);
gboolean cw_cli_context_run (CwCliContext *context, GError **error);

void cw_cli_context_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
void cw_cli_context_note (const CwCliContext *context, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void cw_cli_context_fail_symbol (CwCliContext *context, const char *symbol, const GError *error);
void cw_cli_context_fail_text (CwCliContext *context, const char *text, const GError *error);
gboolean cw_cli_context_flush (GError **error);
gboolean cw_cli_context_end (CwCliContext *context, GError **error);

G_END_DECLS
