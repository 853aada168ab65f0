/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-symbol-list.h"

G_BEGIN_DECLS

GPtrArray *cw_entries_from_texts (const char *const *texts,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cw_entries_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
