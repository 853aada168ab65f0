/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-study.h"

G_BEGIN_DECLS

char *cw_payment_format_day (const CwStudyPayment *payment,
                             const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;
char *cw_payment_format_amount (const CwStudyPayment *payment,
                                const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;

GtkWindow *cw_dividends_window_show (GtkWidget *parent, CwSymbolStudy *study);

G_END_DECLS
