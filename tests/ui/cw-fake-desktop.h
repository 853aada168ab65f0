/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwFakeDesktop:
 *
 * What shows notifications, on the session bus, with a thread of its own. It shows nobody anything,
 * but remembers, and can be pressed.
 */
typedef struct _CwFakeDesktop CwFakeDesktop;

CwFakeDesktop *cw_fake_desktop_new (void);
void cw_fake_desktop_free (CwFakeDesktop *desktop);

guint cw_fake_desktop_count_shown (CwFakeDesktop *desktop);
guint cw_fake_desktop_count_given (CwFakeDesktop *desktop);
char *cw_fake_desktop_dup_last (CwFakeDesktop *desktop);
void cw_fake_desktop_press_last (CwFakeDesktop *desktop);

G_END_DECLS
