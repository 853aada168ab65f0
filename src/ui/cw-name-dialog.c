/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-name-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cw-symbol-list.h"

#define ACCEPT "accept"

typedef struct
{
  CwNameQuestion question;
  AdwMessageDialog *dialog; /* it owns this */
  GtkEditable *entry;
  GtkLabel *problem;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  if (asking->question.free_data != NULL)
    asking->question.free_data (asking->question.data);
  g_free (asking);
}

static char *
dup_name (Asking *asking)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (asking->entry)));
}

static void
changed_cb (Asking *asking)
{
  g_autofree char *name = dup_name (asking);
  const char *problem =
      name[0] != '\0' ? asking->question.check (name, asking->question.data) : NULL;

  gtk_label_set_label (asking->problem, problem != NULL ? problem : "");
  adw_message_dialog_set_response_enabled (asking->dialog, ACCEPT,
                                           name[0] != '\0' && problem == NULL);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asking *asking = data;
  g_autofree char *name = dup_name (asking);

  if (g_str_equal (response, ACCEPT))
    asking->question.chosen (name, asking->question.data);
}

static GtkWidget *
new_form (Asking *asking)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *problem = gtk_label_new ("");

  asking->entry = GTK_EDITABLE (entry);
  asking->problem = GTK_LABEL (problem);
  gtk_entry_set_max_length (GTK_ENTRY (entry), CW_LIST_NAME_MAX_CHARS);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  gtk_label_set_xalign (asking->problem, 0);
  gtk_label_set_wrap (asking->problem, TRUE);
  gtk_widget_add_css_class (problem, "caption");
  gtk_widget_add_css_class (problem, "error");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), problem);
  return box;
}

/**
 * cw_name_dialog_ask:
 * @parent: the window that asks
 * @question: what is asked; copied, but for its texts, which are used at once
 *
 * Asks for a name. What is wrong with one is said while it is typed.
 */
void
cw_name_dialog_ask (GtkWindow *parent, const CwNameQuestion *question)
{
  Asking *asking = g_new0 (Asking, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, question->heading, NULL);

  asking->question = *question;
  asking->dialog = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_add_responses (asking->dialog, "cancel", _ ("Cancel"), ACCEPT,
                                    question->accept, NULL);
  adw_message_dialog_set_response_appearance (asking->dialog, ACCEPT, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (asking->dialog, ACCEPT);
  adw_message_dialog_set_close_response (asking->dialog, "cancel");
  adw_message_dialog_set_extra_child (asking->dialog, new_form (asking));
  gtk_editable_set_text (asking->entry, question->name);
  changed_cb (asking);
  g_signal_connect_swapped (asking->entry, "changed", G_CALLBACK (changed_cb), asking);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (asking->entry));
}
