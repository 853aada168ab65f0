/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwApplication:
 *
 * The program. A plain start is unique and raises the window that is open already; whatever asks
 * for something of its own – a demo, symbols, a picture – is a process of its own.
 */
#define CW_TYPE_APPLICATION (cw_application_get_type ())
G_DECLARE_FINAL_TYPE (CwApplication, cw_application, CW, APPLICATION, AdwApplication)

CwApplication *cw_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
int cw_application_get_exit_status (CwApplication *self);

G_END_DECLS
