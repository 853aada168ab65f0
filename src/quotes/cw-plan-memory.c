/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-plan-memory.h"

#include <string.h>

struct _CwPlanMemory
{
  GHashTable *refused; /* of gint64, when, by endpoint and market */
};

/** cw_plan_memory_new: Returns: (transfer full): a memory of nothing */
CwPlanMemory *
cw_plan_memory_new (void)
{
  CwPlanMemory *self = g_new0 (CwPlanMemory, 1);

  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/** cw_plan_memory_free: @memory: (transfer full) (nullable): a memory */
void
cw_plan_memory_free (CwPlanMemory *memory)
{
  if (memory == NULL)
    return;
  g_hash_table_unref (memory->refused);
  g_free (memory);
}

/* What follows a symbol's last dot names its market; symbols of the home market have none. */
static char *
make_key (const char *endpoint, const char *symbol)
{
  const char *market = strrchr (symbol, '.');

  return g_strdup_printf ("%s\n%s", endpoint, market != NULL ? market : "");
}

/**
 * cw_plan_memory_note_refusal:
 * @memory: a memory
 * @endpoint: what was asked
 * @symbol: of whom
 * @now: the time
 *
 * Notes that the plan does not include it.
 */
void
cw_plan_memory_note_refusal (CwPlanMemory *memory,
                             const char *endpoint,
                             const char *symbol,
                             gint64 now)
{
  g_hash_table_insert (memory->refused, make_key (endpoint, symbol), g_memdup2 (&now, sizeof now));
}

/**
 * cw_plan_memory_is_refused:
 * @memory: a memory
 * @endpoint: what is to be asked
 * @symbol: of whom
 * @now: the time
 *
 * Returns: whether the plan did not include it lately, so that it need not be asked
 */
gboolean
cw_plan_memory_is_refused (CwPlanMemory *memory,
                           const char *endpoint,
                           const char *symbol,
                           gint64 now)
{
  g_autofree char *key = make_key (endpoint, symbol);
  const gint64 *since = g_hash_table_lookup (memory->refused, key);

  return since != NULL && now - *since < CW_PLAN_MEMORY_SECONDS * G_USEC_PER_SEC;
}

/** cw_plan_memory_forget: another key, another plan */
void
cw_plan_memory_forget (CwPlanMemory *memory)
{
  g_hash_table_remove_all (memory->refused);
}
