/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cw-indicator.h"

G_BEGIN_DECLS

/**
 * CwIndicatorOptions:
 *
 * An option for every row of the table of indicators, and what was asked for with them.
 */
typedef struct
{
  GArray *specs;      /* of CwIndicatorSpec, in the order in which they were asked for, each once */
  GArray *entries;    /* of GOptionEntry, ended by an empty one */
  GPtrArray *strings; /* what the entries show */
} CwIndicatorOptions;

void cw_indicator_options_init (CwIndicatorOptions *options);
void cw_indicator_options_clear (CwIndicatorOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwIndicatorOptions, cw_indicator_options_clear)

void cw_indicator_options_add_entry (CwIndicatorOptions *options, const GOptionEntry *entry);
void cw_indicator_options_choose_all (CwIndicatorOptions *options);
char **cw_indicator_options_join_values (char **words) G_GNUC_WARN_UNUSED_RESULT;

gboolean cw_cli_parse_indicator (const char *option,
                                 const char *text,
                                 CwIndicatorSpec *spec,
                                 GError **error);

G_END_DECLS
