/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-settings-store.h"

#define PATH "/io/github/candlewick/Candlewick/"
#define DEMO_PATH PATH "demo/"

/**
 * cw_settings_store_open:
 * @demo: whether it is the demo market's
 *
 * GSettings would end the program where a schema is not installed, or is an older one.
 *
 * Returns: (transfer full) (nullable): where settings are kept, if there is such a place
 */
GSettings *
cw_settings_store_open (gboolean demo)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;

  if (schema == NULL || g_settings_schema_get_path (schema) != NULL)
    return NULL;
  return g_settings_new_full (schema, NULL, demo ? DEMO_PATH : PATH);
}
