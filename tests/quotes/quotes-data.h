/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

GBytes *quotes_data_load (const char *provider, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char ***quotes_data_load_csv (const char *directory,
                              const char *name,
                              gsize *n_rows) G_GNUC_WARN_UNUSED_RESULT;
CwSeries *quotes_data_parse_chart (const char *name, CwInterval interval) G_GNUC_WARN_UNUSED_RESULT;
void quotes_data_free_csv (char ***rows);

G_END_DECLS
