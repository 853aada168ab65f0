/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-texts.h"

/* A chart is laid out anew with each size and each sight of it, and says nearly the same each time.
 * What it said the last time is not measured again. */

struct _CwTexts
{
  PangoContext *given;   /* owned */
  guint serial;          /* of what was given, for fonts change */
  PangoContext *context; /* owned; for numbers too */
  GHashTable *layouts;   /* owned, from a style and a text to an owned #PangoLayout */
  GHashTable *before;    /* owned, the same of the layout before this */
};

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/** cw_texts_new: @given: a font and the direction in which people read. Returns: no texts yet */
CwTexts *
cw_texts_new (PangoContext *given)
{
  CwTexts *self = g_rc_box_new0 (CwTexts);

  self->given = g_object_ref (given);
  self->serial = pango_context_get_serial (given);
  self->context = cw_text_context_for_numbers (given);
  self->layouts = new_table ();
  self->before = new_table ();
  return self;
}

static void
clear (gpointer data)
{
  CwTexts *self = data;

  g_hash_table_unref (self->layouts);
  g_hash_table_unref (self->before);
  g_object_unref (self->context);
  g_object_unref (self->given);
}

CwTexts *
cw_texts_ref (CwTexts *self)
{
  return g_rc_box_acquire (self);
}

void
cw_texts_unref (CwTexts *self)
{
  g_rc_box_release_full (self, clear);
}

/** cw_texts_are_of: Returns: whether they look as texts in a font do now */
gboolean
cw_texts_are_of (const CwTexts *self, PangoContext *given)
{
  return self->given == given && self->serial == pango_context_get_serial (given);
}

/** cw_texts_begin: begins a layout: what is not asked for until the next begins is given up then */
void
cw_texts_begin (CwTexts *self)
{
  g_hash_table_unref (self->before);
  self->before = self->layouts;
  self->layouts = new_table ();
}

/**
 * cw_texts_get:
 * @self: the texts
 * @style: what kind of text it is
 * @text: the text, plain
 *
 * Returns: (transfer full): a layout as from cw_text_new(), which others have too and nobody
 * changes
 */
PangoLayout *
cw_texts_get (CwTexts *self, CwTextStyle style, const char *text)
{
  g_autofree char *key = g_strdup_printf ("%d%s", style, text);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout != NULL)
    return g_object_ref (layout);
  layout = g_hash_table_lookup (self->before, key);
  layout = layout != NULL ? g_object_ref (layout) : cw_text_new (self->context, style, text);
  g_hash_table_insert (self->layouts, g_steal_pointer (&key), g_object_ref (layout));
  return layout;
}

/** cw_texts_make_empty: Returns: (transfer full): a layout of its own, for cw_text_set() */
PangoLayout *
cw_texts_make_empty (CwTexts *self, CwTextStyle style)
{
  return cw_text_new (self->context, style, "");
}

/** cw_texts_read_from_right: Returns: whether people read from right to left */
gboolean
cw_texts_read_from_right (const CwTexts *self)
{
  PangoDirection direction = pango_context_get_base_dir (self->given);

  return direction == PANGO_DIRECTION_RTL || direction == PANGO_DIRECTION_WEAK_RTL;
}
