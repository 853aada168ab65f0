/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holding-input.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-currency.h"
#include "cw-entry-text.h"
#include "cw-figures.h"
#include "cw-number-input.h"

#define HIGHEST_NUMBER 1e12 /* what the store takes */
#define EXAMPLE_NUMBER 12.5
#define DATE_SIZE 16
#define MONEY_DECIMALS 2

static char *
strip (const char *text)
{
  return g_strstrip (g_strdup (text));
}

/* --- symbols --- */

/**
 * cw_holding_input_read_symbol:
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): the one symbol that it is, with the provider that it names
 */
CwListEntry *
cw_holding_input_read_symbol (const char *text)
{
  g_autoptr (GPtrArray) entries = cw_entries_parse (text, NULL);

  if (entries == NULL || entries->len != 1)
    return NULL;
  return cw_list_entry_ref (g_ptr_array_index (entries, 0));
}

static char *
check_symbol (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_entries_parse (text, &error);

  if (entries == NULL)
    return g_strdup (error->message);
  if (entries->len == 0)
    return g_strdup (_ ("What is held? Type a ticker, or a name to search for."));
  if (entries->len > 1)
    return g_strdup (_ ("One holding is of one symbol. Type one ticker, without spaces."));
  return NULL;
}

/* --- numbers --- */

static char *
describe_no_number (const char *text)
{
  g_autofree char *example = cw_number_input_format (EXAMPLE_NUMBER);

  /* Translators: what was typed, and a number as an example, for example 12.5 */
  return g_strdup_printf (_ ("“%s” is not a number. Write it like %s."), text, example);
}

static char *
check_shares (const char *text)
{
  double shares;

  if (text[0] == '\0')
    return g_strdup (_ ("How many shares are held?"));
  if (!cw_number_input_parse (text, &shares))
    return describe_no_number (text);
  if (!(shares > 0))
    return g_strdup (_ ("The number of shares must be more than 0. To hold none, remove the "
                        "holding."));
  if (!(shares < HIGHEST_NUMBER))
    return g_strdup (_ ("This number is too large. Are there digits too many?"));
  return NULL;
}

static char *
check_cost (const char *text)
{
  double cost;

  if (text[0] == '\0')
    return NULL;
  if (!cw_number_input_parse (text, &cost))
    return describe_no_number (text);
  if (!(cost >= 0))
    return g_strdup (_ ("A share cannot cost less than 0. Leave the field empty if the cost is not "
                        "known."));
  if (!(cost < HIGHEST_NUMBER))
    return g_strdup (_ ("This number is too large. Are there digits too many?"));
  return NULL;
}

static char *
check_currency (const char *text)
{
  if (text[0] == '\0' || cw_currency_is_valid (text))
    return NULL;
  /* Translators: what was given as a currency */
  return g_strdup_printf (_ ("“%s” is not a currency’s code. Write it like USD, or GBp for pence."),
                          text);
}

/* --- days --- */

/* A day has a year, a month and a day; GDate would make one of less. */
static gboolean
has_three_parts (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c++)
    n += g_ascii_isdigit (*c) && !g_ascii_isdigit (c[1]);
  return n == 3;
}

/**
 * cw_holding_input_read_date:
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): the day, as `YYYY-MM-DD`, of what is written so or as people
 *   of the locale write it
 */
char *
cw_holding_input_read_date (const char *text)
{
  g_autofree char *stripped = strip (text);
  char buffer[DATE_SIZE];
  GDate date;

  if (cw_date_is_valid (stripped))
    return g_steal_pointer (&stripped);
  if (!has_three_parts (stripped))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_parse (&date, stripped);
  if (!g_date_valid (&date))
    return NULL;
  g_snprintf (buffer, sizeof buffer, "%04u-%02u-%02u", g_date_get_year (&date),
              (guint) g_date_get_month (&date), g_date_get_day (&date));
  return cw_date_is_valid (buffer) ? g_strdup (buffer) : NULL;
}

static gboolean
is_to_come (const char *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return g_strcmp0 (date, today) > 0;
}

static char *
check_date (const char *text)
{
  g_autofree char *date = cw_holding_input_read_date (text);

  if (text[0] == '\0')
    return NULL;
  if (date == NULL)
    /* Translators: what was typed as a day */
    return g_strdup_printf (_ ("“%s” is not a day. Write it like 2024-03-15."), text);
  if (is_to_come (date))
    return g_strdup (_ ("This day has not come yet. Is the year right?"));
  return NULL;
}

/* --- all --- */

/**
 * cw_holding_input_check:
 * @field: a field
 * @text: what was typed into it
 *
 * Returns: (transfer full) (nullable): what is wrong with it and what can be done, for people
 */
char *
cw_holding_input_check (CwHoldingField field, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = strip (text);
  switch (field)
    {
    case CW_HOLDING_SYMBOL:
      return check_symbol (stripped);
    case CW_HOLDING_SHARES:
      return check_shares (stripped);
    case CW_HOLDING_COST:
      return check_cost (stripped);
    case CW_HOLDING_CURRENCY:
      return check_currency (stripped);
    case CW_HOLDING_DATE:
      return check_date (stripped);
    case CW_HOLDING_NOTE:
    default:
      return NULL;
    }
}

static double
read_number (const char *text)
{
  g_autofree char *stripped = strip (text);
  double number;

  return cw_number_input_parse (stripped, &number) ? number : (double) NAN;
}

static void
describe_day (GString *text, const char *date)
{
  g_autofree char *whole = g_strconcat (date, "T00:00:00", NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (whole, utc);
  g_autofree char *day = cw_figure_of_day (moment);

  if (text->len > 0)
    g_string_append (text, " · ");
  /* Translators: %s is a day */
  g_string_append_printf (text, _ ("since %s"), day);
}

/**
 * cw_holding_input_describe:
 * @texts: (array fixed-size=6): what was typed
 *
 * Returns: (transfer full): what the numbers and the day are understood as, for people; empty where
 *   they are not
 */
char *
cw_holding_input_describe (const char *const *texts)
{
  g_autofree char *date = cw_holding_input_read_date (texts[CW_HOLDING_DATE]);
  double cost = read_number (texts[CW_HOLDING_SHARES]) * read_number (texts[CW_HOLDING_COST]);
  g_autofree char *total = cw_format_number (cost, MONEY_DECIMALS);
  GString *text = g_string_new (NULL);

  if (isfinite (cost))
    /* Translators: what all shares cost together */
    g_string_append_printf (text, _ ("%s in all"), total);
  if (date != NULL)
    describe_day (text, date);
  return g_string_free (text, FALSE);
}

/**
 * cw_holding_input_read:
 * @texts: (array fixed-size=6): what was typed, in which cw_holding_input_check() finds nothing
 *   wrong
 * @entry: (nullable): what stands beside the symbol already
 *
 * Returns: (transfer full): the holding and its entry, for a list to take over
 */
CwImportPreview *
cw_holding_input_read (const char *const *texts, const CwListEntry *entry)
{
  CwImportPreview *preview = cw_import_preview_new ();
  g_autoptr (CwListEntry) typed = cw_holding_input_read_symbol (texts[CW_HOLDING_SYMBOL]);
  g_autofree char *currency = strip (texts[CW_HOLDING_CURRENCY]);
  g_autofree char *date = cw_holding_input_read_date (texts[CW_HOLDING_DATE]);
  g_autofree char *note = strip (texts[CW_HOLDING_NOTE]);
  const char *provider;

  g_return_val_if_fail (typed != NULL, preview);

  provider = entry != NULL && typed->provider == NULL ? entry->provider : typed->provider;
  g_ptr_array_add (preview->entries,
                   cw_list_entry_new (typed->symbol, provider, note,
                                      entry != NULL ? entry->target_low : (double) NAN,
                                      entry != NULL ? entry->target_high : (double) NAN));
  g_ptr_array_add (preview->holdings,
                   cw_holding_new (typed->symbol, read_number (texts[CW_HOLDING_SHARES]),
                                   read_number (texts[CW_HOLDING_COST]), currency, date));
  return preview;
}
