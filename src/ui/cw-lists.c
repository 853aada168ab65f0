/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lists.h"

#include <glib/gi18n-lib.h>

#include "cw-list-edit.h"
#include "cw-lists-private.h"
#include "cw-store-mirror.h"

struct _CwLists
{
  GObject parent_instance;

  CwStore *store;  /* the engine's; NULL if nothing is stored, and once shut down */
  GPtrArray *all;  /* owned, of CwSymbolList, in their order */
  gint64 current;  /* the number of the one that is shown */
  gint64 next;     /* the number of one that was made and is to be shown once it is read, or NONE */
  gboolean loaded; /* or known not to come */
  gboolean read_only; /* as was told last */
  CwStoreMirror mirror;
};

#define NONE (-1)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_READ_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwLists, cw_lists, G_TYPE_OBJECT)

/* --- all lists --- */

static GPtrArray *
new_array (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_list_unref);
}

static gint64
find_index (CwLists *self, gint64 id)
{
  for (guint i = 0; i < self->all->len; i++)
    if (((CwSymbolList *) g_ptr_array_index (self->all, i))->id == id)
      return i;
  return -1;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!cw_list_edit_is_same (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* There is always a list to add to. */
static void
make_list_in_memory (CwLists *self)
{
  g_ptr_array_add (self->all,
                   /* Translators: how a list is called that nobody has named yet */
                   cw_symbol_list_new (CW_LISTS_UNSAVED, _ ("Watchlist"), NULL, NULL));
}

/* Whether the store can be written to is known once it has been read, and may change later. */
static void
look_whether_read_only (CwLists *self)
{
  gboolean read_only = cw_lists_is_read_only (self, self->current);

  if (self->read_only == read_only)
    return;
  self->read_only = read_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

/* Where nothing can be stored and nothing is, a list in memory takes the place of what could only
 * be looked at, so that symbols can be watched at least until the program ends. */
static gboolean
is_of_use (CwLists *self, GPtrArray *lists)
{
  if (self->store == NULL || cw_store_is_lasting (self->store))
    return TRUE;
  for (guint i = 0; i < lists->len; i++)
    if (((CwSymbolList *) g_ptr_array_index (lists, i))->n_entries > 0)
      return TRUE;
  return FALSE;
}

static void
replace_all (CwLists *self, GPtrArray *lists)
{
  g_autoptr (GPtrArray) all = new_array ();
  CwSymbolList *unsaved = cw_lists_find (self, CW_LISTS_UNSAVED);
  gboolean news;

  if (unsaved != NULL)
    g_ptr_array_add (all, cw_symbol_list_ref (unsaved));
  for (guint i = 0; i < lists->len && is_of_use (self, lists); i++)
    g_ptr_array_add (all, cw_symbol_list_ref (g_ptr_array_index (lists, i)));
  news = !self->loaded || !is_same (all, self->all);
  g_ptr_array_unref (self->all);
  self->all = g_steal_pointer (&all);
  self->loaded = TRUE;
  if (self->all->len == 0)
    make_list_in_memory (self);
  if (find_index (self, self->next) >= 0)
    self->current = self->next;
  self->next = NONE;
  if (find_index (self, self->current) < 0)
    self->current = ((CwSymbolList *) g_ptr_array_index (self->all, 0))->id;
  if (news)
    cw_lists_tell (self);
  else
    look_whether_read_only (self);
}

/* --- reading --- */

static void
say_failure (CwLists *self, const GError *error)
{
  if (self->store != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwStoreReading) reading = data;
  CwLists *self = reading->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = cw_store_load_lists_finish (result, &error);
  g_autoptr (GPtrArray) none = NULL;
  CwStoreAnswer answer = cw_store_mirror_end_reading (&self->mirror, reading, lists != NULL);

  if (answer == CW_STORE_ANSWER_ASK_AGAIN)
    cw_lists_load (self);
  if (answer != CW_STORE_ANSWER_TAKE)
    return;
  if (lists == NULL && self->loaded)
    {
      say_failure (self, error);
      return;
    }
  none = new_array ();
  replace_all (self, lists != NULL ? lists : none);
  if (lists == NULL)
    say_failure (self, error);
}

/**
 * cw_lists_load:
 * @self: lists
 *
 * Reads them from the store, for the first time, or because another program may have edited them.
 */
void
cw_lists_load (CwLists *self)
{
  CwStoreReading *reading;

  g_return_if_fail (CW_IS_LISTS (self));

  if (self->store == NULL)
    return;
  reading = cw_store_mirror_begin_reading (&self->mirror, self);
  cw_store_load_lists_async (self->store, reading->cancellable, read_cb, reading);
}

/* --- what edits need --- */

typedef struct
{
  CwLists *lists; /* owned */
  CwEditFinishFunc finish;
} Edit;

/** cw_lists_begin_edit: Returns: what to hand to cw_lists_edited_cb() or cw_lists_created_cb() */
gpointer
cw_lists_begin_edit (CwLists *self, CwEditFinishFunc finish)
{
  Edit *edit = g_new (Edit, 1);

  *edit = (Edit){ g_object_ref (self), finish };
  cw_store_mirror_begin_edit (&self->mirror);
  return edit;
}

static void
end_edit (CwLists *self, const GError *error)
{
  look_whether_read_only (self);
  if (error != NULL)
    say_failure (self, error);
  if (cw_store_mirror_end_edit (&self->mirror, error != NULL))
    cw_lists_load (self);
}

/** cw_lists_edited_cb: the store has answered; what it refused is read again as it is */
void
cw_lists_edited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Edit *edit = data;
  g_autoptr (CwLists) self = edit->lists;
  g_autoptr (GError) error = NULL;

  edit->finish (result, &error);
  end_edit (self, error);
}

/**
 * cw_lists_end_edit:
 * @edit: (transfer full): what cw_lists_begin_edit() returned
 * @list: (transfer full) (nullable): what the list of that number is from now on; %NULL if the
 *   store refused the edit, which somebody else says
 */
void
cw_lists_end_edit (gpointer edit, CwSymbolList *list)
{
  g_autofree Edit *ended = edit;
  g_autoptr (CwLists) self = ended->lists;

  if (list != NULL)
    cw_lists_put (self, list);
  end_edit (self, NULL);
}

/** cw_lists_created_cb: the store has made a list, which becomes the current one */
void
cw_lists_created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Edit *edit = data;
  g_autoptr (CwLists) self = edit->lists;
  g_autoptr (GError) error = NULL;
  gint64 id = cw_store_create_list_finish (result, &error);

  if (error == NULL)
    self->next = id;
  self->mirror.outdated = TRUE;
  end_edit (self, error);
}

/** cw_lists_read_after_edits: the store knows better what becomes of an edit that is under way */
void
cw_lists_read_after_edits (CwLists *self)
{
  self->mirror.outdated = TRUE;
}

/** cw_lists_get_store: Returns: (transfer none) (nullable): where lists are kept */
CwStore *
cw_lists_get_store (CwLists *self)
{
  return self->store;
}

/** cw_lists_get_store_of: Returns: (transfer none) (nullable): where the list with @id is kept */
CwStore *
cw_lists_get_store_of (CwLists *self, gint64 id)
{
  return id != CW_LISTS_UNSAVED ? self->store : NULL;
}

/** cw_lists_put: @list: (transfer full): what the list of that number is from now on */
void
cw_lists_put (CwLists *self, CwSymbolList *list)
{
  gint64 index = find_index (self, list->id);

  if (index < 0)
    {
      cw_symbol_list_unref (list);
      return;
    }
  cw_symbol_list_unref (g_ptr_array_index (self->all, index));
  g_ptr_array_index (self->all, index) = list;
  cw_lists_tell (self);
}

/** cw_lists_take_out: removes a list; where it was the current one, its neighbour is */
void
cw_lists_take_out (CwLists *self, gint64 id)
{
  gint64 index = find_index (self, id);

  if (index < 0)
    return;
  g_ptr_array_remove_index (self->all, (guint) index);
  if (self->all->len == 0)
    make_list_in_memory (self);
  if (self->current == id)
    self->current =
        ((CwSymbolList *) g_ptr_array_index (self->all, MIN (index, self->all->len - 1)))->id;
  cw_lists_tell (self);
}

/** cw_lists_tell: emits `changed` */
void
cw_lists_tell (CwLists *self)
{
  look_whether_read_only (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- the object --- */

static void
cw_lists_finalize (GObject *object)
{
  CwLists *self = CW_LISTS (object);

  g_ptr_array_unref (self->all);
  cw_store_mirror_clear (&self->mirror);
  G_OBJECT_CLASS (cw_lists_parent_class)->finalize (object);
}

static void
cw_lists_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_READ_ONLY)
    g_value_set_boolean (value, CW_LISTS (object)->read_only);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_lists_class_init (CwListsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_lists_finalize;
  G_OBJECT_CLASS (klass)->get_property = cw_lists_get_property;
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_LISTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", CW_TYPE_LISTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                    G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
cw_lists_init (CwLists *self)
{
  self->all = new_array ();
  self->next = NONE;
  cw_store_mirror_init (&self->mirror);
}

/**
 * cw_lists_new:
 * @store: (nullable): where they are kept
 *
 * Returns: (transfer full): lists that cw_lists_load() has yet to read; without a store, an empty
 *   one
 */
CwLists *
cw_lists_new (CwStore *store)
{
  CwLists *self = g_object_new (CW_TYPE_LISTS, NULL);

  self->store = store;
  if (store == NULL)
    {
      make_list_in_memory (self);
      self->loaded = TRUE;
    }
  return self;
}

/**
 * cw_lists_shut_down:
 * @self: lists
 *
 * What was edited is written still, but nothing more is heard of it. To be called before the store
 * is closed.
 */
void
cw_lists_shut_down (CwLists *self)
{
  g_return_if_fail (CW_IS_LISTS (self));
  g_cancellable_cancel (self->mirror.cancellable);
  self->store = NULL;
}

/**
 * cw_lists_open_unsaved:
 * @self: lists
 * @name: how it is called
 * @entries: (element-type CwListEntry): what is in it
 *
 * Makes a list that is not kept the current one.
 */
void
cw_lists_open_unsaved (CwLists *self, const char *name, const GPtrArray *entries)
{
  gint64 index;

  g_return_if_fail (CW_IS_LISTS (self));

  index = find_index (self, CW_LISTS_UNSAVED);
  if (index >= 0)
    g_ptr_array_remove_index (self->all, (guint) index);
  g_ptr_array_insert (self->all, 0, cw_symbol_list_new (CW_LISTS_UNSAVED, name, entries, NULL));
  self->current = CW_LISTS_UNSAVED;
  cw_lists_tell (self);
}

/** cw_lists_is_loaded: Returns: whether they have been read, or never will be */
gboolean
cw_lists_is_loaded (CwLists *self)
{
  g_return_val_if_fail (CW_IS_LISTS (self), FALSE);
  return self->loaded;
}

/** cw_lists_are_stored: Returns: whether lists can be kept */
gboolean
cw_lists_are_stored (CwLists *self)
{
  g_return_val_if_fail (CW_IS_LISTS (self), FALSE);
  return self->store != NULL;
}

/** cw_lists_is_read_only: Returns: whether the list with that number is kept where nothing can be
 * written now, so that no edit of it would be */
gboolean
cw_lists_is_read_only (CwLists *self, gint64 id)
{
  g_return_val_if_fail (CW_IS_LISTS (self), FALSE);
  return self->loaded && self->store != NULL && id != CW_LISTS_UNSAVED
         && !cw_store_is_lasting (self->store);
}

/** cw_lists_get_all: Returns: (transfer none) (element-type CwSymbolList): the lists, in order */
GPtrArray *
cw_lists_get_all (CwLists *self)
{
  g_return_val_if_fail (CW_IS_LISTS (self), NULL);
  return self->all;
}

/** cw_lists_find: Returns: (transfer none) (nullable): the list with that number */
CwSymbolList *
cw_lists_find (CwLists *self, gint64 id)
{
  gint64 index;

  g_return_val_if_fail (CW_IS_LISTS (self), NULL);
  index = find_index (self, id);
  return index >= 0 ? g_ptr_array_index (self->all, index) : NULL;
}

/** cw_lists_get_current: Returns: (transfer none) (nullable): what is shown; %NULL before loading
 */
CwSymbolList *
cw_lists_get_current (CwLists *self)
{
  return cw_lists_find (self, self->current);
}

/** cw_lists_has_name: Returns: whether a list other than @except is called @name */
gboolean
cw_lists_has_name (CwLists *self, const char *name, gint64 except)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  g_return_val_if_fail (CW_IS_LISTS (self), FALSE);

  for (guint i = 0; i < self->all->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (self->all, i);
      g_autofree char *folded = g_utf8_casefold (list->name, -1);

      if (list->id != except && list->id != CW_LISTS_UNSAVED && g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/** cw_lists_begin_with: makes that list the current one once they have been read, if it is there */
void
cw_lists_begin_with (CwLists *self, gint64 id)
{
  g_return_if_fail (CW_IS_LISTS (self));

  if (!self->loaded && self->all->len == 0)
    self->next = id;
}

/** cw_lists_choose: makes the list with that number the current one, if there is one */
void
cw_lists_choose (CwLists *self, gint64 id)
{
  g_return_if_fail (CW_IS_LISTS (self));

  if (self->current == id || find_index (self, id) < 0)
    return;
  self->current = id;
  cw_lists_tell (self);
}
