/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwHeaderMenus:
 *
 * The menus of the watchlist's header bar. Buttons for which there is no room leave the bar, and
 * what they do is in a menu then: in the main menu where that is at hand, else in that of the
 * lists.
 */
typedef struct _CwHeaderMenus CwHeaderMenus;

/**
 * CwHeaderParts:
 * @squeezer: shows the buttons to find and to arrange, as many as there is room for
 * @narrow_squeezer: shows the button to find while the list stands alone, if there is room for it
 * @main_button: opens the main menu while the list stands alone
 * @lists_button: opens the choice of lists
 * @arrange_button: in the first child of @squeezer
 */
typedef struct
{
  AdwSqueezer *squeezer, *narrow_squeezer;
  GtkMenuButton *main_button, *lists_button, *arrange_button;
} CwHeaderParts;

CwHeaderMenus *cw_header_menus_new (const CwHeaderParts *parts) G_GNUC_WARN_UNUSED_RESULT;
void cw_header_menus_free (CwHeaderMenus *menus);
void cw_header_menus_set_main (CwHeaderMenus *menus, GMenuModel *model);
void cw_header_menus_set_lists (CwHeaderMenus *menus, GMenuModel *model);
void cw_header_menus_set_arrange (CwHeaderMenus *menus, GMenuModel *model);

G_END_DECLS
