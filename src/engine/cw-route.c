/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-route.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-engine-error.h"
#include "cw-symbol.h"

#define SHOWN_CHARS 24
#define FOLDER_PREFIX "csv:"

static const char *const providers[] = { "yahoo", "finnhub", "producer", "csv", NULL };

/** cw_route_is_provider: Returns: whether @name is what a symbol may name as its provider */
gboolean
cw_route_is_provider (const char *name)
{
  return name != NULL && g_strv_contains (providers, name);
}

static gboolean
refuse_provider (const char *name, GError **error)
{
  g_autofree char *shown = cw_text_clean (name, SHOWN_CHARS);

  g_set_error (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_UNKNOWN_PROVIDER,
               /* Translators: %s is what was typed; the names are typed like this in any language
                */
               _ ("“%s” is no provider; there are yahoo, finnhub, producer and csv:FOLDER"), shown);
  return FALSE;
}

/**
 * cw_route_check_setting:
 * @setting: what somebody set as the provider of symbols that name none
 * @error: return location for a `CW_ENGINE_ERROR_UNKNOWN_PROVIDER`
 *
 * Returns: whether it is `yahoo`, `finnhub`, `producer`, or `csv:` and a folder
 */
gboolean
cw_route_check_setting (const char *setting, GError **error)
{
  g_return_val_if_fail (setting != NULL, FALSE);

  if (g_str_has_prefix (setting, FOLDER_PREFIX))
    return setting[strlen (FOLDER_PREFIX)] != '\0' || refuse_provider (setting, error);
  if (cw_route_is_provider (setting) && !g_str_equal (setting, "csv"))
    return TRUE;
  return refuse_provider (setting, error);
}

/**
 * cw_route_parse:
 * @text: what a person or a file gave: `SYMBOL` or `PROVIDER:SYMBOL`
 * @provider: (out) (transfer full) (nullable): the provider that is named, if one is
 * @symbol: (out) (transfer full): the normalized symbol
 * @error: return location for a `CW_MARKET_ERROR_INVALID_SYMBOL` or a
 *   `CW_ENGINE_ERROR_UNKNOWN_PROVIDER`
 *
 * Returns: whether @text is one of the two
 */
gboolean
cw_route_parse (const char *text, char **provider, char **symbol, GError **error)
{
  const char *colon;
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL && provider != NULL && symbol != NULL, FALSE);

  *provider = NULL;
  *symbol = NULL;
  colon = strchr (text, ':');
  if (colon != NULL)
    {
      g_autofree char *before = g_strndup (text, (gsize) (colon - text));

      name = g_strstrip (g_ascii_strdown (before, -1));
      if (!cw_route_is_provider (name))
        return refuse_provider (before, error);
    }
  *symbol = cw_symbol_normalize (colon != NULL ? colon + 1 : text, error);
  if (*symbol == NULL)
    return FALSE;
  *provider = g_steal_pointer (&name);
  return TRUE;
}

/** cw_route_format: Returns: (transfer full): what cw_route_parse() takes apart */
char *
cw_route_format (const char *provider, const char *symbol)
{
  g_return_val_if_fail (symbol != NULL, NULL);
  return provider != NULL && provider[0] != '\0' ? g_strdup_printf ("%s:%s", provider, symbol)
                                                 : g_strdup (symbol);
}
