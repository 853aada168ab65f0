/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-long-term.h"
#include "cw-theme.h"

G_BEGIN_DECLS

#define CW_SETTINGS_CONCURRENCY_MIN 1
#define CW_SETTINGS_CONCURRENCY_MAX 32
#define CW_SETTINGS_REFRESH_MAX 3600
#define CW_SETTINGS_DEBT_MAX 20.0

/**
 * CwSettings:
 *
 * What a person has set, as properties that say when they change: `provider`, `csv-folder`,
 * `concurrency`, `refresh-interval` (in seconds, 0 for never), `benchmark`, `palette` and
 * `offline`; `max-debt-to-equity`, `min-roe` and `min-gross-margin`, which rules rest on; and
 * `sma-lengths`, `bollinger`, `macd` and `rsi`, with which indicators are offered; and `risk-…`,
 * what is measured on the page of risk. They are kept by GSettings; where its schema is not
 * installed they last as long as the program runs.
 *
 * Any editor of settings may write there whatever it likes; the getters give what can be used.
 */
#define CW_TYPE_SETTINGS (cw_settings_get_type ())
G_DECLARE_FINAL_TYPE (CwSettings, cw_settings, CW, SETTINGS, GObject)

CwSettings *cw_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwSettings *cw_settings_new_for_demo (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean cw_settings_are_kept (CwSettings *self);
void cw_settings_force_offline (CwSettings *self);

const char *cw_settings_get_provider (CwSettings *self);
const char *cw_settings_get_csv_folder (CwSettings *self);
guint cw_settings_get_concurrency (CwSettings *self);
guint cw_settings_get_refresh_interval (CwSettings *self);
const char *cw_settings_get_benchmark (CwSettings *self);
CwPalette cw_settings_get_palette (CwSettings *self);
gboolean cw_settings_get_offline (CwSettings *self);
CwThresholds cw_settings_get_thresholds (CwSettings *self);
char **cw_settings_dup_indicators (CwSettings *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
