/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-store-lists.h"

G_BEGIN_DECLS

/* A store as another program sees it and edits it. */

GPtrArray *cw_store_peek_lists (const char *directory) G_GNUC_WARN_UNUSED_RESULT;
char *cw_store_peek_describe (const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_peek_add (const char *directory, const char *symbol);

G_END_DECLS
