/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>

#include "cw-import-preview.h"
#include "cw-symbol-list.h"
#include "cw-symbol.h"

static void
check_symbol (const char *symbol)
{
  g_autofree char *normal = cw_symbol_normalize (symbol, NULL);

  g_assert_cmpstr (normal, ==, symbol);
}

static void
check_entry (const CwListEntry *entry)
{
  check_symbol (entry->symbol);
  g_assert_true (g_utf8_validate (entry->note, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (entry->note, -1), <=, CW_LIST_NOTE_MAX_CHARS);
  g_assert_false (isinf (entry->target_low) || isinf (entry->target_high));
  g_assert_false (entry->target_low > entry->target_high);
}

static void
check_holding (const CwHolding *holding)
{
  check_symbol (holding->symbol);
  g_assert_true (isfinite (holding->shares) && holding->shares > 0);
  g_assert_true (isnan (holding->cost) || (isfinite (holding->cost) && holding->cost >= 0));
  g_assert_true (holding->currency == NULL || g_str_is_ascii (holding->currency));
  g_assert_true (holding->date == NULL || g_str_is_ascii (holding->date));
}

static void
check_preview (CwImportPreview *preview)
{
  g_assert_cmpuint (preview->problems->len, <=, CW_IMPORT_MAX_PROBLEMS);
  g_assert_cmpuint (preview->problems->len, <=, preview->n_problems);
  for (guint i = 0; i < preview->entries->len; i++)
    check_entry (g_ptr_array_index (preview->entries, i));
  for (guint i = 0; i < preview->holdings->len; i++)
    check_holding (g_ptr_array_index (preview->holdings, i));
  for (guint i = 0; i < preview->problems->len; i++)
    {
      const CwImportProblem *problem = g_ptr_array_index (preview->problems, i);

      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 0 ? g_memdup2 (data, size) : g_strdup ("");
  g_autoptr (CwImportPreview) list = cw_watchlist_csv_read (text, size);
  g_autoptr (CwImportPreview) holdings = cw_holdings_csv_read (text, size);

  check_preview (list);
  check_preview (holdings);
  return 0;
}
