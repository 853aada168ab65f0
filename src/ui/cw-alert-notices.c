/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-notices.h"

#include <glib/gi18n-lib.h>

#include "cw-alert-text.h"

/* What fires within this time is told together. */
#define GATHER_MS 400
/* More than so many notifications would be a storm: one that sums them up takes their place. */
#define MOST_NOTIFICATIONS 3
#define SUMMARY_ID "alerts"

struct _CwAlertNotices
{
  CwWindow *window;   /* not owned: it lives as long as this */
  GPtrArray *waiting; /* of CwAlertEvent: those that are not told yet */
  GArray *sent;       /* of gint64: what notifications are about that nobody has seen */
  guint n_summed_up;  /* by the one that sums up; 0 if there is none */
  guint timer;
};

/** cw_alert_notices_new: Returns: (transfer full): what tells the person at @window */
CwAlertNotices *
cw_alert_notices_new (CwWindow *window)
{
  CwAlertNotices *self = g_new0 (CwAlertNotices, 1);

  self->window = window;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
  self->sent = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/** cw_alert_notices_free: @self: (transfer full): notices; those that were given stay */
void
cw_alert_notices_free (CwAlertNotices *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_unref (self->waiting);
  g_array_unref (self->sent);
  g_free (self);
}

static GApplication *
get_application (CwAlertNotices *self)
{
  return G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window)));
}

static char *
describe_number (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u alert fired", "%u alerts fired", n), n);
}

/* --- toasts --- */

static void
toast (CwAlertNotices *self)
{
  const CwAlertEvent *first = g_ptr_array_index (self->waiting, 0);
  gboolean is_one = self->waiting->len == 1;
  g_autofree char *text =
      is_one ? cw_alert_event_get_headline (first) : describe_number (self->waiting->len);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *said = adw_toast_new (markup);

  /* Translators: a button beside what an alert tells: shows the stock, or all alerts */
  adw_toast_set_button_label (said, _ ("Show"));
  adw_toast_set_priority (said, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_action_name (said, is_one ? "app.show-alert" : "win.show-alerts");
  if (is_one)
    adw_toast_set_action_target (said, "(sx)", first->alert->symbol, first->id);
  cw_window_add_toast (self->window, said);
}

/* --- notifications --- */

static char *
make_id (gint64 event)
{
  return g_strdup_printf ("alert-%" G_GINT64_FORMAT, event);
}

static GNotification *
notification_new (const char *title, const char *body)
{
  GNotification *notification = g_notification_new (title);
  g_autoptr (GIcon) icon = g_themed_icon_new (APPLICATION_ID);

  g_notification_set_body (notification, body);
  g_notification_set_icon (notification, icon);
  return notification;
}

static void
notify (CwAlertNotices *self, const CwAlertEvent *event)
{
  g_autofree char *headline = cw_alert_event_get_headline (event);
  g_autofree char *detail = cw_alert_event_get_detail (event);
  g_autofree char *id = make_id (event->id);
  g_autoptr (GNotification) notification = notification_new (headline, detail);

  g_notification_set_default_action_and_target (notification, "app.show-alert", "(sx)",
                                                event->alert->symbol, event->id);
  g_application_send_notification (get_application (self), id, notification);
  g_array_append_val (self->sent, event->id);
}

static char *
join_headlines (const GPtrArray *events)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (events->len, MOST_NOTIFICATIONS); i++)
    {
      g_autofree char *headline = cw_alert_event_get_headline (g_ptr_array_index (events, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", headline);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
withdraw_sent (CwAlertNotices *self)
{
  for (guint i = 0; i < self->sent->len; i++)
    {
      g_autofree char *id = make_id (g_array_index (self->sent, gint64, i));

      g_application_withdraw_notification (get_application (self), id);
    }
  g_array_set_size (self->sent, 0);
}

/* It takes the place of those that were given before and that nobody has seen. */
static void
sum_up (CwAlertNotices *self)
{
  g_autofree char *title = NULL;
  g_autofree char *body = join_headlines (self->waiting);
  g_autoptr (GNotification) notification = NULL;

  self->n_summed_up += self->sent->len + self->waiting->len;
  title = describe_number (self->n_summed_up);
  withdraw_sent (self);
  notification = notification_new (title, body);
  g_notification_set_default_action (notification, "app.show-alerts");
  g_application_send_notification (get_application (self), SUMMARY_ID, notification);
}

static void
notify_all (CwAlertNotices *self)
{
  if (self->n_summed_up > 0 || self->sent->len + self->waiting->len > MOST_NOTIFICATIONS)
    {
      sum_up (self);
      return;
    }
  for (guint i = 0; i < self->waiting->len; i++)
    notify (self, g_ptr_array_index (self->waiting, i));
}

/* --- both --- */

static gboolean
is_looked_at (CwAlertNotices *self)
{
  GtkWindow *active =
      gtk_application_get_active_window (gtk_window_get_application (GTK_WINDOW (self->window)));

  return active != NULL && gtk_window_is_active (active);
}

static gboolean
tell_cb (gpointer data)
{
  CwAlertNotices *self = data;

  self->timer = 0;
  if (get_application (self) == NULL)
    return G_SOURCE_REMOVE;
  if (is_looked_at (self))
    toast (self);
  else
    notify_all (self);
  g_ptr_array_set_size (self->waiting, 0);
  return G_SOURCE_REMOVE;
}

/** cw_alert_notices_tell: @events: (element-type CwAlertEvent): what has fired */
void
cw_alert_notices_tell (CwAlertNotices *self, const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (self->waiting, cw_alert_event_ref (g_ptr_array_index (events, i)));
  if (self->waiting->len > 0 && self->timer == 0)
    self->timer = g_timeout_add (GATHER_MS, tell_cb, self);
}

/** cw_alert_notices_withdraw: all that has fired has been seen */
void
cw_alert_notices_withdraw (CwAlertNotices *self)
{
  if (get_application (self) == NULL)
    return;
  withdraw_sent (self);
  if (self->n_summed_up > 0)
    g_application_withdraw_notification (get_application (self), SUMMARY_ID);
  self->n_summed_up = 0;
}

/** cw_alert_notices_withdraw_one: @event: the number of what has been seen */
void
cw_alert_notices_withdraw_one (CwAlertNotices *self, gint64 event)
{
  g_autofree char *id = make_id (event);

  for (guint i = 0; i < self->sent->len; i++)
    if (g_array_index (self->sent, gint64, i) == event)
      {
        g_array_remove_index (self->sent, i);
        g_application_withdraw_notification (get_application (self), id);
        return;
      }
}
