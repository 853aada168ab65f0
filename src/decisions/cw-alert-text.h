/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert-look.h"

G_BEGIN_DECLS

/* The words of alerts, for people. */

const char *cw_alert_kind_get_name (CwAlertKind kind);
char *cw_alert_describe (const CwAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_describe_split (const CwAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_describe_now (const CwAlert *alert,
                             const CwAlertFacts *facts,
                             double average) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_describe_value (CwAlertKind kind,
                               const CwAlertFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_find_problem (const CwAlert *alert,
                             const CwAlertFacts *facts,
                             double average) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_event_get_headline (const CwAlertEvent *event) G_GNUC_WARN_UNUSED_RESULT;
char *cw_alert_event_get_detail (const CwAlertEvent *event) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
