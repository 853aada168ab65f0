/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-notes-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-figures.h"
#include "cw-form.h"
#include "cw-number-input.h"

#define HIGHEST_PRICE 1e12 /* what the store takes */

enum
{
  FIELD_NOTE,
  FIELD_TARGET_LOW,
  FIELD_TARGET_HIGH,
  N_FIELDS
};

struct _CwNotesCard
{
  GtkWidget parent_instance;

  gint64 list;        /* the number of the list that @entry is in */
  CwListEntry *entry; /* owned, nullable: what is shown */
  CwForm *form;       /* owned */

  GtkWidget *box;
  GtkEditable *note;
  GtkEditable *target_low;
  GtkEditable *target_high;
  GtkLabel *problem;
  GtkLabel *reached;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwNotesCard, cw_notes_card, GTK_TYPE_WIDGET)

static gboolean
read_price (const char *text, double *price)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  *price = NAN;
  return stripped[0] == '\0'
         || (cw_number_input_parse (stripped, price) && *price > 0 && *price < HIGHEST_PRICE);
}

static char *
save (gpointer owner, const char *const *texts, guint *wrong)
{
  CwNotesCard *self = owner;
  g_autoptr (CwListEntry) entry = NULL;
  double low, high;

  if (self->entry == NULL)
    return NULL;
  *wrong = FIELD_TARGET_LOW;
  if (!read_price (texts[FIELD_TARGET_LOW], &low))
    return g_strdup (_ ("The price to buy below is no price"));
  *wrong = FIELD_TARGET_HIGH;
  if (!read_price (texts[FIELD_TARGET_HIGH], &high))
    return g_strdup (_ ("The price to sell above is no price"));
  if (low > high)
    return g_strdup (_ ("The price to sell above is less than the price to buy below"));
  entry =
      cw_list_entry_new (self->entry->symbol, self->entry->provider, texts[FIELD_NOTE], low, high);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, self->list, entry);
  return NULL;
}

static void
show_form (CwNotesCard *self)
{
  g_autofree char *low = cw_number_input_format (self->entry->target_low);
  g_autofree char *high = cw_number_input_format (self->entry->target_high);
  g_autofree char *key = cw_drafts_make_key ("note", self->list, self->entry->symbol);
  const char *const texts[N_FIELDS + 1] = {
    [FIELD_NOTE] = self->entry->note,
    [FIELD_TARGET_LOW] = low,
    [FIELD_TARGET_HIGH] = high,
  };

  cw_form_show (self->form, key, texts);
}

static void
show_reached (CwNotesCard *self, CwAnalysis *analysis)
{
  double price = analysis != NULL ? analysis->quote.price : NAN;
  const char *text = NULL;

  if (price <= self->entry->target_low)
    text = _ ("The price is low enough to buy");
  else if (price >= self->entry->target_high)
    text = _ ("The price is high enough to sell");
  gtk_label_set_label (self->reached, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reached), text != NULL);
}

static void
cw_notes_card_dispose (GObject *object)
{
  CwNotesCard *self = CW_NOTES_CARD (object);

  if (self->form != NULL)
    cw_form_shut_down (self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->entry, cw_list_entry_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_notes_card_parent_class)->dispose (object);
}

static void
cw_notes_card_class_init (CwNotesCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_notes_card_dispose;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", CW_TYPE_NOTES_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-notes-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwNotesCard, box);
  gtk_widget_class_bind_template_child (widget_class, CwNotesCard, note);
  gtk_widget_class_bind_template_child (widget_class, CwNotesCard, target_low);
  gtk_widget_class_bind_template_child (widget_class, CwNotesCard, target_high);
  gtk_widget_class_bind_template_child (widget_class, CwNotesCard, problem);
  gtk_widget_class_bind_template_child (widget_class, CwNotesCard, reached);
}

static void
cw_notes_card_init (CwNotesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_entry_set_max_length (GTK_ENTRY (self->note), CW_LIST_NOTE_MAX_CHARS);
  self->form = cw_form_new ((GtkEditable *[]){ [FIELD_NOTE] = self->note,
                                               [FIELD_TARGET_LOW] = self->target_low,
                                               [FIELD_TARGET_HIGH] = self->target_high },
                            N_FIELDS, self->problem, save, self);
}

/**
 * cw_notes_card_show_row:
 * @self: a card
 * @row: (nullable): whose entry to show; what was typed about another is saved before
 */
void
cw_notes_card_show_row (CwNotesCard *self, CwRow *row)
{
  const CwListEntry *entry = row != NULL ? cw_row_get_entry (row) : NULL;
  gint64 list = row != NULL ? cw_row_get_list (row) : 0;

  g_return_if_fail (CW_IS_NOTES_CARD (self));

  if (self->entry != NULL
      && (entry == NULL || list != self->list || !g_str_equal (entry->symbol, self->entry->symbol)))
    cw_form_flush (self->form);
  g_clear_pointer (&self->entry, cw_list_entry_unref);
  if (entry == NULL)
    return;
  self->list = list;
  self->entry = cw_list_entry_ref (entry);
  show_form (self);
  show_reached (self, cw_row_get_analysis (row));
}

/** cw_notes_card_flush: saves what is being typed, if it can be */
void
cw_notes_card_flush (CwNotesCard *self)
{
  g_return_if_fail (CW_IS_NOTES_CARD (self));
  cw_form_flush (self->form);
}

/** cw_notes_card_set_drafts: @drafts: (nullable): where what is typed is kept until it is saved */
void
cw_notes_card_set_drafts (CwNotesCard *self, CwDrafts *drafts)
{
  g_return_if_fail (CW_IS_NOTES_CARD (self));
  cw_form_set_drafts (self->form, drafts);
}

/** cw_notes_card_set_obstacle: @obstacle: (nullable): why nothing can be edited now, for people */
void
cw_notes_card_set_obstacle (CwNotesCard *self, const char *obstacle)
{
  g_return_if_fail (CW_IS_NOTES_CARD (self));
  cw_form_set_obstacle (self->form, obstacle);
}
