/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-desk.h"
#include "mock-keyring.h"

/* The preferences of the real program: a key from the keyring, what takes effect at once, and what
 * is kept across restarts. */

#define KEY "canary4e9a02bb51"
#define ROLE_SWITCH 7

typedef struct
{
  CwDesk desk;
  MockKeyring *keyring; /* nullable */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cw_desk_open (&fixture->desk, CW_DESK_SERVER | CW_DESK_SETTINGS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->keyring, mock_keyring_free);
  cw_desk_close (&fixture->desk);
}

static gboolean
is_offline (CwDesk *desk)
{
  g_autoptr (GVariant) state = cw_program_get_state (desk->program, "offline");

  return g_variant_get_boolean (state);
}

static void
await_offline (CwDesk *desk, gboolean offline)
{
  CW_AWAIT (is_offline (desk) == offline, offline ? "offline" : "online");
}

/* --- what is seen --- */

static gboolean
shows_figure (CwDesk *desk)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);

  for (guint i = 0; i < list->len; i++)
    {
      const char *name = ((CwAccessible *) g_ptr_array_index (list, i))->name;

      if (g_str_has_prefix (name, "Return on equity") && strstr (name, "not known") == NULL
          && strpbrk (name, "0123456789") != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
await_label (CwDesk *desk, const char *text)
{
  cw_desk_await (desk, CW_ROLE_LABEL, text);
}

/* --- tests --- */

static gboolean
has_key (MockKeyring *keyring)
{
  g_autofree char *secret = mock_keyring_dup_secret (keyring);

  return secret != NULL;
}

/* The key from the keyring brings the figures, and is removed from there by a button. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "AAPL", NULL };
  CwDesk *desk = &fixture->desk;

  fixture->keyring = mock_keyring_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), MOCK_KEYRING_OPEN);
  mock_keyring_put (fixture->keyring, "finnhub", KEY);
  cw_desk_start (desk, arguments);
  CW_AWAIT (shows_figure (desk), "a figure");
  cw_program_press (desk->program, "ctrl+comma");
  await_label (desk, "In use, and kept in the keyring");
  cw_desk_press (desk, "Remove the Key");
  await_label (desk, "None: long-term decisions are not to be had without one");
  CW_AWAIT (!has_key (fixture->keyring), "an empty keyring");
  cw_desk_quit (desk);
}

/* The demo asks no keyring, and offers nothing that it does not have. */
static void
test_demo (Fixture *fixture, gconstpointer data)
{
  CwDesk *desk = &fixture->desk;
  static const char *const arguments[] = { "--demo", "AAPL", NULL };
  g_autoptr (GPtrArray) list = NULL;

  fixture->keyring = mock_keyring_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), MOCK_KEYRING_OPEN);
  cw_desk_start (desk, arguments);
  cw_program_act_on_application (desk->program, "preferences");
  list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "Rising and Falling Prices");
  g_assert_null (cw_accessible_find (list, CW_ROLE_LABEL, "Finnhub Key"));
  g_assert_null (cw_accessible_find (list, CW_ROLE_LABEL, "Providers"));
  g_assert_nonnull (cw_accessible_find (list, ROLE_SWITCH, "Use the Network"));
  cw_accessible_press (desk->bus, ROLE_SWITCH, "Use the Network");
  await_offline (desk, TRUE);
  cw_desk_quit (desk);
  g_assert_cmpuint (mock_keyring_get_n_calls (fixture->keyring), ==, 0);
}

/* The switch and the menu are one, and stay as they were left; the demo’s are others. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  CwDesk *desk = &fixture->desk;
  static const char *const arguments[] = { "AAPL", NULL };
  static const char *const demo[] = { "--demo", "AAPL", NULL };

  cw_desk_start (desk, arguments);
  g_assert_false (is_offline (desk));
  cw_program_act_on_application (desk->program, "preferences");
  cw_accessible_press (desk->bus, ROLE_SWITCH, "Use the Network");
  await_offline (desk, TRUE);
  cw_desk_quit (desk);

  cw_desk_start (desk, demo);
  await_offline (desk, FALSE);
  cw_desk_quit (desk);

  cw_desk_start (desk, arguments);
  await_offline (desk, TRUE);
  cw_program_act (desk->program, "offline", NULL);
  await_offline (desk, FALSE);
  cw_desk_quit (desk);

  cw_desk_start (desk, arguments);
  await_offline (desk, FALSE);
  cw_desk_quit (desk);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* Another benchmark, or another provider, is asked at once, and the symbols stay where they are. */
static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  CwDesk *desk = &fixture->desk;
  g_autofree char *trace = g_build_filename (desk->directory, "trace.json", NULL);
  const char *const arguments[] = { "--trace", trace, "AAPL", "MSFT", NULL };
  g_autofree char *text = NULL;

  cw_desk_write_settings (desk, CW_DESK_GROUP, "benchmark='^GSPC'");
  cw_desk_start (desk, arguments);
  await_label (desk, "Apple Inc.");
  cw_program_await_enabled (desk->program, "cancel-loading", FALSE);
  cw_desk_write_settings (desk, CW_DESK_GROUP, "benchmark='QQQ'\nconcurrency=uint32 2");
  g_usleep (2 * G_USEC_PER_SEC); /* long enough for the change to be seen and to settle */
  await_label (desk, "Apple Inc.");
  cw_program_await_enabled (desk->program, "cancel-loading", FALSE);
  cw_desk_quit (desk);
  g_assert_true (g_file_get_contents (trace, &text, NULL, NULL));
  g_assert_cmpuint (count (text, "chart/%5EGSPC"), >=, 1);
  g_assert_cmpuint (count (text, "chart/QQQ"), >=, 1);
  g_assert_cmpuint (count (text, "chart/MSFT"), >=, 2);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/preferences/program/key", test_key },
    { "/ui/preferences/program/demo", test_demo },
    { "/ui/preferences/program/offline", test_offline },
    { "/ui/preferences/program/reopen", test_reopen },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
