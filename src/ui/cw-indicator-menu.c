/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-indicator-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-lazy-menu.h"

#define GROUP "chart"
#define SPEC_SIZE 64

/* What people ask for most; the table's other indicators are a step further, with their usual
 * parameters. */
static const char *const usual[] = { "sma:20",      "sma:50",       "sma:200", "ema:20",
                                     "bbands:20,2", "macd:12,26,9", "rsi:14",  NULL };

/* An action's name may hold no colon and no comma. */
static char *
action_name_of (const char *spec)
{
  return g_strdelimit (g_strdup (spec), ":,._ ", '-');
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer button)
{
  const char *spec = g_object_get_data (G_OBJECT (action), "spec");

  gtk_widget_activate_action (button, "win.indicator", "s", spec);
}

static void
add_item (
    GtkMenuButton *button, GActionMap *actions, GMenu *section, const char *spec, const char *label)
{
  g_autofree char *name = action_name_of (spec);
  g_autofree char *detailed = g_strconcat (GROUP ".", name, NULL);
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));

  g_object_set_data_full (G_OBJECT (action), "spec", g_strdup (spec), g_free);
  g_signal_connect_object (action, "activate", G_CALLBACK (activate_cb), button, 0);
  g_action_map_add_action (actions, G_ACTION (action));
  g_menu_append (section, label, detailed);
}

static gboolean
is_favourite (const CwIndicator *indicator, const char *const *favourites)
{
  for (gsize i = 0; favourites[i] != NULL; i++)
    {
      gsize length = strlen (indicator->id);

      if (strncmp (favourites[i], indicator->id, length) == 0
          && (favourites[i][length] == ':' || favourites[i][length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

static void
add_spec (GtkMenuButton *button,
          GActionMap *actions,
          GMenu *const sections[],
          const CwIndicatorSpec *spec)
{
  char text[SPEC_SIZE], label[SPEC_SIZE];

  cw_indicator_spec_print (spec, text, sizeof text);
  cw_indicator_spec_print_label (spec, label, sizeof label);
  add_item (button, actions, sections[spec->indicator->kind], text, label);
}

static void
add_favourites (GtkMenuButton *button,
                GActionMap *actions,
                GMenu *const sections[],
                const char *const *favourites)
{
  CwIndicatorSpec spec;

  add_item (button, actions, sections[CW_INDICATOR_PANE], CW_INDICATOR_VOLUME, _ ("Volume"));
  for (gsize i = 0; favourites[i] != NULL; i++)
    if (cw_indicator_spec_parse (favourites[i], &spec))
      add_spec (button, actions, sections, &spec);
}

static void
add_others (GtkMenuButton *button,
            GActionMap *actions,
            GMenu *const sections[],
            const char *const *favourites)
{
  CwIndicatorSpec spec;

  for (gsize i = 0; i < cw_indicator_count (); i++)
    if (!is_favourite (cw_indicator_get (i), favourites)
        && cw_indicator_spec_parse (cw_indicator_get (i)->id, &spec))
      add_spec (button, actions, sections, &spec);
}

typedef void (*AddFunc) (GtkMenuButton *button,
                         GActionMap *actions,
                         GMenu *const sections[],
                         const char *const *favourites);

static GMenu *
new_menu (GtkMenuButton *button, GActionMap *actions, AddFunc add, const char *const *favourites)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) overlays = g_menu_new ();
  g_autoptr (GMenu) panes = g_menu_new ();
  GMenu *const sections[] = { [CW_INDICATOR_OVERLAY] = overlays, [CW_INDICATOR_PANE] = panes };

  add (button, actions, sections, favourites);
  /* Translators: which lines are drawn over the prices of a chart */
  g_menu_append_section (menu, _ ("On the Prices"), G_MENU_MODEL (overlays));
  g_menu_append_section (menu, _ ("Below the Prices"), G_MENU_MODEL (panes));
  return menu;
}

/**
 * cw_indicator_menu_offer:
 * @button: a menu button
 * @favourites: (array zero-terminated=1): the indicators that come first, for example `sma:20`
 *
 * Gives the button a menu with a check item for the volume and for each indicator. An item does not
 * change the chart itself, but activates `win.indicator`; cw_indicator_menu_show_state() brings the
 * marks.
 */
void
cw_indicator_menu_offer (GtkMenuButton *button, const char *const *favourites)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = new_menu (button, G_ACTION_MAP (actions), add_favourites, favourites);
  g_autoptr (GMenu) others = new_menu (button, G_ACTION_MAP (actions), add_others, favourites);
  g_autoptr (GMenu) last = g_menu_new ();

  g_menu_append_submenu (last, _ ("More"), G_MENU_MODEL (others));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_widget_insert_action_group (GTK_WIDGET (button), GROUP, G_ACTION_GROUP (actions));
  g_object_set_data_full (G_OBJECT (button), GROUP, g_object_ref (actions), g_object_unref);
  cw_lazy_menu_set (button, G_MENU_MODEL (menu));
}

/** cw_indicator_menu_attach: gives @button a menu that offers the usual indicators first */
void
cw_indicator_menu_attach (GtkMenuButton *button)
{
  cw_indicator_menu_offer (button, usual);
}

static gboolean
is_shown (const CwSceneOptions *options, const char *text)
{
  CwIndicatorSpec spec;

  if (g_str_equal (text, CW_INDICATOR_VOLUME))
    return options->volume;
  return cw_indicator_spec_parse (text, &spec) && cw_scene_options_has (options, &spec);
}

/**
 * cw_indicator_menu_show_state:
 * @button: a menu button with a menu of indicators
 * @options: what the chart shows
 *
 * Marks the items of what is shown.
 */
void
cw_indicator_menu_show_state (GtkMenuButton *button, const CwSceneOptions *options)
{
  GActionGroup *actions = g_object_get_data (G_OBJECT (button), GROUP);
  g_auto (GStrv) names = g_action_group_list_actions (actions);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (actions), names[i]);
      const char *spec = g_object_get_data (G_OBJECT (action), "spec");

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean (is_shown (options, spec)));
    }
}
