/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

/* What may fail with alerts. */

/* Everything that happens to alerts, in one transaction: of two, one is left. */
gboolean edit_alerts (CwDatabase *database, GError **error);
gboolean load_alerts (CwDatabase *database, GError **error);
/* That all of that has happened, or nothing. */
void assert_alerts (CwDatabase *database, gboolean edited);
