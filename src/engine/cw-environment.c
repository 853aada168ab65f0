/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-environment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-engine-error.h"

#define MAX_KEY_LENGTH 256

/** cw_environment_dup: Returns: (transfer full) (nullable): the variable's value, unless empty */
char *
cw_environment_dup (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && value[0] != '\0' ? g_strdup (value) : NULL;
}

/* A key goes into a header, where a line break would begin another one. */
static gboolean
is_key (const char *text)
{
  if (strlen (text) > MAX_KEY_LENGTH)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return TRUE;
}

/**
 * cw_environment_clean_key:
 * @text: (nullable): what somebody gave as a key
 * @key: (out) (transfer full) (nullable): the key, %NULL if @text is empty
 *
 * Returns: whether @text, without space around it, is empty or can be a key
 */
gboolean
cw_environment_clean_key (const char *text, char **key)
{
  g_autofree char *clean = g_strstrip (g_strdup (text != NULL ? text : ""));

  *key = NULL;
  if (!is_key (clean))
    return FALSE;
  if (clean[0] != '\0')
    *key = g_steal_pointer (&clean);
  return TRUE;
}

/**
 * cw_environment_read_finnhub_key:
 * @key: (out) (transfer full) (nullable): the key in `CANDLEWICK_FINNHUB_KEY`, %NULL if there is
 * none
 * @error: return location for a `CW_ENGINE_ERROR_INVALID_KEY`, which does not repeat what is there
 *
 * Returns: whether what the variable holds, if anything, can be a key
 */
gboolean
cw_environment_read_finnhub_key (char **key, GError **error)
{
  g_autofree char *text = cw_environment_dup ("CANDLEWICK_FINNHUB_KEY");

  if (cw_environment_clean_key (text, key))
    return TRUE;
  g_set_error_literal (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_INVALID_KEY,
                       _ ("What CANDLEWICK_FINNHUB_KEY holds cannot be a key"));
  return FALSE;
}

/**
 * cw_environment_dup_data_dir:
 * @demo: whether the data is the demo market's
 * @by_hand: whether a provider's address was given by hand
 *
 * The user's own directory, which `CANDLEWICK_DATA_DIR` may name, is for the real providers, and
 * one below it for the demo. What another server says has no place among either, unless the
 * variable asks for it.
 *
 * Returns: (transfer full) (nullable): where to store what is fetched
 */
char *
cw_environment_dup_data_dir (gboolean demo, gboolean by_hand)
{
  g_autofree char *named = cw_environment_dup ("CANDLEWICK_DATA_DIR");
  g_autofree char *own = NULL;

  if (named == NULL && by_hand && !demo)
    return NULL;
  own = named != NULL ? g_steal_pointer (&named)
                      : g_build_filename (g_get_user_data_dir (), GETTEXT_PACKAGE, NULL);
  return demo ? g_build_filename (own, "demo", NULL) : g_steal_pointer (&own);
}
