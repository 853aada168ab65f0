/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-key.h"

#include <glib/gi18n-lib.h>

#include "cw-environment.h"
#include "cw-key-store.h"

#define PROVIDER "finnhub"

struct _CwFinnhubKey
{
  GObject parent_instance;

  char *key; /* owned, nullable */
  CwKeyOrigin origin;
  gboolean busy;             /* the keyring has not answered yet */
  char *trouble;             /* owned, nullable: why the keyring did not do what was asked */
  GCancellable *cancellable; /* owned: of what is asked of the keyring now */
};

G_DEFINE_FINAL_TYPE (CwFinnhubKey, cw_finnhub_key, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cw_finnhub_key_finalize (GObject *object)
{
  CwFinnhubKey *self = CW_FINNHUB_KEY (object);

  cw_finnhub_key_shut_down (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key, cw_key_free);
  g_free (self->trouble);
  G_OBJECT_CLASS (cw_finnhub_key_parent_class)->finalize (object);
}

static void
cw_finnhub_key_class_init (CwFinnhubKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_finnhub_key_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_FINNHUB_KEY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOLD] = g_signal_new ("told", CW_TYPE_FINNHUB_KEY, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_finnhub_key_init (CwFinnhubKey *self)
{
}

/** cw_finnhub_key_new: Returns: (transfer full): what holds no key yet */
CwFinnhubKey *
cw_finnhub_key_new (void)
{
  return g_object_new (CW_TYPE_FINNHUB_KEY, NULL);
}

/** cw_finnhub_key_shut_down: gives up what is asked of the keyring; nothing is told any more */
void
cw_finnhub_key_shut_down (CwFinnhubKey *self)
{
  g_return_if_fail (CW_IS_FINNHUB_KEY (self));
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
tell (CwFinnhubKey *self)
{
  g_signal_emit (self, signals[SIGNAL_TOLD], 0);
}

static void
take (CwFinnhubKey *self, char *key, CwKeyOrigin origin)
{
  g_clear_pointer (&self->key, cw_key_free);
  self->key = key;
  self->origin = key != NULL ? origin : CW_KEY_NONE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- the keyring --- */

/* What was asked before does not matter any more. */
static GCancellable *
begin (CwFinnhubKey *self)
{
  cw_finnhub_key_shut_down (self);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->trouble, g_free);
  self->busy = TRUE;
  return self->cancellable;
}

static void
end (CwFinnhubKey *self, const GError *error)
{
  self->busy = FALSE;
  if (error != NULL)
    self->trouble = g_strdup (error->message);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwFinnhubKey) self = data;
  g_autoptr (GError) error = NULL;
  char *key = NULL;

  cw_key_store_lookup_finish (result, &key, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end (self, error);
  if (key != NULL)
    take (self, key, CW_KEY_FROM_KEYRING);
  tell (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwFinnhubKey) self = data;
  g_autoptr (GError) error = NULL;

  cw_key_store_save_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end (self, error);
  if (error == NULL)
    self->origin = CW_KEY_FROM_KEYRING;
  tell (self);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwFinnhubKey) self = data;
  g_autoptr (GError) error = NULL;

  cw_key_store_clear_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Where there is no keyring, nothing is left in it. */
  if (g_error_matches (error, CW_KEY_ERROR, CW_KEY_ERROR_NO_KEYRING))
    g_clear_error (&error);
  end (self, error);
  tell (self);
}

/* --- what a person does --- */

/**
 * cw_finnhub_key_load:
 * @self: what holds no key yet
 *
 * Takes the key from the environment or, soon, from the keyring, which may ask to be unlocked if a
 * key lies in it.
 */
void
cw_finnhub_key_load (CwFinnhubKey *self)
{
  char *key = NULL;
  gboolean valid;

  g_return_if_fail (CW_IS_FINNHUB_KEY (self));

  valid = cw_environment_read_finnhub_key (&key, NULL);
  if (key != NULL || !valid)
    {
      take (self, key, CW_KEY_FROM_ENVIRONMENT);
      self->origin = CW_KEY_FROM_ENVIRONMENT; /* also of what cannot be a key */
      tell (self);
      return;
    }
  cw_key_store_lookup_async (PROVIDER, CW_KEY_LOOKUP_MAY_ASK, begin (self), looked_up_cb,
                             g_object_ref (self));
  tell (self);
}

/**
 * cw_finnhub_key_set:
 * @self: what may hold a key
 * @text: what a person typed
 *
 * Takes a key at once, and puts it into the keyring.
 *
 * Returns: whether @text can be a key
 */
gboolean
cw_finnhub_key_set (CwFinnhubKey *self, const char *text)
{
  char *key = NULL;

  g_return_val_if_fail (CW_IS_FINNHUB_KEY (self) && text != NULL, FALSE);

  if (!cw_environment_clean_key (text, &key) || key == NULL)
    return FALSE;
  take (self, key, CW_KEY_FOR_THIS_SESSION);
  cw_key_store_save_async (PROVIDER, key, begin (self), saved_cb, g_object_ref (self));
  tell (self);
  return TRUE;
}

/** cw_finnhub_key_remove: does without a key from now on, and removes it from the keyring */
void
cw_finnhub_key_remove (CwFinnhubKey *self)
{
  g_return_if_fail (CW_IS_FINNHUB_KEY (self));

  take (self, NULL, CW_KEY_NONE);
  cw_key_store_clear_async (PROVIDER, begin (self), cleared_cb, g_object_ref (self));
  tell (self);
}

/** cw_finnhub_key_get: Returns: (transfer none) (nullable): the key */
const char *
cw_finnhub_key_get (CwFinnhubKey *self)
{
  g_return_val_if_fail (CW_IS_FINNHUB_KEY (self), NULL);
  return self->key;
}

/** cw_finnhub_key_get_origin: Returns: where the key comes from */
CwKeyOrigin
cw_finnhub_key_get_origin (CwFinnhubKey *self)
{
  g_return_val_if_fail (CW_IS_FINNHUB_KEY (self), CW_KEY_NONE);
  return self->origin;
}

static const char *
describe_origin (CwFinnhubKey *self)
{
  switch (self->origin)
    {
    case CW_KEY_FROM_ENVIRONMENT:
      return self->key != NULL
                 ? _ ("In use: the key in the variable CANDLEWICK_FINNHUB_KEY, which "
                      "counts more than one that is kept here")
                 : _ ("What the variable CANDLEWICK_FINNHUB_KEY holds cannot be a key");
    case CW_KEY_FROM_KEYRING:
      return _ ("In use, and kept in the keyring");
    case CW_KEY_FOR_THIS_SESSION:
      return self->busy ? _ ("In use, and on its way into the keyring")
                        : _ ("In use for this session only: it could not be kept");
    case CW_KEY_NONE:
    default:
      return self->busy ? _ ("Asking the keyring…")
                        : _ ("None: long-term decisions are not to be had without one");
    }
}

/**
 * cw_finnhub_key_describe:
 * @self: what may hold a key
 *
 * Returns: (transfer full): for a person: whether there is a key, where it is kept, and what went
 *   wrong with that
 */
char *
cw_finnhub_key_describe (CwFinnhubKey *self)
{
  const char *text;

  g_return_val_if_fail (CW_IS_FINNHUB_KEY (self), NULL);

  text = describe_origin (self);
  if (self->trouble == NULL)
    return g_strdup (text);
  /* Translators: first what became of a key, for example “In use for this session only: it could
   * not be kept”; then why, for example “The keyring is locked” */
  return g_strdup_printf (_ ("%s. %s."), text, self->trouble);
}
