/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-file-chooser.h"
#include "cw-lab-log.h"
#include "cw-lab-session.h"
#include "cw-lab-table.h"
#include "cw-lab-way.h"
#include "cw-wrap-box.h"

/* What stands for every way, where else a mode's name does. */
#define ALL_WAYS "all"

struct _CwLabPage
{
  GtkWidget parent_instance;

  CwLabSession *session;          /* owned */
  CwLabWay *ways[CW_N_LAB_MODES]; /* not owned, nullable */
  GCancellable *saving;           /* owned */
  guint modes;                    /* that are to be gone */

  GtkWidget *box;
  GtkWidget *fields;
  GtkSpinButton *requests, *delay, *workers;
  GtkMenuButton *way;
  GtkButton *run_button;
  GtkLabel *problem;
  GtkWidget *log_box;
  CwLabTable *table;
  GtkBox *ways_box;
  CwLabLog *log;
  GtkWidget *export_button;
};

G_DEFINE_FINAL_TYPE (CwLabPage, cw_lab_page, GTK_TYPE_WIDGET)

/* --- options --- */

static void
read_options (CwLabPage *self, CwLabOptions *options)
{
  cw_lab_options_init (options);
  options->n_requests = (guint) gtk_spin_button_get_value_as_int (self->requests);
  options->delay = gtk_spin_button_get_value (self->delay);
  options->n_workers = (guint) gtk_spin_button_get_value_as_int (self->workers);
  options->modes = self->modes;
}

static void
set_up_fields (CwLabPage *self)
{
  CwLabOptions options;

  cw_lab_options_init (&options);
  gtk_spin_button_set_range (self->requests, 1, CW_LAB_MAX_REQUESTS);
  gtk_spin_button_set_value (self->requests, options.n_requests);
  gtk_spin_button_set_range (self->delay, 0, CW_LAB_MAX_DELAY);
  gtk_spin_button_set_value (self->delay, options.delay);
  gtk_spin_button_set_range (self->workers, 1, CW_LAB_MAX_WORKERS);
  gtk_spin_button_set_value (self->workers, options.n_workers);
}

static const char *
get_way_title (guint modes)
{
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    if (modes == 1u << i)
      return cw_lab_mode_get_title ((CwLabMode) i);
  /* Translators: all ways in which the laboratory makes its requests, one after the other */
  return _ ("All ways");
}

static GMenuModel *
new_way_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, get_way_title (CW_LAB_ALL_MODES), "lab.way::" ALL_WAYS);
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    {
      g_autofree char *action =
          g_strdup_printf ("lab.way::%s", cw_lab_mode_to_string ((CwLabMode) i));

      g_menu_append (menu, cw_lab_mode_get_title ((CwLabMode) i), action);
    }
  return G_MENU_MODEL (menu);
}

/* --- running --- */

static void
say_problem (CwLabPage *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
show_running (CwLabPage *self)
{
  gboolean running = cw_lab_session_is_running (self->session);
  GtkWidget *button = GTK_WIDGET (self->run_button);

  gtk_button_set_label (self->run_button,
                        running ? C_ ("laboratory", "Stop") : C_ ("laboratory", "Run"));
  gtk_widget_remove_css_class (button, running ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (button, running ? "destructive-action" : "suggested-action");
  gtk_widget_set_sensitive (self->fields, !running);
}

static void
clear_ways (CwLabPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ways_box))) != NULL)
    gtk_box_remove (self->ways_box, child);
  memset (self->ways, 0, sizeof self->ways);
}

static double
find_longest (const CwLabOptions *options)
{
  double seconds = 0.01;

  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    if ((options->modes & 1u << i) != 0)
      seconds = MAX (seconds, cw_lab_options_get_ideal (options, (CwLabMode) i));
  return seconds;
}

static void
show_ways (CwLabPage *self, const CwLabOptions *options)
{
  double seconds = find_longest (options);

  clear_ways (self);
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    {
      GtkWidget *way;

      if ((options->modes & 1u << i) == 0)
        continue;
      way = cw_lab_way_new (options, (CwLabMode) i, seconds);
      gtk_box_append (self->ways_box, way);
      self->ways[i] = CW_LAB_WAY (way);
    }
}

/* Empty lanes show what is to be expected. */
static void
show_expectation (CwLabPage *self)
{
  CwLabOptions options;

  read_options (self, &options);
  show_ways (self, &options);
  say_problem (self, NULL);
  cw_lab_table_expect (self->table, &options);
  gtk_widget_set_sensitive (self->export_button, FALSE);
}

static void
options_changed_cb (CwLabPage *self)
{
  if (!cw_lab_session_is_running (self->session))
    show_expectation (self);
}

static void
change_way_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  CwLabPage *self = data;
  const char *name = g_variant_get_string (value, NULL);
  CwLabMode mode;

  if (cw_lab_mode_parse (name, &mode))
    self->modes = 1u << mode;
  else if (g_str_equal (name, ALL_WAYS))
    self->modes = CW_LAB_ALL_MODES;
  else
    return;
  g_simple_action_set_state (action, value);
  gtk_menu_button_set_label (self->way, get_way_title (self->modes));
  options_changed_cb (self);
}

static void
set_up_ways (CwLabPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "way",
      .parameter_type = "s",
      .state = "'" ALL_WAYS "'",
      .change_state = change_way_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = new_way_menu ();

  self->modes = CW_LAB_ALL_MODES;
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "lab", G_ACTION_GROUP (actions));
  gtk_menu_button_set_menu_model (self->way, menu);
  gtk_menu_button_set_label (self->way, get_way_title (self->modes));
}

static void
start (CwLabPage *self)
{
  g_autoptr (GError) error = NULL;
  CwLabOptions options;

  read_options (self, &options);
  show_expectation (self);
  if (!cw_lab_session_start (self->session, &options, &error))
    {
      say_problem (self, error->message);
      return;
    }
  cw_lab_log_clear (self->log);
  gtk_widget_set_visible (self->log_box, TRUE);
  /* A field that has the focus does not like to become insensitive. */
  gtk_widget_grab_focus (GTK_WIDGET (self->run_button));
  show_running (self);
}

static void
run_clicked_cb (CwLabPage *self)
{
  if (cw_lab_session_is_running (self->session))
    cw_lab_session_stop (self->session);
  else
    start (self);
}

static void
event_cb (CwLabPage *self, const CwLabEvent *event)
{
  cw_lab_log_add (self->log, event);
  if (self->ways[event->mode] != NULL)
    cw_lab_way_take_event (self->ways[event->mode], event);
  if (event->kind == CW_LAB_MODE_END)
    cw_lab_table_set_wall (self->table, event->mode, event->time);
}

/* The requests of a way fail all for the same reason, if they do. */
static char *
describe_failures (const CwLabReport *report)
{
  for (guint i = 0; i < report->runs->len; i++)
    {
      const CwLabRun *run = g_ptr_array_index (report->runs, i);

      if (run->n_failed > 0)
        /* Translators: a way in which requests are made, how many of how many failed, and why the
         * first of them did */
        return g_strdup_printf (_ ("%s: %u of %u requests failed: %s"),
                                cw_lab_mode_get_title (run->mode), run->n_failed, run->n_requests,
                                cw_lab_run_find_message (run));
    }
  return NULL;
}

static void
ended_cb (CwLabPage *self)
{
  const CwLabReport *report = cw_lab_session_get_report (self->session);
  const GError *error = cw_lab_session_get_error (self->session);
  g_autofree char *failures = report != NULL ? describe_failures (report) : NULL;

  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    if (self->ways[i] != NULL)
      cw_lab_way_stop (self->ways[i]);
  if (report != NULL)
    cw_lab_table_show (self->table, report);
  gtk_widget_set_sensitive (self->export_button, report != NULL);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_problem (self, error->message);
  else
    say_problem (self, failures);
  show_running (self);
}

/* --- taking it along --- */

static void
copy_clicked_cb (CwLabPage *self)
{
  g_autofree char *text = cw_lab_log_dup_text (self->log);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwLabPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf (_ ("The lanes could not be saved: %s"), error->message);
  say_problem (self, text);
}

static void
chosen_cb (GtkWidget *widget, GFile *file)
{
  CwLabPage *self = CW_LAB_PAGE (widget);
  const CwLabReport *report = cw_lab_session_get_report (self->session);
  g_autoptr (GBytes) bytes = NULL;
  char *svg;

  if (report == NULL)
    return;
  svg = cw_lab_report_to_svg (report);
  bytes = g_bytes_new_take (svg, strlen (svg));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, self->saving,
                                       saved_cb, g_object_ref (self));
}

static void
export_clicked_cb (CwLabPage *self)
{
  /* Translators: a file's name, without its ending */
  g_autofree char *name = g_strdup_printf ("%s.svg", _ ("lanes"));

  cw_file_chooser_save (GTK_WIDGET (self), _ ("Export Lanes"), name, "svg", chosen_cb);
}

/* --- the widget --- */

static void
cw_lab_page_dispose (GObject *object)
{
  CwLabPage *self = CW_LAB_PAGE (object);

  cw_lab_page_shut_down (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_lab_page_parent_class)->dispose (object);
}

static void
cw_lab_page_finalize (GObject *object)
{
  CwLabPage *self = CW_LAB_PAGE (object);

  g_object_unref (self->saving);
  g_object_unref (self->session);
  G_OBJECT_CLASS (cw_lab_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-lab-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, box);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, fields);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, requests);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, delay);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, workers);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, way);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, table);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, ways_box);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, log_box);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, log);
  gtk_widget_class_bind_template_child (widget_class, CwLabPage, export_button);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
}

static void
cw_lab_page_class_init (CwLabPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_LAB_LOG);
  g_type_ensure (CW_TYPE_LAB_TABLE);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  G_OBJECT_CLASS (klass)->dispose = cw_lab_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_lab_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_template (widget_class);
}

static void
cw_lab_page_init (CwLabPage *self)
{
  self->session = cw_lab_session_new ();
  self->saving = g_cancellable_new ();
  g_signal_connect_swapped (self->session, "event", G_CALLBACK (event_cb), self);
  g_signal_connect_swapped (self->session, "ended", G_CALLBACK (ended_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_fields (self);
  set_up_ways (self);
  show_expectation (self);
  show_running (self);
}

/** cw_lab_page_is_running: Returns: whether an experiment runs */
gboolean
cw_lab_page_is_running (CwLabPage *self)
{
  g_return_val_if_fail (CW_IS_LAB_PAGE (self), FALSE);
  return cw_lab_session_is_running (self->session);
}

/** cw_lab_page_shut_down: gives up what runs, and waits until it has ended: much less than a second
 */
void
cw_lab_page_shut_down (CwLabPage *self)
{
  g_return_if_fail (CW_IS_LAB_PAGE (self));

  g_cancellable_cancel (self->saving);
  g_signal_handlers_disconnect_by_data (self->session, self);
  cw_lab_session_shut_down (self->session);
}
