/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-actions.h"

#include <glib/gi18n-lib.h>

#include "cw-demo-market.h"
#include "cw-environment.h"
#include "cw-file-chooser.h"
#include "cw-risk-command.h"
#include "cw-save.h"
#include "cw-settings-store.h"

#define PRIORITY G_PRIORITY_DEFAULT
#define PREFIX "risk-"

/** Saving: returns on their way into a file. */
typedef struct
{
  CwWindow *window; /* owned */
  GFile *file;      /* owned */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  g_object_unref (saving->file);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static const CwRiskStudy *
get_study (CwRiskPage *page)
{
  const CwRiskStudy *study = cw_risk_page_get_study (page);

  return study != NULL && study->basket != NULL ? study : NULL;
}

/* --- the command --- */

/* The usual provider is not named, and so is the demo, which has only one. */
static char *
dup_provider (gboolean demo)
{
  g_autoptr (GSettings) store = demo ? NULL : cw_settings_store_open (FALSE);
  g_autofree char *provider = store != NULL ? g_settings_get_string (store, "provider") : NULL;

  return g_strcmp0 (provider, "yahoo") != 0 ? g_steal_pointer (&provider) : NULL;
}

static const char *
get_list_name (CwWindow *window)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;

  return list != NULL && list->id != CW_LISTS_UNSAVED && cw_lists_are_stored (lists) ? list->name
                                                                                     : NULL;
}

static char *
make_command (CwRiskPage *page)
{
  CwWindow *window = cw_risk_page_get_window (page);
  CwSource *source = cw_window_get_source (window);
  CwEngine *engine = cw_window_get_engine (window);
  const CwRiskStudy *study = get_study (page);
  gboolean demo = source != NULL && cw_source_is_demo (source);
  g_autofree char *named = cw_environment_dup ("CANDLEWICK_DATA_DIR");
  g_autofree char *provider = dup_provider (demo);
  const char *usual = demo ? CW_DEMO_BENCHMARK : CW_DEFAULT_BENCHMARK;
  CwRiskCommand command = { .demo = demo, .provider = provider };

  if (study == NULL || engine == NULL)
    return NULL;
  command.offline = cw_engine_is_offline (engine);
  command.data_dir = named != NULL ? cw_source_get_data_dir (source) : NULL;
  command.list = get_list_name (window);
  command.benchmark =
      g_str_equal (study->question->benchmark_name, usual) ? NULL : study->question->benchmark_name;
  return cw_risk_command_make (&command, study, cw_risk_page_get_choice (page));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  CwWindow *window = cw_risk_page_get_window (page);
  g_autofree char *command = make_command (page);

  if (command == NULL)
    {
      cw_window_say (window, _ ("This list is not kept, so no command can name its holdings"));
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), command);
  cw_window_say (window, _ ("Command copied"));
}

/* --- the returns --- */

static gpointer
print_job (gpointer basket, GCancellable *cancellable, GError **error)
{
  GString *text = g_string_new (NULL);

  cw_basket_print_returns (basket, text);
  return g_string_free_to_bytes (text);
}

static void
say_result (const Saving *saving, const GError *error)
{
  g_autofree char *name = g_file_get_parse_name (saving->file);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    /* Translators: %s is a file's name */
    text = g_strdup_printf (_ ("Returns saved as “%s”"), name);
  else
    /* Translators: a file's name; why it could not be written */
    text = g_strdup_printf (_ ("The returns could not be saved as “%s”: %s"), name, error->message);
  cw_window_say (saving->window, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  say_result (saving, error);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cw_workers_run_finish (result, &error);
  GCancellable *cancellable = cw_window_get_cancellable (saving->window);
  GFile *file = saving->file;

  if (bytes == NULL)
    say_result (saving, error);
  else
    cw_save_and_return (g_task_new (NULL, cancellable, saved_cb, g_steal_pointer (&saving)), file,
                        bytes);
}

static void
save_to (CwRiskPage *page, GFile *file)
{
  CwWindow *window = cw_risk_page_get_window (page);
  CwEngine *engine = cw_window_get_engine (window);
  const CwRiskStudy *study = get_study (page);
  Saving *saving;

  if (study == NULL || engine == NULL)
    return;
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_object_ref (window), g_object_ref (file) };
  cw_workers_run_async (cw_engine_get_workers (engine), PRIORITY, "returns", NULL, print_job,
                        cw_basket_ref (study->basket), (GDestroyNotify) cw_basket_unref,
                        (GDestroyNotify) g_bytes_unref, cw_window_get_cancellable (window),
                        printed_cb, saving);
}

static void
chosen_cb (GtkWidget *page, GFile *file)
{
  save_to (CW_RISK_PAGE (page), file);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  /* Translators: the name that a file of daily returns gets if a person chooses no other */
  g_autofree char *name = g_strconcat (_ ("returns"), ".csv", NULL);

  cw_file_chooser_save (page, _ ("Save Returns"), name, "csv", chosen_cb);
}

static void
save_to_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  save_to (page, file);
}

/* --- all of them --- */

static void
add_choices (CwRiskChoice *choice, GActionMap *map)
{
  static const char *const names[] = { "portfolio",  "symbol",  "range",
                                       "confidence", "horizon", "price" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (PREFIX, names[i], NULL);
      g_autoptr (GPropertyAction) action = g_property_action_new (name, choice, names[i]);

      g_action_map_add_action (map, G_ACTION (action));
    }
}

/** cw_risk_actions_add: adds to @window what can be done with @page, which lives as long as it */
void
cw_risk_actions_add (CwRiskPage *page, CwWindow *window)
{
  const GActionEntry entries[] = {
    { "risk-copy-command", copy_cb, NULL, NULL, NULL, { 0 } },
    { "risk-save-returns", save_cb, NULL, NULL, NULL, { 0 } },
    { "risk-save-returns-to", save_to_cb, "s", NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), page);
  add_choices (cw_risk_page_get_choice (page), G_ACTION_MAP (window));
  cw_risk_actions_update (page, window);
}

/** cw_risk_actions_update: what needs figures can be done while there are some */
void
cw_risk_actions_update (CwRiskPage *page, CwWindow *window)
{
  static const char *const names[] = { "risk-copy-command", "risk-save-returns",
                                       "risk-save-returns-to" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), names[i]);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), get_study (page) != NULL);
    }
}
