/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cw-series-builder.h"

G_BEGIN_DECLS

void cw_yahoo_meta_read (CwSeriesBuilder *builder, JsonObject *meta);

G_END_DECLS
