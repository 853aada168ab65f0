/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwPageHeader:
 *
 * The header bar of a page of the window: its title or the switcher among the pages, whichever has
 * room, and the main menu at its end. In a #CwWindow it finds all of that itself. Children of the
 * types `start` and `end` stand beside them.
 *
 * Properties: `title` is the page's.
 */
#define CW_TYPE_PAGE_HEADER (cw_page_header_get_type ())
G_DECLARE_FINAL_TYPE (CwPageHeader, cw_page_header, CW, PAGE_HEADER, GtkWidget)

GtkWidget *cw_page_header_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
