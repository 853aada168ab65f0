/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-settings.h"

G_BEGIN_DECLS

/**
 * CwPreferencesRules:
 *
 * The page of preferences on which a person says what a company must reach.
 */
#define CW_TYPE_PREFERENCES_RULES (cw_preferences_rules_get_type ())
G_DECLARE_FINAL_TYPE (
    CwPreferencesRules, cw_preferences_rules, CW, PREFERENCES_RULES, AdwPreferencesPage)

void cw_preferences_rules_set_settings (CwPreferencesRules *self, CwSettings *settings);

G_END_DECLS
