/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-preferences-window.h"

#include <string.h>

#include "cw-preferences-charts.h"
#include "cw-preferences-rules.h"
#include "cw-store-quotes.h"
#include "mock-keyring.h"

/* The settings and the window that shows them, in this process, with a keyring of its own. */

#define KEY "canary4e9a02bb51"
#define PATIENCE 30 /* seconds */

typedef struct
{
  CwSettings *settings;
  CwFinnhubKey *key;
  MockKeyring *keyring; /* nullable */
  CwPreferencesWindow *window;
} Fixture;

static void
open_fixture (Fixture *fixture, gboolean has_keyring, MockKeyringMood mood, const char *stored)
{
  *fixture = (Fixture){ .settings = cw_settings_new (), .key = cw_finnhub_key_new () };
  if (has_keyring)
    fixture->keyring = mock_keyring_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), mood);
  if (stored != NULL)
    mock_keyring_put (fixture->keyring, "finnhub", stored);
  cw_finnhub_key_load (fixture->key);
  fixture->window = cw_preferences_window_new (fixture->settings, fixture->key);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_fixture (Fixture *fixture)
{
  cw_finnhub_key_shut_down (fixture->key);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->keyring, mock_keyring_free);
  g_object_unref (fixture->key);
  g_object_unref (fixture->settings);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  GObject *object = gtk_widget_get_template_child (GTK_WIDGET (fixture->window),
                                                   CW_TYPE_PREFERENCES_WINDOW, name);

  g_assert_nonnull (object);
  return object;
}

static void
apply (Fixture *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (child (fixture, row), text);
  g_signal_emit_by_name (child (fixture, row), "apply");
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return strstr (adw_action_row_get_subtitle (child (fixture, "key_state_row")), text) != NULL;
}

static void
await_said (Fixture *fixture, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (!says (fixture, text))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” was not said, but “%s”", text,
                 adw_action_row_get_subtitle (child (fixture, "key_state_row")));
      g_main_context_iteration (NULL, FALSE);
    }
}

static gboolean
is_visible (Fixture *fixture, const char *name)
{
  return gtk_widget_get_visible (child (fixture, name));
}

/* --- the key --- */

static void
test_key (void)
{
  Fixture fixture;
  g_autofree char *saved = NULL, *removed = NULL;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN, NULL);
  await_said (&fixture, "None");
  g_assert_false (is_visible (&fixture, "key_remove_button"));
  apply (&fixture, "key_row", " " KEY "\n");
  g_assert_cmpstr (cw_finnhub_key_get (fixture.key), ==, KEY); /* at once */
  g_assert_cmpstr (gtk_editable_get_text (child (&fixture, "key_row")), ==, "");
  await_said (&fixture, "kept in the keyring");
  saved = mock_keyring_dup_secret (fixture.keyring);
  g_assert_cmpstr (saved, ==, KEY);
  g_assert_true (is_visible (&fixture, "key_remove_button"));
  g_assert_false (says (&fixture, KEY));

  g_signal_emit_by_name (child (&fixture, "key_remove_button"), "clicked");
  g_assert_null (cw_finnhub_key_get (fixture.key));
  await_said (&fixture, "None");
  removed = mock_keyring_dup_secret (fixture.keyring);
  g_assert_null (removed);
  close_fixture (&fixture);
}

static void
test_stored_key (void)
{
  Fixture fixture;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN, KEY);
  g_assert_true (says (&fixture, "Asking the keyring"));
  await_said (&fixture, "kept in the keyring");
  g_assert_cmpstr (cw_finnhub_key_get (fixture.key), ==, KEY);
  close_fixture (&fixture);
}

static void
test_wrong_key (void)
{
  Fixture fixture;

  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN, NULL);
  await_said (&fixture, "None");
  apply (&fixture, "key_row", "two words");
  g_assert_null (cw_finnhub_key_get (fixture.key));
  g_assert_true (gtk_widget_has_css_class (child (&fixture, "key_row"), "error"));
  g_assert_cmpstr (gtk_editable_get_text (child (&fixture, "key_row")), ==, "two words");
  gtk_editable_set_text (child (&fixture, "key_row"), "two");
  g_assert_false (gtk_widget_has_css_class (child (&fixture, "key_row"), "error"));
  close_fixture (&fixture);
}

/* Where it cannot be kept, the key is used all the same, and that is said. */
static void
test_session_only (void)
{
  static const struct
  {
    gboolean has_keyring;
    MockKeyringMood mood;
    const char *why;
  } rows[] = {
    { FALSE, MOCK_KEYRING_OPEN, "no keyring" },
    { TRUE, MOCK_KEYRING_DISMISSED, "locked" },
    { TRUE, MOCK_KEYRING_REFUSES, "refused" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      Fixture fixture;

      open_fixture (&fixture, rows[n].has_keyring, rows[n].mood, NULL);
      await_said (&fixture, "None");
      apply (&fixture, "key_row", KEY);
      await_said (&fixture, "for this session only");
      g_assert_true (says (&fixture, rows[n].why));
      g_assert_cmpstr (cw_finnhub_key_get (fixture.key), ==, KEY);
      g_assert_cmpint (cw_finnhub_key_get_origin (fixture.key), ==, CW_KEY_FOR_THIS_SESSION);
      g_signal_emit_by_name (child (&fixture, "key_remove_button"), "clicked");
      g_assert_null (cw_finnhub_key_get (fixture.key));
      close_fixture (&fixture);
    }
  g_assert_cmpuint (n, ==, 3);
}

static void
test_environment_key (void)
{
  Fixture fixture;

  g_setenv ("CANDLEWICK_FINNHUB_KEY", KEY, TRUE);
  open_fixture (&fixture, TRUE, MOCK_KEYRING_OPEN, "another");
  g_assert_true (says (&fixture, "CANDLEWICK_FINNHUB_KEY"));
  g_assert_cmpstr (cw_finnhub_key_get (fixture.key), ==, KEY);
  g_assert_false (is_visible (&fixture, "key_row"));
  g_assert_false (is_visible (&fixture, "key_remove_button"));
  g_assert_cmpuint (mock_keyring_get_n_calls (fixture.keyring), ==, 0);
  close_fixture (&fixture);
  g_unsetenv ("CANDLEWICK_FINNHUB_KEY");
}

/* --- the settings --- */

static void
test_rows (void)
{
  Fixture fixture;
  g_autoptr (CwSettings) other = NULL;

  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN, NULL);
  other = cw_settings_new ();
  gtk_switch_set_active (child (&fixture, "network_switch"), FALSE);
  gtk_adjustment_set_value (child (&fixture, "concurrency_adjustment"), 7);
  adw_combo_row_set_selected (child (&fixture, "provider_row"), 1);
  adw_combo_row_set_selected (child (&fixture, "palette_row"), 2);
  apply (&fixture, "benchmark_row", " ^gspc ");
  g_assert_true (cw_settings_get_offline (other));
  g_assert_cmpuint (cw_settings_get_concurrency (other), ==, 7);
  g_assert_cmpstr (cw_settings_get_provider (other), ==, "finnhub");
  g_assert_cmpint (cw_settings_get_palette (other), ==, CW_PALETTE_BLUE_ORANGE);
  g_assert_cmpstr (cw_settings_get_benchmark (other), ==, "^GSPC");

  apply (&fixture, "benchmark_row", "no symbol at all");
  g_assert_true (gtk_widget_has_css_class (child (&fixture, "benchmark_row"), "error"));
  g_assert_cmpstr (cw_settings_get_benchmark (other), ==, "^GSPC");
  gtk_adjustment_set_value (child (&fixture, "concurrency_adjustment"), 1000);
  g_assert_cmpuint (cw_settings_get_concurrency (other), ==, CW_SETTINGS_CONCURRENCY_MAX);

  /* And the other way round. */
  g_object_set (other, "offline", FALSE, "palette", "red-green", NULL);
  g_assert_true (gtk_switch_get_active (child (&fixture, "network_switch")));
  g_assert_cmpuint (adw_combo_row_get_selected (child (&fixture, "palette_row")), ==, 1);
  close_fixture (&fixture);
}

/* How often prices are asked for is one of a few choices; what somebody else wrote is the nearest
 * of them that is no quicker. */
static void
test_interval (void)
{
  static const struct
  {
    guint seconds, position;
  } written[] = { { 0, 0 },  { 1, 1 },  { 15, 1 },  { 20, 2 },  { 30, 2 },
                  { 60, 3 }, { 61, 4 }, { 300, 4 }, { 900, 5 }, { 3600, 6 } };
  Fixture fixture;
  gsize n = 0;

  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN, NULL);
  for (; n < G_N_ELEMENTS (written); n++)
    {
      g_object_set (fixture.settings, "refresh-interval", written[n].seconds, NULL);
      g_assert_cmpuint (adw_combo_row_get_selected (child (&fixture, "refresh_row")), ==,
                        written[n].position);
      g_assert_cmpuint (cw_settings_get_refresh_interval (fixture.settings), ==,
                        written[n].seconds);
    }
  g_assert_cmpuint (n, ==, 10);
  adw_combo_row_set_selected (child (&fixture, "refresh_row"), 4);
  g_assert_cmpuint (cw_settings_get_refresh_interval (fixture.settings), ==, 300);
  adw_combo_row_set_selected (child (&fixture, "refresh_row"), 0);
  g_assert_cmpuint (cw_settings_get_refresh_interval (fixture.settings), ==, 0);
  close_fixture (&fixture);
}

static void
test_csv_folder (void)
{
  Fixture fixture;

  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN, NULL);
  g_assert_null (cw_settings_get_csv_folder (fixture.settings));
  g_assert_false (is_visible (&fixture, "csv_clear_button"));
  g_object_set (fixture.settings, "csv-folder", "/some/<folder>", NULL);
  g_assert_cmpstr (cw_settings_get_csv_folder (fixture.settings), ==, "/some/<folder>");
  g_assert_cmpstr (adw_action_row_get_subtitle (child (&fixture, "csv_row")), ==, "/some/<folder>");
  g_assert_true (is_visible (&fixture, "csv_clear_button"));
  g_signal_emit_by_name (child (&fixture, "csv_clear_button"), "clicked");
  g_assert_null (cw_settings_get_csv_folder (fixture.settings));
  g_object_set (fixture.settings, "csv-folder", "no/absolute/path", NULL);
  g_assert_null (cw_settings_get_csv_folder (fixture.settings));
  g_object_set (fixture.settings, "csv-folder", "", NULL);
  close_fixture (&fixture);
}

static gpointer
part (Fixture *fixture, const char *page, GType type, const char *name)
{
  GObject *object = gtk_widget_get_template_child (child (fixture, page), type, name);

  g_assert_nonnull (object);
  return object;
}

/* People think in percent, rules in fractions. */
static void
test_thresholds (void)
{
  Fixture fixture;
  CwThresholds thresholds;
  GtkAdjustment *debt, *roe;
  GtkWidget *reset;

  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN, NULL);
  debt = part (&fixture, "rules_page", CW_TYPE_PREFERENCES_RULES, "debt_adjustment");
  roe = part (&fixture, "rules_page", CW_TYPE_PREFERENCES_RULES, "roe_adjustment");
  reset = part (&fixture, "rules_page", CW_TYPE_PREFERENCES_RULES, "reset_button");
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (roe), 15, 1e-9);
  g_assert_false (gtk_widget_get_sensitive (reset));
  gtk_adjustment_set_value (debt, 1.5);
  gtk_adjustment_set_value (roe, 21);
  thresholds = cw_settings_get_thresholds (fixture.settings);
  g_assert_cmpfloat_with_epsilon (thresholds.max_debt_to_equity, 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (thresholds.min_roe, 0.21, 1e-12);
  g_assert_cmpfloat_with_epsilon (thresholds.min_gross_margin, 0.40, 1e-12);
  g_assert_true (gtk_widget_get_sensitive (reset));
  gtk_adjustment_set_value (roe, 1000);
  g_assert_cmpfloat_with_epsilon (cw_settings_get_thresholds (fixture.settings).min_roe, 1, 1e-12);
  g_signal_emit_by_name (reset, "clicked");
  thresholds = cw_settings_get_thresholds (fixture.settings);
  g_assert_cmpfloat_with_epsilon (thresholds.max_debt_to_equity, 2.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (thresholds.min_roe, 0.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (roe), 15, 1e-9);
  g_assert_false (gtk_widget_get_sensitive (reset));
  close_fixture (&fixture);
}

static void
apply_indicator (Fixture *fixture, const char *row, const char *text)
{
  gpointer entry = part (fixture, "charts_page", CW_TYPE_PREFERENCES_CHARTS, row);

  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (entry, "apply");
}

static void
assert_indicators (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) indicators = cw_settings_dup_indicators (fixture->settings);
  g_autofree char *text = g_strjoinv (" ", indicators);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_indicators (void)
{
  Fixture fixture;
  gpointer sma;

  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN, NULL);
  sma = part (&fixture, "charts_page", CW_TYPE_PREFERENCES_CHARTS, "sma_row");
  assert_indicators (&fixture, "sma:20 sma:50 sma:200 ema:20 bbands:20,2 macd:12,26,9 rsi:14");
  g_assert_cmpstr (gtk_editable_get_text (sma), ==, "20, 50, 200");
  apply_indicator (&fixture, "sma_row", " 10; 30 ");
  g_assert_cmpstr (gtk_editable_get_text (sma), ==, "10, 30");
  apply_indicator (&fixture, "macd_row", "8,17,9");
  apply_indicator (&fixture, "rsi_row", "7");
  apply_indicator (&fixture, "bollinger_row", "10, 1.5");
  assert_indicators (&fixture, "sma:10 sma:30 ema:20 bbands:10,1.5 macd:8,17,9 rsi:7");

  apply_indicator (&fixture, "sma_row", "10, 20, 30, 40"); /* one too many */
  g_assert_true (gtk_widget_has_css_class (sma, "error"));
  apply_indicator (&fixture, "rsi_row", "often");
  assert_indicators (&fixture, "sma:10 sma:30 ema:20 bbands:10,1.5 macd:8,17,9 rsi:7");

  /* What another editor wrote and cannot be is taken for the usual. */
  g_object_set (fixture.settings, "macd", "1,2,3,4,5", "sma-lengths", "", NULL);
  assert_indicators (&fixture, "sma:20 sma:50 sma:200 ema:20 bbands:10,1.5 macd:12,26,9 rsi:7");
  g_signal_emit_by_name (part (&fixture, "charts_page", CW_TYPE_PREFERENCES_CHARTS, "reset_button"),
                         "clicked");
  assert_indicators (&fixture, "sma:20 sma:50 sma:200 ema:20 bbands:20,2 macd:12,26,9 rsi:14");
  close_fixture (&fixture);
}

/* --- what is stored --- */

static gboolean
row_says (Fixture *fixture, const char *row, const char *text)
{
  const char *subtitle =
      adw_action_row_get_subtitle (part (fixture, "data_page", CW_TYPE_PREFERENCES_DATA, row));

  return subtitle != NULL && strstr (subtitle, text) != NULL;
}

static void
await_row (Fixture *fixture, const char *row, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (!row_says (fixture, row, text))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer saved)
{
  *(gboolean *) saved = cw_store_save_quotes_finish (result, NULL);
}

static void
save_price (CwEngine *engine)
{
  g_autoptr (GPtrArray) quotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  CwSymbolQuote *quote = cw_symbol_quote_new ("OLD", "Test");
  gboolean saved = FALSE;

  quote->quote = cw_quote_make (10, 9, 1600000000);
  g_ptr_array_add (quotes, quote);
  cw_store_save_quotes_async (cw_engine_get_store (engine), quotes, 1600000000, saved_cb, &saved);
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data))
      return link->data;
  g_assert_not_reached ();
}

static void
answer (Fixture *fixture, const char *response)
{
  g_signal_emit_by_name (part (fixture, "data_page", CW_TYPE_PREFERENCES_DATA, "clean_button"),
                         "clicked");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), response);
  gtk_window_destroy (find_dialog ());
}

/* Nothing is removed before somebody has read what, and has said so. */
static void
test_data (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("candlewick-data-XXXXXX", &error);
  g_autoptr (CwEngine) engine = NULL;
  CwEngineConfig config;
  Fixture fixture;

  g_assert_no_error (error);
  cw_engine_config_init (&config);
  config.offline = TRUE;
  config.data_dir = directory;
  engine = cw_engine_new (&config);
  save_price (engine);
  open_fixture (&fixture, FALSE, MOCK_KEYRING_OPEN, NULL);
  cw_preferences_window_set_engine (fixture.window, engine, directory);
  g_assert_true (row_says (&fixture, "folder_row", directory));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (fixture.window), "data");
  await_row (&fixture, "size_row", "1 symbol,");
  await_row (&fixture, "clean_row", "1 symbol that");
  answer (&fixture, "cancel");
  await_row (&fixture, "clean_row", "1 symbol that");
  answer (&fixture, "remove");
  await_row (&fixture, "clean_row", "None");
  await_row (&fixture, "size_row", "0 symbols,");

  /* The source is opened anew while the window is open. */
  cw_preferences_window_set_engine (fixture.window, NULL, NULL);
  cw_engine_shut_down (engine);
  close_fixture (&fixture);
}

/* What the program falls back to without a schema is what the schema says. */
static void
test_defaults (void)
{
  g_autoptr (GSettingsSchema) schema =
      g_settings_schema_source_lookup (g_settings_schema_source_get_default (), APPLICATION_ID,
                                       TRUE);
  g_autoptr (CwSettings) settings = cw_settings_new_for_demo ();
  g_auto (GStrv) keys = NULL;
  guint n = 0;

  g_assert_nonnull (schema);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      g_autoptr (GVariant) expected = g_settings_schema_key_get_default_value (key);
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (settings), keys[i]);
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GVariant) own = NULL;

      if (g_str_equal (keys[i], "arrangements")) /* is each list's own */
        continue;
      n++;
      g_assert_nonnull (pspec);
      g_param_value_set_default (pspec, (g_value_init (&value, pspec->value_type), &value));
      if (G_VALUE_HOLDS_STRING (&value))
        own = g_variant_ref_sink (g_variant_new_string (g_value_get_string (&value)));
      else if (G_VALUE_HOLDS_UINT (&value))
        own = g_variant_ref_sink (g_variant_new_uint32 (g_value_get_uint (&value)));
      else if (G_VALUE_HOLDS_DOUBLE (&value))
        own = g_variant_ref_sink (g_variant_new_double (g_value_get_double (&value)));
      else
        own = g_variant_ref_sink (g_variant_new_boolean (g_value_get_boolean (&value)));
      g_assert_true (g_variant_equal (expected, own));
    }
  g_assert_cmpuint (n, ==, 20);
}

static void
test_demo_apart (void)
{
  g_autoptr (CwSettings) own = cw_settings_new ();
  g_autoptr (CwSettings) demo = cw_settings_new_for_demo ();

  g_object_set (own, "palette", "red-green", NULL);
  g_object_set (demo, "palette", "blue-orange", NULL);
  g_assert_cmpint (cw_settings_get_palette (own), ==, CW_PALETTE_RED_GREEN);
  g_assert_cmpint (cw_settings_get_palette (demo), ==, CW_PALETTE_BLUE_ORANGE);
}

static void
test_forced_offline (void)
{
  g_autoptr (CwSettings) forced = cw_settings_new ();
  g_autoptr (CwSettings) other = cw_settings_new ();

  g_object_set (other, "offline", FALSE, NULL);
  cw_settings_force_offline (forced);
  g_assert_true (cw_settings_get_offline (forced));
  g_assert_false (cw_settings_get_offline (other));
}

/* Other editors of settings write what they like. */
static void
test_nonsense (void)
{
  g_autoptr (CwSettings) settings = cw_settings_new ();

  g_object_set (settings, "benchmark", "no symbol", NULL);
  g_assert_cmpstr (cw_settings_get_benchmark (settings), ==, "SPY");
  g_object_set (settings, "benchmark", "", NULL);
  g_assert_cmpstr (cw_settings_get_benchmark (settings), ==, "SPY");
}

/* A program that is not installed runs, and says that nothing is kept. */
static void
test_no_schema (void)
{
  g_autoptr (CwSettings) settings = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE);
  settings = cw_settings_new ();
  g_assert_false (cw_settings_are_kept (settings));
  g_assert_cmpuint (cw_settings_get_concurrency (settings), ==, 4);
  g_object_set (settings, "concurrency", 9, NULL);
  g_assert_cmpuint (cw_settings_get_concurrency (settings), ==, 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL); /* the session has directories of its own */
  g_test_add_func ("/ui/settings/no-schema", test_no_schema);
  if (!g_test_subprocess ())
    adw_init ();
  g_test_add_func ("/ui/settings/defaults", test_defaults);
  g_test_add_func ("/ui/settings/demo-apart", test_demo_apart);
  g_test_add_func ("/ui/settings/forced-offline", test_forced_offline);
  g_test_add_func ("/ui/settings/nonsense", test_nonsense);
  g_test_add_func ("/ui/preferences/rows", test_rows);
  g_test_add_func ("/ui/preferences/interval", test_interval);
  g_test_add_func ("/ui/preferences/csv-folder", test_csv_folder);
  g_test_add_func ("/ui/preferences/thresholds", test_thresholds);
  g_test_add_func ("/ui/preferences/indicators", test_indicators);
  g_test_add_func ("/ui/preferences/data", test_data);
  g_test_add_func ("/ui/preferences/K4-key", test_key);
  g_test_add_func ("/ui/preferences/stored-key", test_stored_key);
  g_test_add_func ("/ui/preferences/K5-wrong-key", test_wrong_key);
  g_test_add_func ("/ui/preferences/K4-session-only", test_session_only);
  g_test_add_func ("/ui/preferences/environment-key", test_environment_key);
  return g_test_run ();
}
