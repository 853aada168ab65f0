/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

#include "cw-inside.h"
#include "cw-live-bar.h"
#include "cw-server.h"
#include "cw-until.h"

/* The window at a phone's width, in every language, with the window buttons that desktops have: on
 * every page the title can be read, nothing is wider than the window, and GTK finds nothing to warn
 * of. Each language has a process of its own, and its warnings end that. */

#define NARROW 360
#define HIGH 720
/* Wide enough for the list beside a page, but not for all that stands in the header bars then. */
#define MEDIUM 1000
/* From the usual width down, with text of twice the size. */
#define WIDEST 1280
#define STEP 80
static const char *const languages[] = { "en", "ar", "de", "es", "fr", "ja", "zh_CN" };
static const char *const layouts[] = { ":close", ":minimize,maximize,close",
                                       "close,minimize,maximize:" };

/* What one who holds a phone can go to; `target` may be NULL. */
static const struct
{
  const char *action, *target;
} places[] = {
  { "win.show-page", "charts" },    { "win.show-symbol", "AAPL" },
  { "win.show-page", "portfolio" }, { "win.show-page", "risk" },
  { "win.show-page", "activity" },  { "win.show-page", "laboratory" },
  { "win.show-page", "charts" },    { "win.find", NULL },
  { "win.choose", NULL },           { "win.escape", NULL },
};

static const struct
{
  const char *action, *target;
} dialogs[] = {
  { "app.preferences", NULL }, { "app.shortcuts", NULL },      { "app.about", NULL },
  { "win.new-alert", "AAPL" }, { "win.new-alert", "" },        { "win.show-alerts", NULL },
  { "win.add-holding", NULL }, { "win.edit-holding", "AAPL" }, { "win.new-list", NULL },
};

/* --- what is asserted --- */

static void
resize (CwWindow *window, int width)
{
  int before = gtk_widget_get_width (GTK_WIDGET (window));

  gtk_window_set_default_size (GTK_WINDOW (window), width, HIGH);
  CW_UNTIL (gtk_widget_get_width (GTK_WIDGET (window)) != before);
  cw_inside_await_settled (window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, width);
}

/* A title that is too long for its place shows most of itself. */
static void
assert_readable (GtkLabel *label, const char *where)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  g_autoptr (PangoLayout) whole = pango_layout_copy (layout);
  int shown, wanted;

  pango_layout_set_width (whole, -1);
  pango_layout_get_pixel_size (layout, &shown, NULL);
  pango_layout_get_pixel_size (whole, &wanted, NULL);
  if (pango_layout_is_ellipsized (layout) && shown * 10 < wanted * 6)
    g_error ("%s: of “%s” only %d of %d pixels are there", where, gtk_label_get_text (label), shown,
             wanted);
}

static void
assert_titles (CwWindow *window, const char *where)
{
  g_autoptr (GPtrArray) bars = cw_inside_find_all (GTK_WIDGET (window), ADW_TYPE_HEADER_BAR);

  g_assert_cmpuint (bars->len, ==, 1);
  for (guint i = 0; i < bars->len; i++)
    {
      GtkWidget *title = adw_header_bar_get_title_widget (g_ptr_array_index (bars, i));
      g_autoptr (GPtrArray) labels = cw_inside_find_all (title, GTK_TYPE_LABEL);
      guint n_said = 0;

      for (guint j = 0; j < labels->len; j++)
        {
          assert_readable (g_ptr_array_index (labels, j), where);
          n_said += gtk_label_get_text (g_ptr_array_index (labels, j))[0] != '\0';
        }
      g_assert_cmpuint (n_said, >=, 1);
    }
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, NARROW);
}

/* --- the walk --- */

static void
walk (CwWindow *window)
{
  guint n_seen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", layouts[i], NULL);
      resize (window, MEDIUM);
      resize (window, NARROW);
      for (gsize j = 0; j < G_N_ELEMENTS (places); j++, n_seen++)
        {
          g_autofree char *where =
              g_strdup_printf ("%s %s, buttons %s", places[j].action, places[j].target, layouts[i]);

          cw_inside_act (window, places[j].action, places[j].target);
          cw_inside_await_settled (window);
          assert_titles (window, where);
        }
    }
  g_assert_cmpuint (n_seen, ==, 3 * 10);
}

static GtkWindow *
find_other (CwWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (all);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) found = g_list_model_get_item (all, i);

      if (found != GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (found)))
        return found;
    }
  return NULL;
}

static void
open_dialogs (CwWindow *window)
{
  guint n_opened = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++, n_opened++)
    {
      GtkWindow *dialog;

      cw_inside_act (window, dialogs[i].action, dialogs[i].target);
      CW_UNTIL (find_other (window) != NULL);
      dialog = find_other (window);
      gtk_window_set_default_size (dialog, NARROW, HIGH);
      cw_inside_await_frames (GTK_WIDGET (dialog));
      gtk_window_close (dialog);
      CW_UNTIL (find_other (window) == NULL);
    }
  g_assert_cmpuint (n_opened, ==, 9);
}

/* --- how new the prices are --- */

static const char *
find_status (CwWindow *window)
{
  g_autoptr (GPtrArray) bars = cw_inside_find_all (GTK_WIDGET (window), CW_TYPE_LIVE_BAR);

  g_assert_cmpuint (bars->len, ==, 1);
  return cw_live_bar_get_text (g_ptr_array_index (bars, 0));
}

/* Whatever is shown, narrow or wide, it is said once. */
static void
look_for_status (CwWindow *window)
{
  guint n_seen = 0;

  for (int narrow = 0; narrow < 2; narrow++)
    {
      if (narrow)
        resize (window, NARROW);
      for (gsize i = 0; i < G_N_ELEMENTS (places); i++, n_seen++)
        {
          cw_inside_act (window, places[i].action, places[i].target);
          cw_inside_await_settled (window);
          g_assert_cmpstr (find_status (window), !=, "");
        }
    }
  g_assert_cmpuint (n_seen, ==, 2 * 10);
}

/* --- text of twice the size --- */

static void
walk_large (CwWindow *window)
{
  guint n_seen = 0;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, "gtk-font-name",
                "Cantarell 11", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (int width = WIDEST; width > WIDEST / 2; width -= STEP, n_seen++)
      {
        cw_inside_act (window, places[i].action, places[i].target);
        gtk_window_set_default_size (GTK_WINDOW (window), width, HIGH);
        cw_inside_await_settled (window);
      }
  g_assert_cmpuint (n_seen, ==, 10 * 8);
}

/* --- in each language --- */

static void
walk_and_open (CwWindow *window)
{
  resize (window, NARROW);
  walk (window);
  open_dialogs (window);
}

static void
test_language_subprocess (gconstpointer language)
{
  static const char *const arguments[] = { "candlewick", "--demo", NULL };

  /* Without the translations this would try one language seven times. */
  if (!g_str_equal (language, "en"))
    g_assert_cmpstr (_ ("Activity"), !=, "Activity");
  if (g_str_equal (language, "ar"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  cw_inside_hold ("AAPL 40 52.1 2019-06-03");
  cw_inside_hold ("MSFT 25 148 2019-11-18");
  cw_inside_run (arguments, walk_and_open);
}

static void
test_status_subprocess (void)
{
  CwServerOptions options = { 0 };
  g_autoptr (CwServer) server = cw_server_new (&options, NULL);
  static const char *const arguments[] = { "candlewick", "AAPL", "MSFT", NULL };

  g_setenv ("CANDLEWICK_YAHOO_URL", cw_server_get_url (server), TRUE);
  g_setenv ("CANDLEWICK_FINNHUB_URL", cw_server_get_url (server), TRUE);
  cw_inside_run (arguments, look_for_status);
}

/* A layout that finds no end does not come back to be told so: what runs the tests gives up. */
static void
test_large_subprocess (void)
{
  static const char *const arguments[] = { "candlewick", "--demo", "AAPL", "MSFT", "TSLA", NULL };

  cw_inside_run (arguments, walk_large);
}

static void
trap (const char *path)
{
  g_autofree char *directory = g_dir_make_tmp ("candlewick-narrow-XXXXXX", NULL);

  g_assert_nonnull (directory);
  g_setenv ("CANDLEWICK_DATA_DIR", directory, TRUE);
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_language (gconstpointer language)
{
  g_autofree char *path = g_strdup_printf ("/ui/narrow/%s/subprocess", (const char *) language);

  g_setenv ("LANGUAGE", language, TRUE);
  trap (path);
}

static void
test_status (void)
{
  g_unsetenv ("LANGUAGE");
  trap ("/ui/narrow/status/subprocess");
}

static void
test_large (void)
{
  g_unsetenv ("LANGUAGE");
  trap ("/ui/narrow/large/subprocess");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CW_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/narrow/%s", languages[i]);
      g_autofree char *subprocess = g_strconcat (path, "/subprocess", NULL);

      g_test_add_data_func (path, languages[i], test_language);
      g_test_add_data_func (subprocess, languages[i], test_language_subprocess);
    }
  g_test_add_func ("/ui/narrow/status", test_status);
  g_test_add_func ("/ui/narrow/status/subprocess", test_status_subprocess);
  g_test_add_func ("/ui/narrow/large", test_large);
  g_test_add_func ("/ui/narrow/large/subprocess", test_large_subprocess);
  return g_test_run ();
}
