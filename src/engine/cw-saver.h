/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store.h"
#include "cw-symbol-quote.h"

G_BEGIN_DECLS

/**
 * CwSaver:
 *
 * Hands what came to the store: bars and figures as they come, prices many at a time. Remembers the
 * first failure, which spoils nothing but the next start. Belongs to the network thread, but for
 * cw_saver_dup_error().
 */
typedef struct _CwSaver CwSaver;

/** CwSavedFunc: told that something is on the disk, or why it is not. */
typedef void (*CwSavedFunc) (const GError *error, gpointer data);

CwSaver *cw_saver_new (CwStore *store);
void cw_saver_free (CwSaver *saver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSaver, cw_saver_free)

gboolean cw_saver_has_store (CwSaver *saver);
gboolean cw_saver_is_lasting (CwSaver *saver);
void cw_saver_save_series (
    CwSaver *saver, const CwSeries *series, gint64 fetched_at, CwSavedFunc saved, gpointer data);
void cw_saver_save_figures (CwSaver *saver,
                            const CwFundamentals *fundamentals,
                            gint64 fetched_at,
                            CwSavedFunc saved,
                            gpointer data);
void cw_saver_forget (CwSaver *saver, const char *symbol);
void cw_saver_save_quote (CwSaver *saver, CwSymbolQuote *quote, gint64 fetched_at);
void cw_saver_flush (CwSaver *saver);
void cw_saver_stop (CwSaver *saver);

void cw_saver_note_error (CwSaver *saver, const GError *error);
GError *cw_saver_dup_error (CwSaver *saver) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
