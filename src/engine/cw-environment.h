/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person settles for both programs by environment variables. */

char *cw_environment_dup (const char *variable) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_environment_clean_key (const char *text, char **key);
gboolean cw_environment_read_finnhub_key (char **key, GError **error);
char *cw_environment_dup_data_dir (gboolean demo, gboolean by_hand) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
