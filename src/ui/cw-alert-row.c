/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-row.h"

#include <glib/gi18n-lib.h>

#include "cw-alert-text.h"
#include "cw-figures.h"

static void
append (GString *text, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static GtkWidget *
new_row (const char *title, const char *symbol)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "alerts.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", symbol);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
set_subtitle (GtkWidget *row, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
}

/* @name: what the button does; @whose: to what, for those who cannot see beside what it stands */
static void
add_button (GtkWidget *row,
            const char *icon,
            const char *name,
            const char *whose,
            const char *action,
            gint64 id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", name, whose);

  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static char *
make_title (const CwAlert *alert)
{
  g_autofree char *description = cw_alert_describe (alert);

  /* Translators: a ticker symbol, and what an alert waits for: AAPL: Rises to 200.00 USD */
  return g_strdup_printf (C_ ("alert", "%s: %s"), alert->symbol, description);
}

/**
 * cw_alert_row_new:
 * @alert: an alert that waits
 *
 * A target price of a list is edited where it stands, on the page of its symbol.
 *
 * Returns: a row for it, without what cw_alert_row_update() says
 */
GtkWidget *
cw_alert_row_new (const CwAlert *alert)
{
  g_autofree char *title = make_title (alert);
  GtkWidget *row = new_row (title, alert->symbol);

  if (alert->is_target)
    return row;
  add_button (row, "document-edit-symbolic", _ ("Edit"), title, "alerts.edit", alert->id);
  add_button (row, "user-trash-symbolic", _ ("Remove"), title, "alerts.remove", alert->id);
  return row;
}

/** cw_alert_row_update: says how things stand with @alert, whose row @row is */
void
cw_alert_row_update (GtkWidget *row, const CwAlert *alert, CwAlertWatch *watch)
{
  const CwAlertFacts *facts = cw_alert_watch_get_facts (watch, alert->symbol);
  g_autofree char *now =
      cw_alert_describe_now (alert, facts,
                             cw_alert_watch_get_average (watch, alert->symbol, alert->period));
  g_autofree char *split = cw_alert_describe_split (alert);
  const GError *error = cw_alert_watch_get_error (watch, alert->symbol);
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, facts == NULL && error != NULL ? error->message : now);
  if (alert->is_target)
    append (text, alert->kind == CW_ALERT_PRICE_FALLS ? _ ("Your price to buy below")
                                                      : _ ("Your price to sell above"));
  else if (alert->repeats)
    append (text, C_ ("alert", "each time"));
  append (text, split);
  append (text, alert->note);
  set_subtitle (row, text->str);
}

/* When it fired, by the clock on the wall. */
static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time);
  g_autofree char *day = cw_figure_of_day (moment);
  g_autofree char *clock = moment != NULL ? g_date_time_format (moment, "%H:%M") : g_strdup ("");

  /* Translators: a day and a time of day: 21 Apr 2021, 16:05 */
  return g_strdup_printf (C_ ("moment", "%s, %s"), day, clock);
}

static GtkWidget *
new_dot (void)
{
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (dot, "alert-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  return dot;
}

/**
 * cw_alert_row_new_for_event:
 * @event: what fired
 * @is_new: whether nobody has looked at it before
 *
 * Returns: a row for it
 */
GtkWidget *
cw_alert_row_new_for_event (const CwAlertEvent *event, gboolean is_new)
{
  g_autofree char *headline = cw_alert_event_get_headline (event);
  g_autofree char *detail = cw_alert_event_get_detail (event);
  g_autofree char *time = format_time (event->fired_at);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row = new_row (headline, event->alert->symbol);

  /* Translators: of an alert that fired and that nobody has seen; colour does not say it alone */
  append (text, is_new ? C_ ("alert", "New") : NULL);
  append (text, time);
  append (text, detail);
  append (text, event->alert->note);
  set_subtitle (row, text->str);
  if (is_new)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_dot ());
  if (!event->alert->repeats)
    add_button (row, "cw-alert-symbolic", _ ("Set Again"), headline, "alerts.again", event->id);
  return row;
}

/** cw_alert_row_new_for_rest: Returns: a row that says that @n older ones are not shown */
GtkWidget *
cw_alert_row_new_for_rest (guint n)
{
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u older", "and %u older", n), n);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}
