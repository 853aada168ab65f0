/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include <glib.h>

G_BEGIN_DECLS

/** CwTone: what a cell's colour says, where there is colour; the text says it too. */
typedef enum
{
  CW_TONE_PLAIN,
  CW_TONE_STRONG,
  CW_TONE_DIM,
  CW_TONE_UP,
  CW_TONE_DOWN,
} CwTone;

#define CW_N_TONES (CW_TONE_DOWN + 1)

/**
 * CwTable:
 *
 * Text in aligned columns, for people. How wide a column is comes from what stands in it.
 */
typedef struct _CwTable CwTable;

CwTable *cw_table_new (const char *alignment);
void cw_table_free (CwTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTable, cw_table_free)

void cw_table_add (CwTable *table, const char *text);
void cw_table_add_toned (CwTable *table, const char *text, CwTone tone);
void cw_table_take (CwTable *table, char *text, CwTone tone);
void cw_table_print (CwTable *table, FILE *file, gboolean colour);

int cw_text_get_width (const char *text);
gboolean cw_colour_is_wanted (FILE *file);
void cw_print_toned (FILE *file, const char *text, CwTone tone, gboolean colour);

G_END_DECLS
