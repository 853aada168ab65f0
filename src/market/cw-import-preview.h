/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/** CW_IMPORT_MAX_ROWS: so many lines of a file are read at the most. */
#define CW_IMPORT_MAX_ROWS 1000000
/** CW_IMPORT_MAX_PROBLEMS: so many problems are described; further ones are only counted. */
#define CW_IMPORT_MAX_PROBLEMS 100

/** CwImportProblem: what is wrong with one line of a file. */
typedef struct
{
  guint line;    /* counted from 1, the line that names the columns included */
  char *message; /* for people; does not repeat the line's number */
} CwImportProblem;

/**
 * CwImportPreview:
 *
 * What a file would bring in, and which of its lines would not come. Reading it changed nothing:
 * show it to somebody, then hand it to cw_store_import_async(), or its alerts to
 * cw_store_import_alerts_async(), or forget it. Reference-counted, and
 * immutable once it has been read.
 */
typedef struct
{
  GPtrArray *entries;  /* of CwListEntry; empty if the file was not one of symbols */
  GPtrArray *holdings; /* of CwHolding; empty if the file was not one of holdings */
  GPtrArray *alerts;   /* of CwAlert; empty if the file was not one of alerts */
  GPtrArray *problems; /* of CwImportProblem, in the order of the lines */
  guint n_problems;    /* all of them, described or not */
} CwImportPreview;

CwImportPreview *cw_import_preview_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwImportPreview *cw_import_preview_ref (const CwImportPreview *preview);
void cw_import_preview_unref (CwImportPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwImportPreview, cw_import_preview_unref)

void cw_import_preview_add_problem (CwImportPreview *preview, guint line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

CwImportPreview *cw_watchlist_csv_read (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
CwImportPreview *cw_holdings_csv_read (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
