/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-search.h"

#include <string.h>

/* So long a pause says that a word is finished, or that somebody looks up to see what was found. */
#define PAUSE_MS 250

struct _CwSymbolSearch
{
  GObject parent_instance;

  CwEngine *engine; /* owned, nullable */
  char *text;       /* stripped; what is looked for, or was */
  CwSearchState state;
  GPtrArray *matches; /* owned, of CwSearchMatch */
  GError *error;      /* owned, nullable */
  guint pause_source;
  GCancellable *cancellable; /* owned, nullable: while a request is under way; it is its identity */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSymbolSearch, cw_symbol_search, G_TYPE_OBJECT)

/* --- one request --- */

/* A request that is under way. It holds the search, for a success can outrun a cancel. */
typedef struct
{
  CwSymbolSearch *search;    /* owned */
  GCancellable *cancellable; /* owned */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->search);
  g_object_unref (request->cancellable);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
set_state (CwSymbolSearch *self, CwSearchState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
keep_matches (CwSymbolSearch *self, GPtrArray *matches)
{
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  self->matches =
      matches != NULL ? g_ptr_array_ref (matches) : g_ptr_array_new_with_free_func (NULL);
}

static void
found_cb (GObject *engine, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  CwSymbolSearch *self = request->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = cw_engine_search_finish (CW_ENGINE (engine), result, &error);

  if (g_cancellable_is_cancelled (request->cancellable)
      || self->cancellable != request->cancellable)
    return;
  g_clear_object (&self->cancellable);
  keep_matches (self, matches);
  if (error != NULL)
    self->error = g_steal_pointer (&error);
  if (self->error != NULL)
    set_state (self, CW_SEARCH_FAILED);
  else
    set_state (self, self->matches->len > 0 ? CW_SEARCH_FOUND : CW_SEARCH_NOTHING);
}

static gboolean
pause_over_cb (gpointer data)
{
  CwSymbolSearch *self = data;
  Request *request = g_new (Request, 1);

  self->pause_source = 0;
  self->cancellable = g_cancellable_new ();
  *request = (Request){ g_object_ref (self), g_object_ref (self->cancellable) };
  cw_engine_search_async (self->engine, self->text, self->cancellable, found_cb, request);
  return G_SOURCE_REMOVE;
}

static void
give_up (CwSymbolSearch *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
}

/* --- the object --- */

static void
cw_symbol_search_dispose (GObject *object)
{
  CwSymbolSearch *self = CW_SYMBOL_SEARCH (object);

  give_up (self);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (cw_symbol_search_parent_class)->dispose (object);
}

static void
cw_symbol_search_finalize (GObject *object)
{
  CwSymbolSearch *self = CW_SYMBOL_SEARCH (object);

  g_free (self->text);
  g_ptr_array_unref (self->matches);
  G_OBJECT_CLASS (cw_symbol_search_parent_class)->finalize (object);
}

static void
cw_symbol_search_class_init (CwSymbolSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_symbol_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_symbol_search_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_SYMBOL_SEARCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_symbol_search_init (CwSymbolSearch *self)
{
  self->text = g_strdup ("");
  keep_matches (self, NULL);
}

/** cw_symbol_search_new: Returns: (transfer full): a search for nothing */
CwSymbolSearch *
cw_symbol_search_new (void)
{
  return g_object_new (CW_TYPE_SYMBOL_SEARCH, NULL);
}

/**
 * cw_symbol_search_set_engine:
 * @self: a search
 * @engine: (nullable): who is asked from now on; without one nothing is found
 *
 * What another engine was asked for is given up.
 */
void
cw_symbol_search_set_engine (CwSymbolSearch *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_SYMBOL_SEARCH (self));

  if (self->engine == engine)
    return;
  cw_symbol_search_set_text (self, "");
  g_set_object (&self->engine, engine);
}

/**
 * cw_symbol_search_set_text:
 * @self: a search
 * @text: what to look for, as it is typed; empty for nothing
 */
void
cw_symbol_search_set_text (CwSymbolSearch *self, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (CW_IS_SYMBOL_SEARCH (self) && text != NULL);

  stripped = g_strstrip (g_strdup (text));
  if (g_str_equal (stripped, self->text))
    return;
  give_up (self);
  g_free (self->text);
  self->text = g_steal_pointer (&stripped);
  if (self->engine != NULL && self->text[0] != '\0')
    {
      self->pause_source = g_timeout_add (PAUSE_MS, pause_over_cb, self);
      set_state (self, CW_SEARCH_UNDER_WAY);
      return;
    }
  keep_matches (self, NULL);
  set_state (self, CW_SEARCH_IDLE);
}

/** cw_symbol_search_get_state: Returns: how the search stands */
CwSearchState
cw_symbol_search_get_state (CwSymbolSearch *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_SEARCH (self), CW_SEARCH_IDLE);
  return self->state;
}

/** cw_symbol_search_get_matches: Returns: (transfer none) (element-type CwSearchMatch): what was
 * found last
 */
GPtrArray *
cw_symbol_search_get_matches (CwSymbolSearch *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_SEARCH (self), NULL);
  return self->matches;
}

/** cw_symbol_search_get_error: Returns: (transfer none) (nullable): why nothing could be found */
const GError *
cw_symbol_search_get_error (CwSymbolSearch *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_SEARCH (self), NULL);
  return self->error;
}
