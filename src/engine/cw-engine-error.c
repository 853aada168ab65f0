/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-engine-error.h"

#include <glib/gi18n-lib.h>

#include "cw-quotes-error.h"

G_DEFINE_QUARK (cw - engine - error - quark, cw_engine_error)

/** cw_engine_error_new_not_stored: Returns: (transfer full): that @symbol cannot be had offline */
GError *
cw_engine_error_new_not_stored (const char *symbol)
{
  return g_error_new (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_STORED,
                      _ ("Nothing about “%s” is stored, and the network is not to be used"),
                      symbol);
}

/**
 * cw_outcome_error_get_id:
 * @error: why a symbol failed
 *
 * Returns: (transfer none): a stable name for machines, for example `not-found`
 */
const char *
cw_outcome_error_get_id (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_STORED))
    return "not-stored";
  return cw_quotes_error_get_id (error);
}
