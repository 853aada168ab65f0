/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What an entry in the preferences does about text that cannot be. */

void cw_wrong_entry_show (GtkEditable *entry, gboolean wrong);
void cw_wrong_entry_say (GtkEditable *entry, const char *text);

G_END_DECLS
