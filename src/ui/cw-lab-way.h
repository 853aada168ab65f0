/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-lab-event.h"
#include "cw-lab-options.h"

G_BEGIN_DECLS

/** CwLabWay: one way in which the laboratory makes its requests: title, progress and lanes. */
#define CW_TYPE_LAB_WAY (cw_lab_way_get_type ())
G_DECLARE_FINAL_TYPE (CwLabWay, cw_lab_way, CW, LAB_WAY, GtkWidget)

GtkWidget *cw_lab_way_new (const CwLabOptions *options,
                           CwLabMode mode,
                           double seconds) G_GNUC_WARN_UNUSED_RESULT;
void cw_lab_way_take_event (CwLabWay *self, const CwLabEvent *event);
void cw_lab_way_stop (CwLabWay *self);

G_END_DECLS
