/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_SYMBOL_MAX_LENGTH: the longest ticker symbol that is accepted, in bytes. */
#define CW_SYMBOL_MAX_LENGTH 24

char *cw_symbol_normalize (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **cw_symbol_list_normalize (const char *const *texts,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **cw_symbol_list_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_symbol_is_simulated (const char *symbol);

char *cw_text_clean (const char *text, gsize max_chars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
