/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-theme.h"

G_BEGIN_DECLS

#define CW_SETTINGS_CONCURRENCY_MIN 1
#define CW_SETTINGS_CONCURRENCY_MAX 32

/**
 * CwSettings:
 *
 * What a person has set, as properties that say when they change: `provider`, `concurrency`,
 * `benchmark`, `palette` and `offline`. They are kept by GSettings; where its schema is not
 * installed they last as long as the program runs.
 */
#define CW_TYPE_SETTINGS (cw_settings_get_type ())
G_DECLARE_FINAL_TYPE (CwSettings, cw_settings, CW, SETTINGS, GObject)

CwSettings *cw_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwSettings *cw_settings_new_for_demo (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean cw_settings_are_kept (CwSettings *self);
void cw_settings_force_offline (CwSettings *self);

const char *cw_settings_get_provider (CwSettings *self);
guint cw_settings_get_concurrency (CwSettings *self);
const char *cw_settings_get_benchmark (CwSettings *self);
CwPalette cw_settings_get_palette (CwSettings *self);
gboolean cw_settings_get_offline (CwSettings *self);

G_END_DECLS
