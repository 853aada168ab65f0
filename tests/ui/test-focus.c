/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-inside.h"

/* Everything by keyboard: whatever on a page takes the focus gets it from the Tab key, or from the
 * arrow keys within what got it. */

/* More often than that nobody presses Tab to get around a page. */
#define MOST_TABS 300

static const struct
{
  const char *page;
  guint at_least;
} pages[] = {
  { "charts", 30 }, { "portfolio", 12 }, { "risk", 12 }, { "activity", 8 }, { "laboratory", 12 }
};

/* Returns: (transfer full): all that had the focus, until it is again where it began */
static GHashTable *
walk (CwWindow *window)
{
  GHashTable *visited = g_hash_table_new (NULL, NULL);

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < MOST_TABS; i++)
    {
      GtkWidget *focus;

      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (focus != NULL)
        g_hash_table_add (visited, focus);
    }
  return visited;
}

static gboolean
is_open_to_focus (GtkWidget *widget)
{
  for (GtkWidget *part = widget; part != NULL; part = gtk_widget_get_parent (part))
    if (!gtk_widget_get_can_focus (part) || !gtk_widget_is_sensitive (part)
        || GTK_IS_POPOVER (part))
      return FALSE;
  return gtk_widget_get_focusable (widget);
}

/* Arrow keys move within a list and within buttons of which one is chosen. */
static GtkWidget *
find_group (GtkWidget *widget)
{
  static const char *const names[] = { "GtkListView", "GtkColumnView", "GtkListBox",
                                       "GtkStackSwitcher", "AdwViewSwitcher" };

  for (GtkWidget *part = widget; part != NULL; part = gtk_widget_get_parent (part))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_type_is_a (G_OBJECT_TYPE (part), g_type_from_name (names[i])))
          return part;
      if (gtk_widget_has_css_class (part, "linked"))
        return part;
    }
  return widget;
}

static gboolean
is_reached (GtkWidget *widget, GHashTable *visited)
{
  GtkWidget *group = find_group (widget);
  GHashTableIter iter;
  gpointer other;

  g_hash_table_iter_init (&iter, visited);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    if (other == widget || other == group || gtk_widget_is_ancestor (other, group))
      return TRUE;
  return FALSE;
}

static void
assert_reached (CwWindow *window, const char *page, guint at_least)
{
  g_autoptr (GHashTable) visited = walk (window);
  g_autoptr (GPtrArray) all = cw_inside_find_all (GTK_WIDGET (window), GTK_TYPE_WIDGET);
  guint n_missed = 0;

  for (guint i = 0; i < all->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (all, i);

      if (!is_open_to_focus (widget) || is_reached (widget, visited))
        continue;
      n_missed++;
      g_test_message ("%s: never the focus: %s “%s” in %s", page, G_OBJECT_TYPE_NAME (widget),
                      gtk_widget_get_tooltip_text (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
    }
  g_assert_cmpuint (n_missed, ==, 0);
  g_assert_cmpuint (g_hash_table_size (visited), >=, at_least);
}

static void
walk_pages (CwWindow *window)
{
  guint n_walked = 0;

  for (; n_walked < G_N_ELEMENTS (pages); n_walked++)
    {
      cw_inside_act (window, "win.show-page", pages[n_walked].page);
      cw_inside_await_settled (window);
      assert_reached (window, pages[n_walked].page, pages[n_walked].at_least);
    }
  g_assert_cmpuint (n_walked, ==, 5);
}

static void
test_tab (void)
{
  static const char *const arguments[] = { "candlewick", "--demo", NULL };

  cw_inside_hold ("AAPL 40 52.1 2019-06-03");
  cw_inside_run (arguments, walk_pages);
}

static void
walk_welcome (CwWindow *window)
{
  g_autoptr (GPtrArray) entries = cw_inside_find_all (GTK_WIDGET (window), GTK_TYPE_TEXT);

  g_assert_cmpuint (entries->len, ==, 1);
  gtk_editable_set_text (g_ptr_array_index (entries, 0), "aapl");
  cw_inside_await_frames (GTK_WIDGET (window));
  assert_reached (window, "welcome", 4);
}

static void
test_first_run_subprocess (void)
{
  static const char *const arguments[] = { "candlewick", NULL };

  /* What is typed is searched for, and nobody is there to answer. */
  g_setenv ("CANDLEWICK_YAHOO_URL", "http://127.0.0.1:9", TRUE);
  g_setenv ("CANDLEWICK_FINNHUB_URL", "http://127.0.0.1:9", TRUE);
  cw_inside_run (arguments, walk_welcome);
}

/* The program runs once a process. */
static void
test_first_run (void)
{
  g_test_trap_subprocess ("/ui/focus/first-run/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  g_test_add_func ("/ui/focus/tab", test_tab);
  g_test_add_func ("/ui/focus/first-run", test_first_run);
  g_test_add_func ("/ui/focus/first-run/subprocess", test_first_run_subprocess);
  return g_test_run ();
}
