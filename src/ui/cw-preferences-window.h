/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-finnhub-key.h"
#include "cw-preferences-data.h"
#include "cw-settings.h"

G_BEGIN_DECLS

/**
 * CwPreferencesWindow:
 *
 * What a person may set, each with what it does, taking effect at once.
 */
#define CW_TYPE_PREFERENCES_WINDOW (cw_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    CwPreferencesWindow, cw_preferences_window, CW, PREFERENCES_WINDOW, AdwPreferencesWindow)

CwPreferencesWindow *cw_preferences_window_new (CwSettings *settings,
                                                CwFinnhubKey *key) G_GNUC_WARN_UNUSED_RESULT;
void cw_preferences_window_set_engine (CwPreferencesWindow *self,
                                       CwEngine *engine,
                                       const char *directory);

G_END_DECLS
