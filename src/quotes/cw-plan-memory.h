/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_PLAN_MEMORY_SECONDS: how long it is remembered that a plan does not include something. */
#define CW_PLAN_MEMORY_SECONDS (24 * 60 * G_GINT64_CONSTANT (60))

/**
 * CwPlanMemory:
 *
 * Remembers what a key's plan does not include, so that it is not asked for again and again: an
 * endpoint, for the symbols of one market, because many plans end at a country's border. Knows no
 * clock: every function is told what time it is, in monotonic microseconds.
 */
typedef struct _CwPlanMemory CwPlanMemory;

CwPlanMemory *cw_plan_memory_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_plan_memory_free (CwPlanMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPlanMemory, cw_plan_memory_free)

void cw_plan_memory_note_refusal (CwPlanMemory *memory,
                                  const char *endpoint,
                                  const char *symbol,
                                  gint64 now);
gboolean cw_plan_memory_is_refused (CwPlanMemory *memory,
                                    const char *endpoint,
                                    const char *symbol,
                                    gint64 now);
void cw_plan_memory_forget (CwPlanMemory *memory);

G_END_DECLS
