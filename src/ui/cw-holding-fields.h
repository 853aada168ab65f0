/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-holding-input.h"

G_BEGIN_DECLS

/**
 * CwHoldingFields:
 * @fields: where people type; children of the dialog's template, called as the fields are
 * @problems: what is wrong with that, each in a row of its own below; called `…_problem`
 * @kept: what the fields say while nothing was typed
 *
 * The fields of a dialog about a holding: a part of the dialog, for nobody else.
 */
typedef struct
{
  GtkEditable *fields[CW_N_HOLDING_FIELDS];
  GtkLabel *problems[CW_N_HOLDING_FIELDS];
  char **kept;
} CwHoldingFields;

void cw_holding_fields_bind (GtkWidgetClass *widget_class, gssize offset);
void cw_holding_fields_set_up (CwHoldingFields *self);
void cw_holding_fields_clear (CwHoldingFields *self);

const char *cw_holding_fields_get (CwHoldingFields *self, CwHoldingField field);
CwHoldingField cw_holding_fields_find (CwHoldingFields *self, GtkEditable *editable);
char **cw_holding_fields_dup_texts (CwHoldingFields *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_holding_fields_are_changed (CwHoldingFields *self);
void cw_holding_fields_fill (CwHoldingFields *self, const char *const *texts);
void cw_holding_fields_begin_with (CwHoldingFields *self, char **kept);
void
cw_holding_fields_show_problem (CwHoldingFields *self, CwHoldingField field, const char *problem);

G_END_DECLS
