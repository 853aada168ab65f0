/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-session.h"

#include "cw-server.h"

struct _CwLabSession
{
  GObject parent_instance;

  CwServer *server;          /* owned; as long as an experiment runs, as are the next two */
  CwLab *lab;                /* owned */
  GCancellable *cancellable; /* owned */
  CwLabReport *report;       /* owned, nullable: the last experiment's … */
  GError *error;             /* owned, nullable: … or why there is none */
  gboolean closed;
};

enum
{
  SIGNAL_EVENT,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwLabSession, cw_lab_session, G_TYPE_OBJECT)

/* The requests end before the one who answers them. */
static void
close_lab (CwLabSession *self)
{
  g_clear_pointer (&self->lab, cw_lab_free);
  g_clear_pointer (&self->server, cw_server_free);
  g_clear_object (&self->cancellable);
}

static void
cw_lab_session_finalize (GObject *object)
{
  CwLabSession *self = CW_LAB_SESSION (object);

  close_lab (self);
  g_clear_pointer (&self->report, cw_lab_report_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cw_lab_session_parent_class)->finalize (object);
}

static void
cw_lab_session_class_init (CwLabSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_lab_session_finalize;
  signals[SIGNAL_EVENT] = g_signal_new ("event", CW_TYPE_LAB_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", CW_TYPE_LAB_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_lab_session_init (CwLabSession *self)
{
}

/** cw_lab_session_new: Returns: (transfer full): a session in which nothing runs */
CwLabSession *
cw_lab_session_new (void)
{
  return g_object_new (CW_TYPE_LAB_SESSION, NULL);
}

static void
event_cb (const CwLabEvent *event, gpointer data)
{
  CwLabSession *self = data;

  if (!self->closed)
    g_signal_emit (self, signals[SIGNAL_EVENT], 0, event);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwLabSession) self = data;

  self->report = cw_lab_run_finish (result, &self->error);
  close_lab (self);
  if (!self->closed)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/**
 * cw_lab_session_start:
 * @self: a session in which nothing runs
 * @options: what to measure; copied
 * @error: return location for why the server could not start
 *
 * Returns: whether an experiment runs now
 */
gboolean
cw_lab_session_start (CwLabSession *self, const CwLabOptions *options, GError **error)
{
  const CwServerOptions server = { 0 };

  g_return_val_if_fail (CW_IS_LAB_SESSION (self) && self->lab == NULL, FALSE);

  g_clear_pointer (&self->report, cw_lab_report_free);
  g_clear_error (&self->error);
  self->server = cw_server_new (&server, error);
  if (self->server == NULL)
    return FALSE;
  self->lab = cw_lab_new (cw_server_get_url (self->server), NULL);
  self->cancellable = g_cancellable_new ();
  cw_lab_run_async (self->lab, options, event_cb, self, self->cancellable, ended_cb,
                    g_object_ref (self));
  return TRUE;
}

/** cw_lab_session_stop: gives up what runs; `ended` follows soon */
void
cw_lab_session_stop (CwLabSession *self)
{
  g_return_if_fail (CW_IS_LAB_SESSION (self));
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/** cw_lab_session_shut_down: gives up what runs and waits until it has ended; nothing is told any
 * more */
void
cw_lab_session_shut_down (CwLabSession *self)
{
  g_return_if_fail (CW_IS_LAB_SESSION (self));

  self->closed = TRUE;
  cw_lab_session_stop (self);
  close_lab (self);
}

/** cw_lab_session_is_running: Returns: whether an experiment runs */
gboolean
cw_lab_session_is_running (CwLabSession *self)
{
  g_return_val_if_fail (CW_IS_LAB_SESSION (self), FALSE);
  return self->lab != NULL;
}

/** cw_lab_session_get_report: Returns: (transfer none) (nullable): what came out of the last
 * experiment that went to its end */
const CwLabReport *
cw_lab_session_get_report (CwLabSession *self)
{
  g_return_val_if_fail (CW_IS_LAB_SESSION (self), NULL);
  return self->report;
}

/** cw_lab_session_get_error: Returns: (transfer none) (nullable): why the last experiment did not
 */
const GError *
cw_lab_session_get_error (CwLabSession *self)
{
  g_return_val_if_fail (CW_IS_LAB_SESSION (self), NULL);
  return self->error;
}
