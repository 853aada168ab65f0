/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cw_csv_text_append (GString *to, const char *text);
void cw_csv_text_append_next (GString *to, const char *text);
const char *cw_csv_text_undo (const char *text);

G_END_DECLS
