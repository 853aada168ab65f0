/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

void cw_window_report_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
void cw_window_report_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window);

G_END_DECLS
