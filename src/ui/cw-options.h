/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CwOptions: what the command line asked for. */
typedef struct
{
  gboolean demo;
  gboolean exit_when_loaded;
  char *screenshot;   /* nullable */
  char *trace;        /* nullable */
  GPtrArray *entries; /* of CwListEntry: the symbols that are named, if any */
  gboolean offline;
} CwOptions;

void cw_options_add_to (GApplication *application);
gboolean cw_options_read (CwOptions *options, GVariantDict *dict, GError **error);
gboolean cw_options_ask_for_own_process (const CwOptions *options);
void cw_options_clear (CwOptions *options);

G_END_DECLS
