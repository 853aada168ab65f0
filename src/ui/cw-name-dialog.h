/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwNameCheckFunc:
 * @name: a name that is being typed
 * @data: what the dialog was given
 *
 * Returns: (transfer none) (nullable): what is wrong with it
 */
typedef const char *(*CwNameCheckFunc) (const char *name, gpointer data);

/**
 * CwNameChosenFunc:
 * @name: a name that passed the check
 * @data: what the dialog was given
 */
typedef void (*CwNameChosenFunc) (const char *name, gpointer data);

/** CwNameQuestion: what is asked and who hears the answer; @data is freed when that is over. */
typedef struct
{
  const char *heading, *accept, *name;
  CwNameCheckFunc check;
  CwNameChosenFunc chosen;
  gpointer data;
  GDestroyNotify free_data;
} CwNameQuestion;

void cw_name_dialog_ask (GtkWindow *parent, const CwNameQuestion *question);

G_END_DECLS
