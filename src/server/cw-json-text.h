/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cw_json_append_key (GString *to, const char *key);
void cw_json_append_string (GString *to, const char *text);
void cw_json_append_number (GString *to, double number);
void cw_json_append_numbers (GString *to, const double *numbers, gsize n);
void cw_json_append_integers (GString *to, const gint64 *integers, gsize n);

void cw_json_append_string_member (GString *to, const char *key, const char *text);
void cw_json_append_number_member (GString *to, const char *key, double number);
void cw_json_append_integer_member (GString *to, const char *key, gint64 integer);

G_END_DECLS
