/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-router-private.h"

#include <glib/gi18n-lib.h>

#include "cw-engine-error.h"

/* A question on its way from one provider to the next. */
typedef struct
{
  CwRouter *router;
  CwAsk ask; /* its provider's name is not kept */
  CwSlotId own;
  CwSlotId asked;     /* who is being asked */
  guint generation;   /* of that one */
  guint n_tried;      /* how many of the order have been considered */
  gboolean stands_in; /* the answer is not from @own */
  GError *error;      /* nullable: of the first who was asked */

  GCancellable *cancellable; /* owned: of the request under way */
  GCancellable *outer;       /* owned, nullable: whoever asked gives up */
  gulong outer_id;
} Walk;

static void try_next (GTask *task);

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_ptr_array_remove_fast (walk->router->walks, walk);
  /* Not g_cancellable_disconnect(), which would wait for the very call it may be in: everything
   * here happens in one thread. */
  if (walk->outer != NULL && walk->outer_id != 0)
    g_signal_handler_disconnect (walk->outer, walk->outer_id);
  g_clear_object (&walk->outer);
  g_clear_object (&walk->cancellable);
  if (walk->ask.free_data != NULL)
    walk->ask.free_data (walk->ask.data);
  g_clear_error (&walk->error);
  g_free (walk);
}

static void
outer_cancelled_cb (GCancellable *outer, Walk *walk)
{
  g_cancellable_cancel (walk->cancellable);
}

/* Bars and prices are a provider's own; figures, search and risk come from whoever has them. */
static gboolean
is_bound (CwAbility ability)
{
  return ability == CW_ABILITY_SERIES || ability == CW_ABILITY_QUOTE;
}

static GError *
new_not_offered (const Walk *walk)
{
  const CwSlot *slot = &walk->router->slots[walk->own];
  const char *name = slot->provider != NULL ? cw_provider_get_name (slot->provider) : NULL;

  if (walk->ask.ability == CW_ABILITY_SERIES && name != NULL)
    return g_error_new (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_OFFERED,
                        /* Translators: %s is a provider's name */
                        _ ("%s gives no price histories here; choose another provider"), name);
  if (walk->ask.ability == CW_ABILITY_QUOTE && name != NULL)
    return g_error_new (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_OFFERED,
                        /* Translators: %s is a provider's name */
                        _ ("%s gives no prices; choose another provider"), name);
  if (name == NULL)
    return g_error_new_literal (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_OFFERED,
                                _ ("No folder with CSV files is set up"));
  return g_error_new_literal (CW_ENGINE_ERROR, CW_ENGINE_ERROR_NOT_OFFERED,
                              _ ("No provider that could answer this is set up"));
}

static GError *
new_cancelled (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The question was given up"));
}

static GError *
new_offline (void)
{
  return g_error_new_literal (CW_ENGINE_ERROR, CW_ENGINE_ERROR_OFFLINE,
                              _ ("This would need the network, which is not to be used"));
}

/* The first reason is the one that counts: it is about the provider that was to be asked. */
static void
note_error (Walk *walk, GError *error)
{
  if (walk->error == NULL)
    walk->error = error;
  else
    g_error_free (error);
}

static void
end_with_error (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);

  if (walk->error == NULL)
    walk->error = new_not_offered (walk);
  g_task_return_error (task, g_steal_pointer (&walk->error));
  g_object_unref (task);
}

/* Whether what was asked was given up for a reason that lies with the router: the network was
 * switched off, or another key was set. */
static gboolean
was_given_up (Walk *walk, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !walk->router->stopped
         && (walk->outer == NULL || !g_cancellable_is_cancelled (walk->outer));
}

static void
go_on_after (GTask *task, GError *error)
{
  Walk *walk = g_task_get_task_data (task);
  const CwSlot *slot = &walk->router->slots[walk->asked];

  if (was_given_up (walk, error))
    {
      g_clear_error (&error);
      if (slot->generation != walk->generation)
        walk->n_tried--; /* somebody else stands in the same place now: ask again */
      else
        error = new_offline ();
    }
  if (error != NULL)
    {
      gboolean is_last = !cw_router_error_is_down (error);

      if (is_last && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&walk->error);
      note_error (walk, error);
      if (is_last && !walk->stands_in)
        {
          end_with_error (task);
          return;
        }
    }
  try_next (task);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = walk->ask.end (CW_PROVIDER (source), result, &error);

  g_clear_object (&walk->cancellable);
  if (error == NULL && walk->router->stopped)
    {
      /* It came from this computer and was not given up: too late for it all the same. */
      walk->ask.free_result (value);
      error = new_cancelled ();
    }
  if (error != NULL)
    {
      go_on_after (task, error);
      return;
    }
  g_task_return_pointer (task, value, walk->ask.free_result);
  g_object_unref (task);
}

static void
ask_slot (GTask *task, CwSlotId id)
{
  Walk *walk = g_task_get_task_data (task);
  CwSlot *slot = &walk->router->slots[id];

  walk->asked = id;
  walk->generation = slot->generation;
  walk->stands_in = id != walk->own && is_bound (walk->ask.ability);
  walk->cancellable = g_cancellable_new ();
  walk->ask.begin (slot->provider, walk->stands_in, walk->ask.data, walk->cancellable, answered_cb,
                   task);
}

/* The order: the provider that should be asked, then the others as they stand. */
static CwSlotId
next_in_order (Walk *walk)
{
  guint n = walk->n_tried++;

  if (n == 0)
    return walk->own;
  return (CwSlotId) (n - 1 < walk->own ? n - 1 : n);
}

/* Whether to ask a provider at all; notes why not, if that is a reason worth telling. */
static gboolean
may_ask (Walk *walk, CwSlotId id)
{
  const CwSlot *slot = &walk->router->slots[id];

  if (id == walk->own ? walk->ask.only_others : walk->ask.alone || !slot->may_stand_in)
    return FALSE;
  if (!cw_slot_is_able (slot, walk->ask.ability))
    return FALSE;
  if (!walk->router->offline || slot->is_local)
    return TRUE;
  note_error (walk, new_offline ());
  return FALSE;
}

static void
try_next (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);

  while (walk->n_tried < CW_N_SLOTS)
    {
      CwSlotId id = next_in_order (walk);

      if (may_ask (walk, id))
        {
          ask_slot (task, id);
          return;
        }
      /* Who does not have such things is not down: nobody stands in. */
      if (id == walk->own && is_bound (walk->ask.ability) && !walk->ask.only_others
          && walk->error == NULL)
        break;
    }
  end_with_error (task);
}

/**
 * cw_router_ask_async:
 * @self: a router; the calling thread must be its network thread
 * @ask: the question; its texts are not kept
 * @cancellable: (nullable): gives it up; to be cancelled in the network thread
 * @callback: called there
 * @user_data: what to hand to @callback
 *
 * Asks who should be asked. While that one is down, those who may stand in are asked one after the
 * other; if none of them knows either, the first one's reason counts.
 */
void
cw_router_ask_async (CwRouter *self,
                     const CwAsk *ask,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);

  walk->router = self;
  walk->ask = *ask;
  walk->own = cw_router_find_slot (self, ask->provider);
  g_ptr_array_add (self->walks, walk);
  g_task_set_source_tag (task, cw_router_ask_async);
  g_task_set_task_data (task, walk, walk_free);
  if (self->stopped || (cancellable != NULL && g_cancellable_is_cancelled (cancellable)))
    {
      g_task_return_error (task, new_cancelled ());
      g_object_unref (task);
      return;
    }
  if (cancellable != NULL)
    {
      walk->outer = g_object_ref (cancellable);
      walk->outer_id =
          g_signal_connect (cancellable, "cancelled", G_CALLBACK (outer_cancelled_cb), walk);
    }
  try_next (task);
}

/**
 * cw_router_ask_finish:
 * @result: what the callback was given
 * @instead: (out) (optional) (nullable): where another provider has answered in its place, why the
 *   one that should be asked has not
 * @error: return location for a #CwQuotesError, a #CwEngineError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the answer
 */
gpointer
cw_router_ask_finish (GAsyncResult *result, GError **instead, GError **error)
{
  Walk *walk;

  g_return_val_if_fail (g_async_result_is_tagged (result, cw_router_ask_async), NULL);

  walk = g_task_get_task_data (G_TASK (result));
  if (instead != NULL)
    *instead = walk->stands_in ? g_steal_pointer (&walk->error) : NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cw_router_give_up:
 * @self: a router
 * @slot: (nullable): one of its providers, or %NULL for all that are not on this computer; when the
 *   router is stopped, for really all
 */
void
cw_router_give_up (CwRouter *self, const CwSlot *slot)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->walks->len; i++)
    {
      const Walk *walk = g_ptr_array_index (self->walks, i);
      const CwSlot *asked = &self->slots[walk->asked];

      if (walk->cancellable != NULL
          && (slot != NULL ? slot == asked : self->stopped || !asked->is_local))
        g_ptr_array_add (requests, g_object_ref (walk->cancellable));
    }
  for (guint i = 0; i < requests->len; i++)
    g_cancellable_cancel (g_ptr_array_index (requests, i));
}
