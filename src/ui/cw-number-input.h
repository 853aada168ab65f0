/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as a person types them, by the rules of the language, and back. */

gboolean cw_number_input_parse (const char *text, double *value);
char *cw_number_input_format (double value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
