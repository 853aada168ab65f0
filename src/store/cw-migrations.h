/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/**
 * CwMigrations:
 * @application_id: what marks a file as this program's
 * @n_steps: how many steps there are, which is the number of the newest schema
 * @steps: static SQL: `steps[n - 1]` leads from schema n - 1 to schema n and ends by saying so,
 * with `PRAGMA user_version = n`; the first one also sets `PRAGMA application_id`
 *
 * How a file came to have the shape it has. A step that has been released never changes again.
 */
typedef struct
{
  gint64 application_id;
  guint n_steps;
  const char *const *steps;
} CwMigrations;

extern const CwMigrations cw_schema;

gboolean cw_migrations_check (const CwMigrations *migrations,
                              CwDatabase *database,
                              gint64 *version,
                              GError **error);
gboolean cw_migrations_run (const CwMigrations *migrations, CwDatabase *database, GError **error);

G_END_DECLS
