/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-profile.h"

#include <math.h>

#include "cw-symbol.h"

#define MAX_TEXT 200

/**
 * cw_profile_new:
 * @symbol: whose profile
 * @source: for people: who gives it
 *
 * Returns: (transfer full): a profile in which nothing is known yet, for its maker to fill
 */
CwProfile *
cw_profile_new (const char *symbol, const char *source)
{
  CwProfile *self;

  g_return_val_if_fail (symbol != NULL && source != NULL, NULL);

  self = g_atomic_rc_box_new0 (CwProfile);
  self->symbol = g_strdup (symbol);
  self->name = g_strdup ("");
  self->currency = g_strdup ("");
  self->exchange = g_strdup ("");
  self->type = g_strdup ("");
  self->industry = g_strdup ("");
  self->country = g_strdup ("");
  self->source = g_strdup (source);
  self->market_cap = NAN;
  return self;
}

/** cw_profile_ref: Returns: (transfer full): another reference to the same profile */
CwProfile *
cw_profile_ref (const CwProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwProfile *) profile);
}

static void
clear_profile (gpointer data)
{
  CwProfile *self = data;

  g_free (self->symbol);
  g_free (self->name);
  g_free (self->currency);
  g_free (self->exchange);
  g_free (self->type);
  g_free (self->industry);
  g_free (self->country);
  g_free (self->source);
}

/** cw_profile_unref: @profile: (transfer full): a profile whose reference is given up */
void
cw_profile_unref (CwProfile *profile)
{
  g_return_if_fail (profile != NULL);
  g_atomic_rc_box_release_full (profile, clear_profile);
}

/**
 * cw_profile_set_text:
 * @field: a text of a profile that is being made
 * @text: (nullable): what a provider sent for it, untrusted
 */
void
cw_profile_set_text (char **field, const char *text)
{
  g_free (*field);
  *field = cw_text_clean (text, MAX_TEXT);
}
