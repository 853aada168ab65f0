/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-currency.h"

#include <string.h>

#define CODE_LENGTH 3

/* Exchanges that quote in the hundredth part of their currency, under the codes that providers use
 * for it. Capitals matter: GBP is the pound, GBp the penny. */
static const struct
{
  const char *code, *main;
  double units; /* of @code in one @main */
} sub_units[] = {
  { "GBp", "GBP", 100 }, { "GBX", "GBP", 100 }, { "ZAc", "ZAR", 100 },
  { "ZAC", "ZAR", 100 }, { "ILA", "ILS", 100 }, { "USX", "USD", 100 },
};

/** cw_currency_is_valid: Returns: whether @currency has the form of a code: three letters, of which
 * the last may be small, as in GBp */
gboolean
cw_currency_is_valid (const char *currency)
{
  g_return_val_if_fail (currency != NULL, FALSE);
  return strlen (currency) == CODE_LENGTH && g_ascii_isupper (currency[0])
         && g_ascii_isupper (currency[1]) && g_ascii_isalpha (currency[2]);
}

/**
 * cw_currency_get_main:
 * @currency: a currency's code as a provider gave it
 * @units: (out) (optional): how many of @currency make one of the main currency: 100 for pence, 1
 *   for a main currency
 *
 * Returns: (transfer none): the code of the currency that people count in: `GBP` for `GBp`, and
 *   @currency itself if it is no sub-unit that is known
 */
const char *
cw_currency_get_main (const char *currency, double *units)
{
  g_return_val_if_fail (currency != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sub_units); i++)
    if (g_str_equal (currency, sub_units[i].code))
      {
        if (units != NULL)
          *units = sub_units[i].units;
        return sub_units[i].main;
      }
  if (units != NULL)
    *units = 1;
  return currency;
}
