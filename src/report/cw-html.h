/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Writing HTML that is XML too. What a provider or a person wrote goes through cw_html_add_text();
 * markup is a string literal of this room.
 */

void cw_html_add_text (GString *to, const char *text);
void cw_html_add_element (GString *to, const char *tag, const char *class, const char *text);
void cw_html_take_cell (GString *to, const char *class, char *text);

G_END_DECLS
