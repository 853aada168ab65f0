/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <math.h>

#include "cw-alerts-csv.h"
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
check_alert (const CwAlert *alert)
{
  check_symbol (alert->symbol);
  g_assert_true (isnan (alert->level) || (isfinite (alert->level) && alert->level > 0));
  g_assert_true (isfinite (alert->level) == cw_alert_kind_has_level (alert->kind));
  g_assert_true ((alert->period > 0) == cw_alert_kind_has_period (alert->kind));
  g_assert_cmpint (alert->period, <=, CW_ALERT_MAX_PERIOD);
  g_assert_true (g_str_is_ascii (alert->currency));
  g_assert_true (g_utf8_validate (alert->note, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (alert->note, -1), <=, CW_ALERT_NOTE_MAX_CHARS);
}

/* What was read is written and read again as it was. */
static void
check_alerts_again (const GPtrArray *alerts)
{
  g_autoptr (GString) text = g_string_new (NULL), again = g_string_new (NULL);
  g_autoptr (CwImportPreview) preview = NULL;

  cw_alerts_csv_write (alerts, text);
  preview = cw_alerts_csv_read (text->str, text->len);
  g_assert_cmpuint (preview->n_problems, ==, 0);
  g_assert_cmpuint (preview->alerts->len, ==, alerts->len);
  cw_alerts_csv_write (preview->alerts, again);
  g_assert_cmpstr (again->str, ==, text->str);
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
  for (guint i = 0; i < preview->alerts->len; i++)
    check_alert (g_ptr_array_index (preview->alerts, i));
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
  g_autoptr (CwImportPreview) alerts = cw_alerts_csv_read (text, size);

  check_preview (list);
  check_preview (holdings);
  check_preview (alerts);
  check_alerts_again (alerts->alerts);
  return 0;
}
