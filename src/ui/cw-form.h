/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-drafts.h"

G_BEGIN_DECLS

/** CW_FORM_MAX_FIELDS: so many fields a form has at the most. */
#define CW_FORM_MAX_FIELDS 4

/**
 * CwFormSaveFunc:
 * @owner: whose form it is
 * @texts: what stands in its fields
 * @wrong: (out): which of them is wrong, if one is
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL if all was saved
 */
typedef char *(*CwFormSaveFunc) (gpointer owner, const char *const *texts, guint *wrong);

/**
 * CwForm:
 *
 * Fields that save themselves: after a pause, when the focus leaves them, and before they show
 * something else. What cannot be saved because it is wrong is said below them, and kept among the
 * drafts: it is there again when the same thing is shown again.
 */
#define CW_TYPE_FORM (cw_form_get_type ())
G_DECLARE_FINAL_TYPE (CwForm, cw_form, CW, FORM, GObject)

CwForm *cw_form_new (GtkEditable *const *fields,
                     guint n_fields,
                     GtkLabel *problem,
                     CwFormSaveFunc save,
                     gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
void cw_form_set_drafts (CwForm *self, CwDrafts *drafts);
void cw_form_flush (CwForm *self);
void cw_form_show (CwForm *self, const char *key, const char *const *texts);
void cw_form_set_obstacle (CwForm *self, const char *obstacle);
void cw_form_shut_down (CwForm *self);

G_END_DECLS
