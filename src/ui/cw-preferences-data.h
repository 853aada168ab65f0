/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-engine.h"

G_BEGIN_DECLS

/**
 * CwPreferencesData:
 *
 * The page of preferences that says how much is stored, and removes what is not needed.
 */
#define CW_TYPE_PREFERENCES_DATA (cw_preferences_data_get_type ())
G_DECLARE_FINAL_TYPE (
    CwPreferencesData, cw_preferences_data, CW, PREFERENCES_DATA, AdwPreferencesPage)

void
cw_preferences_data_set_engine (CwPreferencesData *self, CwEngine *engine, const char *directory);

G_END_DECLS
