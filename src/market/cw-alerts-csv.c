/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alerts-csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-csv-number.h"
#include "cw-csv-table.h"
#include "cw-csv-text.h"
#include "cw-currency.h"
#include "cw-symbol.h"

#define LINE_END "\r\n" /* RFC 4180's */
#define SHOWN_CHARS 40
#define MAX_PROVIDER_CHARS 1000

#define HIGHEST_PRICE 1e12 /* what the store takes */
#define HIGHEST_PERCENT 1000
#define WHOLE 100
#define SHORTEST_PERIOD 2
#define EARLIEST 1 /* second since 1970: no alert was made before, and 0 is none */

enum
{
  COLUMN_SYMBOL,
  COLUMN_KIND,
  COLUMN_LEVEL,
  COLUMN_PERIOD,
  COLUMN_REPEATS,
  COLUMN_CURRENCY,
  COLUMN_NOTE,
  COLUMN_PROVIDER,
  COLUMN_DATE,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS + 1] = {
  [COLUMN_SYMBOL] = "Symbol", [COLUMN_KIND] = "Kind",         [COLUMN_LEVEL] = "Level",
  [COLUMN_PERIOD] = "Period", [COLUMN_REPEATS] = "Repeats",   [COLUMN_CURRENCY] = "Currency",
  [COLUMN_NOTE] = "Note",     [COLUMN_PROVIDER] = "Provider", [COLUMN_DATE] = "Date",
};

/* --- reading --- */

static void
add_problem (CwCsvTable *table, CwImportPreview *preview, const char *format, const char *text)
{
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);
  g_autoptr (GString) message = g_string_new (format);

  g_string_replace (message, "%s", shown, 1);
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table), "%s", message->str);
}

static gboolean
read_kind (CwCsvTable *table, CwAlertKind *kind, CwImportPreview *preview)
{
  const char *text = cw_csv_table_get_text (table, COLUMN_KIND);
  g_autofree char *id = g_strstrip (g_ascii_strdown (text, -1));

  if (cw_alert_kind_parse (id, kind))
    return TRUE;
  add_problem (table, preview,
               /* Translators: what stands where the word for a machine should */
               _ ("“%s” is nothing that an alert waits for, such as price-rises"), text);
  return FALSE;
}

/* What a level is less than, whatever it is of. */
static double
get_limit (CwAlertKind kind)
{
  if (cw_alert_kind_has_price (kind))
    return HIGHEST_PRICE;
  return kind == CW_ALERT_DAY_RISES || kind == CW_ALERT_DAY_MOVES ? HIGHEST_PERCENT : WHOLE;
}

static gboolean
read_level (CwCsvTable *table, CwAlertKind kind, double *level, CwImportPreview *preview)
{
  double limit = get_limit (kind);

  if (!cw_alert_kind_has_level (kind))
    {
      *level = NAN;
      return TRUE;
    }
  if (!cw_csv_table_get_number (table, COLUMN_LEVEL, level))
    return FALSE;
  if (*level > 0 && *level < limit)
    return TRUE;
  if (cw_alert_kind_has_price (kind))
    cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                   /* Translators: a column's name */
                                   _ ("Column “%s”: a price must be more than 0 and less than a "
                                      "trillion"),
                                   columns[COLUMN_LEVEL]);
  else
    cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                   /* Translators: a column's name and a number */
                                   _ ("Column “%s”: a number more than 0 and less than %d is "
                                      "needed"),
                                   columns[COLUMN_LEVEL], (int) limit);
  return FALSE;
}

static gboolean
read_period (CwCsvTable *table, CwAlertKind kind, int *period, CwImportPreview *preview)
{
  double days;

  *period = 0;
  if (!cw_alert_kind_has_period (kind))
    return TRUE;
  if (!cw_csv_table_get_number (table, COLUMN_PERIOD, &days))
    return FALSE;
  if (days >= SHORTEST_PERIOD && days <= CW_ALERT_MAX_PERIOD && !(days > floor (days)))
    {
      *period = (int) days;
      return TRUE;
    }
  cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                 /* Translators: a column's name and two numbers */
                                 _ ("Column “%s”: a number of days from %d to %d is needed"),
                                 columns[COLUMN_PERIOD], SHORTEST_PERIOD, CW_ALERT_MAX_PERIOD);
  return FALSE;
}

static gboolean
read_repeats (CwCsvTable *table, gboolean *repeats, CwImportPreview *preview)
{
  static const char *const yes[] = { "yes", "true", "1", NULL };
  static const char *const no[] = { "no", "false", "0", "", NULL };
  const char *text = cw_csv_table_get_text (table, COLUMN_REPEATS);
  g_autofree char *word = g_strstrip (g_ascii_strdown (text, -1));

  *repeats = g_strv_contains (yes, word);
  if (*repeats || g_strv_contains (no, word))
    return TRUE;
  add_problem (table, preview,
               /* Translators: what a file says where it is to say yes or no; leave these words */
               _ ("“%s” is neither yes nor no"), text);
  return FALSE;
}

static gboolean
read_currency (CwCsvTable *table, const char **currency, CwImportPreview *preview)
{
  *currency = cw_csv_table_get_text (table, COLUMN_CURRENCY);
  if (**currency == '\0' || cw_currency_is_valid (*currency))
    return TRUE;
  add_problem (table, preview,
               /* Translators: what was given as a currency */
               _ ("“%s” is not a currency’s code such as USD or GBp"), *currency);
  return FALSE;
}

static gboolean
read_day (CwCsvTable *table, gint64 *moment, CwImportPreview *preview)
{
  const char *day = cw_csv_table_get_text (table, COLUMN_DATE);
  g_autofree char *whole = g_strconcat (day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) parsed = NULL;

  *moment = 0;
  if (*day == '\0')
    return TRUE;
  parsed = cw_date_is_valid (day) ? g_date_time_new_from_iso8601 (whole, NULL) : NULL;
  if (parsed != NULL)
    {
      *moment = MAX (g_date_time_to_unix (parsed), EARLIEST);
      return TRUE;
    }
  add_problem (table, preview,
               /* Translators: what was given as a day */
               _ ("“%s” is not a day written as 2026-01-31"), day);
  return FALSE;
}

static void
read_alert (CwCsvTable *table, CwImportPreview *preview)
{
  g_autofree char *symbol = cw_csv_table_get_any_symbol (table, COLUMN_SYMBOL);
  g_autofree char *provider = NULL;
  CwAlert fields = CW_ALERT_INIT;

  if (symbol == NULL || !read_kind (table, &fields.kind, preview)
      || !read_level (table, fields.kind, &fields.level, preview)
      || !read_period (table, fields.kind, &fields.period, preview)
      || !read_repeats (table, &fields.repeats, preview)
      || !read_currency (table, &fields.currency, preview)
      || !read_day (table, &fields.splits_until, preview))
    return;
  provider = cw_text_clean (cw_csv_table_get_text (table, COLUMN_PROVIDER), MAX_PROVIDER_CHARS);
  fields.symbol = symbol;
  fields.provider = provider;
  fields.note = cw_csv_table_get_text (table, COLUMN_NOTE);
  if (!cw_alert_kind_has_price (fields.kind))
    fields.currency = "";
  fields.created_at = fields.splits_until;
  g_ptr_array_add (preview->alerts, cw_alert_new (&fields));
}

/**
 * cw_alerts_csv_read:
 * @text: (array length=length): a file
 * @length: its length in bytes
 *
 * Reads alerts, `Symbol,Kind,Level,Period,Repeats,Currency,Note,Provider,Date`; the columns may
 * stand in any order and among others. `Kind` is a word of cw_alert_kind_get_id(); `Level` and
 * `Period` are needed where that kind has them, and passed over where it has not; the others may be
 * missing. The day is the one since which splits change a price; without one, it is when
 * cw_alert_begin() is called.
 *
 * Returns: (transfer full): what the file would bring, and which of its lines would not come
 */
CwImportPreview *
cw_alerts_csv_read (const char *text, gsize length)
{
  CwImportPreview *preview;
  g_autoptr (CwCsvTable) table = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  preview = cw_import_preview_new ();
  table = cw_csv_table_new (text, length, columns, preview);
  while (cw_csv_table_next (table))
    if (preview->alerts->len < CW_ALERTS_MAX_IMPORT)
      read_alert (table, preview);
    else
      cw_import_preview_add_problem (preview, cw_csv_table_get_line (table),
                                     /* Translators: %d is a large number */
                                     _ ("No more than %d alerts come from one file"),
                                     CW_ALERTS_MAX_IMPORT);
  return preview;
}

/**
 * cw_alert_begin:
 * @alert: an alert that was read
 * @now: seconds since 1970, by the market's clock
 *
 * Returns: (transfer full): the alert as it is to be stored: since when splits change it is known,
 *   and that is not later than now
 */
CwAlert *
cw_alert_begin (const CwAlert *alert, gint64 now)
{
  CwAlert fields;

  g_return_val_if_fail (alert != NULL, NULL);

  fields = *alert;
  fields.id = 0;
  if (fields.splits_until == 0 || fields.splits_until > now)
    fields.splits_until = now;
  fields.created_at = fields.splits_until;
  return cw_alert_new (&fields);
}

/* --- writing --- */

/** cw_alert_is_exported: Returns: whether it is one of its own: those of targets come and go with
 * what a list says */
gboolean
cw_alert_is_exported (const CwAlert *alert)
{
  g_return_val_if_fail (alert != NULL, FALSE);
  return !alert->is_target;
}

/** cw_alert_dup_day: Returns: (transfer full): the day, as `YYYY-MM-DD`, after which splits have
 * yet to change its level; empty if that is not known */
char *
cw_alert_dup_day (const CwAlert *alert)
{
  g_autoptr (GDateTime) moment = NULL;
  gint64 until;

  g_return_val_if_fail (alert != NULL, NULL);

  until = MAX (alert->splits_until, alert->created_at);
  moment = until != 0 ? g_date_time_new_from_unix_utc (until) : NULL;
  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : g_strdup ("");
}

static void
append_alert (GString *to, const CwAlert *alert)
{
  g_autofree char *day = cw_alert_dup_day (alert);

  cw_csv_text_append (to, alert->symbol);
  cw_csv_text_append_next (to, cw_alert_kind_get_id (alert->kind));
  g_string_append_c (to, ',');
  cw_csv_number_append (to, cw_alert_get_level (alert));
  g_string_append_c (to, ',');
  if (alert->period > 0)
    g_string_append_printf (to, "%d", alert->period);
  cw_csv_text_append_next (to, alert->repeats ? "yes" : "no");
  cw_csv_text_append_next (to, cw_currency_is_valid (alert->currency) ? alert->currency : "");
  cw_csv_text_append_next (to, alert->note);
  cw_csv_text_append_next (to, alert->provider);
  cw_csv_text_append_next (to, day);
  g_string_append (to, LINE_END);
}

/**
 * cw_alerts_csv_write:
 * @alerts: (element-type CwAlert): alerts; those of targets are left out
 * @to: where the text is appended
 *
 * Writes them as cw_alerts_csv_read() reads them, bit for bit, with their levels in today's shares.
 * Text that a spreadsheet would take for a formula is protected.
 */
void
cw_alerts_csv_write (const GPtrArray *alerts, GString *to)
{
  g_return_if_fail (alerts != NULL && to != NULL);

  g_string_append (to, "Symbol,Kind,Level,Period,Repeats,Currency,Note,Provider,Date" LINE_END);
  for (guint i = 0; i < alerts->len; i++)
    if (cw_alert_is_exported (g_ptr_array_index (alerts, i)))
      append_alert (to, g_ptr_array_index (alerts, i));
}
