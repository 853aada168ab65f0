/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-engine-error.h"

#include <glib/gi18n-lib.h>

#include "cw-quotes-error.h"
#include "cw-store-error.h"

G_DEFINE_QUARK (cw - engine - error - quark, cw_engine_error)

/** cw_engine_error_new_not_stored: Returns: (transfer full): that @symbol cannot be had offline */
GError *
cw_engine_error_new_not_stored (const char *symbol)
{
  return g_error_new (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_STORED,
                      _ ("Nothing about “%s” is stored, and the network is not to be used"),
                      symbol);
}

/** cw_engine_error_new_no_store: Returns: (transfer full): that nothing can be stored */
GError *
cw_engine_error_new_no_store (void)
{
  return g_error_new_literal (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NO_STORE,
                              _ ("Nothing can be stored in this session"));
}

/* What tells a company from another, so far as it is known. */
static char *
describe (const CwSeriesInfo *info)
{
  GString *text = g_string_new (info->name);

  if (info->exchange[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", info->exchange);
  if (info->currency[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", info->currency);
  return g_string_free (text, FALSE);
}

/**
 * cw_engine_error_new_other_company:
 * @symbol: a symbol
 * @before: what it stood for when its bars were stored
 * @now: what it stands for now
 *
 * Returns: (transfer full): that it seems to stand for another company
 */
GError *
cw_engine_error_new_other_company (const char *symbol,
                                   const CwSeriesInfo *before,
                                   const CwSeriesInfo *now)
{
  g_autofree char *old = describe (before), *new = describe (now);

  return g_error_new (CW_ENGINE_ERROR, CW_ENGINE_ERROR_OTHER_COMPANY,
                      /* Translators: a ticker symbol; the name, exchange and currency of the
                       * company it stands for now, and those of the one it stood for */
                      _ ("“%s” seems to stand for another company now (%s) than before (%s); what "
                         "is stored has been kept"),
                      symbol, new, old);
}

static const char *const ids[] = {
  [CW_ENGINE_ERROR_NOT_STORED] = "not-stored",
  [CW_ENGINE_ERROR_NO_STORE] = "no-store",
  [CW_ENGINE_ERROR_INVALID_KEY] = "invalid-key",
  [CW_ENGINE_ERROR_UNKNOWN_PROVIDER] = "unknown-provider",
  [CW_ENGINE_ERROR_NOT_OFFERED] = "not-offered",
  [CW_ENGINE_ERROR_OFFLINE] = "offline",
  [CW_ENGINE_ERROR_OTHER_COMPANY] = "other-company",
};

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

  if (error->domain == CW_ENGINE_ERROR && error->code >= 0
      && error->code < (int) G_N_ELEMENTS (ids))
    return ids[error->code];
  if (error->domain == CW_STORE_ERROR)
    return "not-saved";
  return cw_quotes_error_get_id (error);
}
