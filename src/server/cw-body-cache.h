/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwBodyCache:
 *
 * Keeps the bodies that were asked for last, up to a number of bytes. For one thread.
 */
typedef struct _CwBodyCache CwBodyCache;

CwBodyCache *cw_body_cache_new (gsize max_bytes);
void cw_body_cache_free (CwBodyCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBodyCache, cw_body_cache_free)

GBytes *cw_body_cache_find (CwBodyCache *cache, const char *key);
void cw_body_cache_add (CwBodyCache *cache, const char *key, GBytes *body);

G_END_DECLS
