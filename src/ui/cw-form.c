/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-form.h"

#include "cw-tip.h"

#define PAUSE_MS 800

struct _CwForm
{
  GObject parent_instance;

  GtkEditable *fields[CW_FORM_MAX_FIELDS]; /* the owner's */
  guint n_fields;
  GtkLabel *problem; /* the owner's */
  CwFormSaveFunc save;
  gpointer owner;

  char *key;        /* nullable: of what is shown */
  char **texts;     /* owned, nullable: what is saved */
  CwDrafts *drafts; /* owned: what was typed and is not saved */
  gboolean dirty;   /* whether the fields say something that is not saved */
  gboolean filling; /* while the fields are filled, and not typed into */
  guint pause_source;
};

G_DEFINE_FINAL_TYPE (CwForm, cw_form, G_TYPE_OBJECT)

static void
show_problem (CwForm *self, const char *problem, guint wrong)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (problem != NULL && i == wrong)
      gtk_widget_add_css_class (GTK_WIDGET (self->fields[i]), "error");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->fields[i]), "error");
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static char **
dup_typed (CwForm *self)
{
  char **typed = g_new0 (char *, self->n_fields + 1);

  for (guint i = 0; i < self->n_fields; i++)
    typed[i] = g_strdup (gtk_editable_get_text (self->fields[i]));
  return typed;
}

static void
fill (CwForm *self, const char *const *texts)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->n_fields; i++)
    if (!g_str_equal (gtk_editable_get_text (self->fields[i]), texts[i]))
      gtk_editable_set_text (self->fields[i], texts[i]);
  self->filling = FALSE;
}

static gboolean
has_focus (CwForm *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    if ((gtk_widget_get_state_flags (GTK_WIDGET (self->fields[i])) & GTK_STATE_FLAG_FOCUS_WITHIN)
        != 0)
      return TRUE;
  return FALSE;
}

/**
 * cw_form_flush:
 * @self: a form
 *
 * Saves what was typed, if it can be.
 */
void
cw_form_flush (CwForm *self)
{
  g_auto (GStrv) typed = NULL;
  g_autofree char *problem = NULL;
  guint wrong = 0;

  g_return_if_fail (CW_IS_FORM (self));

  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (!self->dirty || self->key == NULL)
    return;
  typed = dup_typed (self);
  /* Before, because saving may show this very thing anew. */
  self->dirty = FALSE;
  problem = self->save (self->owner, (const char *const *) typed, &wrong);
  self->dirty = problem != NULL;
  if (problem == NULL)
    cw_drafts_set (self->drafts, self->key, NULL);
  show_problem (self, problem, wrong);
}

static gboolean
pause_over_cb (gpointer data)
{
  CwForm *self = data;

  self->pause_source = 0;
  cw_form_flush (self);
  return G_SOURCE_REMOVE;
}

/* Whatever happens before it is saved. */
static void
keep_typed (CwForm *self)
{
  g_auto (GStrv) typed = dup_typed (self);

  cw_drafts_set (self->drafts, self->key, (const char *const *) typed);
}

static void
changed_cb (CwForm *self)
{
  if (self->filling || self->key == NULL)
    return;
  self->dirty = TRUE;
  keep_typed (self);
  show_problem (self, NULL, 0);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pause_source = g_timeout_add (PAUSE_MS, pause_over_cb, self);
}

/* Numbers that were typed in one way are shown in the usual one once nobody types. */
static void
left_cb (CwForm *self)
{
  cw_form_flush (self);
  if (!self->dirty && self->texts != NULL)
    fill (self, (const char *const *) self->texts);
}

static void
cw_form_finalize (GObject *object)
{
  CwForm *self = CW_FORM (object);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_free (self->key);
  g_strfreev (self->texts);
  g_signal_handlers_disconnect_by_data (self->drafts, self);
  g_object_unref (self->drafts);
  G_OBJECT_CLASS (cw_form_parent_class)->finalize (object);
}

static void
cw_form_class_init (CwFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_form_finalize;
}

static void
cw_form_init (CwForm *self)
{
  self->drafts = cw_drafts_new (NULL, NULL);
}

static void
follow (CwForm *self, GtkEditable *field)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "activate", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (field), focus);
}

/**
 * cw_form_new:
 * @fields: (array length=n_fields): #GtkEntry widgets, which outlive the form
 * @n_fields: how many
 * @problem: where it is said what is wrong
 * @save: saves what stands in the fields
 * @owner: what to hand to @save
 *
 * Returns: (transfer full): a form that shows nothing yet
 */
CwForm *
cw_form_new (GtkEditable *const *fields,
             guint n_fields,
             GtkLabel *problem,
             CwFormSaveFunc save,
             gpointer owner)
{
  CwForm *self = g_object_new (CW_TYPE_FORM, NULL);

  g_return_val_if_fail (n_fields <= CW_FORM_MAX_FIELDS, self);

  self->n_fields = n_fields;
  self->problem = problem;
  self->save = save;
  self->owner = owner;
  for (guint i = 0; i < n_fields; i++)
    {
      self->fields[i] = fields[i];
      follow (self, fields[i]);
    }
  return self;
}

/* Shows nothing any more; what was typed and is not saved is among the drafts. */
static void
put_away (CwForm *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_pointer (&self->key, g_free);
  self->dirty = FALSE;
}

static void
turn_to (CwForm *self, const char *key)
{
  const char *const *draft = cw_drafts_get (self->drafts, key, self->n_fields);

  put_away (self);
  self->key = g_strdup (key);
  self->dirty = draft != NULL;
  fill (self, draft != NULL ? draft : (const char *const *) self->texts);
  show_problem (self, NULL, 0);
  cw_form_flush (self);
}

static void
loaded_cb (CwForm *self)
{
  g_autofree char *key = g_strdup (self->key);

  if (key != NULL && !self->dirty)
    turn_to (self, key);
}

/**
 * cw_form_set_drafts:
 * @self: a form
 * @drafts: (nullable): where what is typed is kept from now on; %NULL to keep it in memory
 *
 * Shows nothing until cw_form_show() is called again.
 */
void
cw_form_set_drafts (CwForm *self, CwDrafts *drafts)
{
  g_return_if_fail (CW_IS_FORM (self));

  put_away (self);
  g_signal_handlers_disconnect_by_data (self->drafts, self);
  g_object_unref (self->drafts);
  self->drafts = drafts != NULL ? g_object_ref (drafts) : cw_drafts_new (NULL, NULL);
  g_signal_connect_swapped (self->drafts, "loaded", G_CALLBACK (loaded_cb), self);
}

/**
 * cw_form_show:
 * @self: a form
 * @key: what it is about from now on
 * @texts: (array zero-terminated=1): what is saved of that
 *
 * What is typed about the same thing stays. To be flushed before its owner turns to something else.
 */
void
cw_form_show (CwForm *self, const char *key, const char *const *texts)
{
  g_return_if_fail (CW_IS_FORM (self) && key != NULL);
  g_return_if_fail (g_strv_length ((char **) texts) == self->n_fields);

  g_strfreev (self->texts);
  self->texts = g_strdupv ((char **) texts);
  if (g_strcmp0 (self->key, key) != 0)
    turn_to (self, key);
  else if (!self->dirty && !has_focus (self))
    fill (self, texts);
}

/** cw_form_set_obstacle: @obstacle: (nullable): why nothing can be edited now, for people */
void
cw_form_set_obstacle (CwForm *self, const char *obstacle)
{
  g_return_if_fail (CW_IS_FORM (self));

  for (guint i = 0; i < self->n_fields; i++)
    {
      gtk_editable_set_editable (self->fields[i], obstacle == NULL);
      cw_tip_set (GTK_WIDGET (self->fields[i]), obstacle);
    }
}

/** cw_form_shut_down: saves what was typed and saves nothing more; the owner is going */
void
cw_form_shut_down (CwForm *self)
{
  g_return_if_fail (CW_IS_FORM (self));

  cw_form_flush (self);
  g_clear_pointer (&self->key, g_free);
}
