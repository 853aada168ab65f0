/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-settings.h"

G_BEGIN_DECLS

/**
 * CwPreferencesCharts:
 *
 * The page of preferences on which a person says with which parameters indicators are offered.
 */
#define CW_TYPE_PREFERENCES_CHARTS (cw_preferences_charts_get_type ())
G_DECLARE_FINAL_TYPE (
    CwPreferencesCharts, cw_preferences_charts, CW, PREFERENCES_CHARTS, AdwPreferencesPage)

void cw_preferences_charts_set_settings (CwPreferencesCharts *self, CwSettings *settings);

G_END_DECLS
