/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwFinnhubProfile: what a company is; every text is cleaned for showing, none %NULL. */
typedef struct
{
  char *name;
  char *currency; /* of its figures */
  char *exchange;
  char *industry;
  char *country;
  double market_cap; /* in the currency, or NaN */
} CwFinnhubProfile;

CwFinnhubProfile *cw_finnhub_profile_parse (const char *body,
                                            gsize length,
                                            const char *symbol,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_finnhub_profile_free (CwFinnhubProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFinnhubProfile, cw_finnhub_profile_free)

G_END_DECLS
