/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwProfile:
 *
 * What is behind a symbol. Texts are cleaned for showing; one that is unknown is empty, never
 * %NULL. Immutable and reference-counted once whoever made it has handed it on.
 */
typedef struct
{
  char *symbol;
  char *name;
  char *currency; /* as given: ISO 4217, or a sub-unit such as GBp */
  char *exchange;
  char *type; /* the provider's word, for example EQUITY */
  char *industry;
  char *country;
  char *source;            /* for people: who says so */
  double market_cap;       /* in @currency, or NaN */
  gint64 first_trade_time; /* seconds since 1970, or 0 */
} CwProfile;

CwProfile *cw_profile_new (const char *symbol, const char *source) G_GNUC_WARN_UNUSED_RESULT;
CwProfile *cw_profile_ref (const CwProfile *profile);
void cw_profile_unref (CwProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwProfile, cw_profile_unref)

void cw_profile_set_text (char **field, const char *text);

G_END_DECLS
