/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-indicator-defaults.h"

#include <string.h>

#include "cw-scene.h"

#define SMA "sma"
#define MOST_LENGTHS 3

/* An indicator with these parameters, if there is such a one. */
static char *
make_spec (const char *indicator, const char *parameters)
{
  g_autofree char *text = g_strconcat (indicator, ":", parameters, NULL);
  CwIndicatorSpec spec;

  return cw_indicator_spec_parse (text, &spec) ? g_steal_pointer (&text) : NULL;
}

/* “20, 50; 200” is what people write. */
static char **
split (const char *text)
{
  char **parts = g_strsplit_set (text, ",; ", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      parts[n++] = parts[i];
    else
      g_free (parts[i]);
  parts[n] = NULL;
  return parts;
}

static gboolean
are_lengths (char **parts)
{
  guint n = 0;

  for (; parts[n] != NULL; n++)
    {
      g_autofree char *spec = make_spec (SMA, parts[n]);

      if (spec == NULL)
        return FALSE;
    }
  return n > 0 && n <= MOST_LENGTHS;
}

/**
 * cw_indicator_defaults_clean:
 * @indicator: an indicator's name, for example `macd`
 * @text: its parameters as somebody wrote them; for `sma` one to three lengths
 *
 * Returns: (transfer full) (nullable): the parameters as they are kept, or %NULL if they cannot be
 */
char *
cw_indicator_defaults_clean (const char *indicator, const char *text)
{
  g_auto (GStrv) parts = split (text);
  g_autofree char *joined = g_strjoinv (",", parts);
  g_autofree char *spec = NULL;

  if (g_str_equal (indicator, SMA))
    return are_lengths (parts) ? g_steal_pointer (&joined) : NULL;
  spec = make_spec (indicator, joined);
  return spec != NULL && *joined != '\0' ? g_steal_pointer (&joined) : NULL;
}

static void
add (GPtrArray *specs, const char *indicator, const char *text, const char *usual)
{
  g_autofree char *clean = cw_indicator_defaults_clean (indicator, text);

  g_ptr_array_add (specs, make_spec (indicator, clean != NULL ? clean : usual));
}

static void
add_lengths (GPtrArray *specs, const char *text)
{
  g_autofree char *clean = cw_indicator_defaults_clean (SMA, text);
  g_auto (GStrv) parts = split (clean != NULL ? clean : CW_INDICATOR_DEFAULT_SMA);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (specs, make_spec (SMA, parts[i]));
}

/** cw_indicator_defaults_dup_specs: Returns: (transfer full): the indicators that people ask for
 * most, as `win.indicator` has them */
char **
cw_indicator_defaults_dup_specs (const CwIndicatorDefaults *defaults)
{
  GPtrArray *specs = g_ptr_array_new ();

  add_lengths (specs, defaults->sma);
  g_ptr_array_add (specs, g_strdup ("ema:20"));
  add (specs, "bbands", defaults->bollinger, CW_INDICATOR_DEFAULT_BOLLINGER);
  add (specs, "macd", defaults->macd, CW_INDICATOR_DEFAULT_MACD);
  add (specs, "rsi", defaults->rsi, CW_INDICATOR_DEFAULT_RSI);
  g_ptr_array_add (specs, NULL);
  return (char **) g_ptr_array_free (specs, FALSE);
}
