/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What assistive technology is told of a program, and what it can do there, over the accessibility
 * bus itself. */

#define CW_ROLE_IMAGE 27
#define CW_ROLE_LABEL 29
#define CW_ROLE_LIST_ITEM 32
#define CW_ROLE_PASSWORD 40
#define CW_ROLE_PUSH_BUTTON 43
#define CW_ROLE_SCROLL_PANE 49

/** CwAccessible: a widget as it is told. */
typedef struct
{
  char *bus_name, *path;
  char *name, *description;
  guint role;
  gboolean focusable, focused;
} CwAccessible;

GDBusConnection *cw_accessible_connect (void);
GPtrArray *cw_accessible_list (GDBusConnection *bus);
CwAccessible *cw_accessible_find (GPtrArray *list, guint role, const char *name);
guint cw_accessible_count (GPtrArray *list, guint role);
GPtrArray *cw_accessible_await (GDBusConnection *bus, guint role, const char *name);
GPtrArray *cw_accessible_await_count (GDBusConnection *bus, guint role, guint n);
void cw_accessible_assert_named (GPtrArray *list, guint at_least);
void cw_accessible_find_middle (
    GDBusConnection *bus, guint role, const char *name, int *x, int *y, int *height);
void cw_accessible_press (GDBusConnection *bus, guint role, const char *name);
void cw_accessible_type (GDBusConnection *bus, const char *name, const char *text);
char *cw_accessible_dup_text (GDBusConnection *bus, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
