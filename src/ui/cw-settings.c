/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-settings.h"

#include "cw-engine.h"
#include "cw-route.h"
#include "cw-symbol.h"

#define PATH "/io/github/candlewick/Candlewick/"
#define DEMO_PATH PATH "demo/"

struct _CwSettings
{
  GObject parent_instance;

  GSettings *store; /* owned, nullable */
  char *provider, *benchmark, *palette;
  guint concurrency;
  gboolean offline;
};

G_DEFINE_FINAL_TYPE (CwSettings, cw_settings, G_TYPE_OBJECT)

enum
{
  PROP_PROVIDER = 1,
  PROP_CONCURRENCY,
  PROP_BENCHMARK,
  PROP_PALETTE,
  PROP_OFFLINE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
cw_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwSettings *self = CW_SETTINGS (object);

  switch (id)
    {
    case PROP_PROVIDER:
      g_value_set_string (value, self->provider);
      break;
    case PROP_CONCURRENCY:
      g_value_set_uint (value, self->concurrency);
      break;
    case PROP_BENCHMARK:
      g_value_set_string (value, self->benchmark);
      break;
    case PROP_PALETTE:
      g_value_set_string (value, self->palette);
      break;
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_text (CwSettings *self, char **field, const GValue *value, GParamSpec *pspec)
{
  if (g_strcmp0 (*field, g_value_get_string (value)) == 0)
    return;
  g_free (*field);
  *field = g_value_dup_string (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
cw_settings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwSettings *self = CW_SETTINGS (object);

  switch (id)
    {
    case PROP_PROVIDER:
      set_text (self, &self->provider, value, pspec);
      break;
    case PROP_CONCURRENCY:
      if (self->concurrency == g_value_get_uint (value))
        break;
      self->concurrency = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_BENCHMARK:
      set_text (self, &self->benchmark, value, pspec);
      break;
    case PROP_PALETTE:
      set_text (self, &self->palette, value, pspec);
      break;
    case PROP_OFFLINE:
      if (self->offline == g_value_get_boolean (value))
        break;
      self->offline = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_settings_finalize (GObject *object)
{
  CwSettings *self = CW_SETTINGS (object);

  g_clear_object (&self->store);
  g_free (self->provider);
  g_free (self->benchmark);
  g_free (self->palette);
  G_OBJECT_CLASS (cw_settings_parent_class)->finalize (object);
}

static void
cw_settings_class_init (CwSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cw_settings_get_property;
  object_class->set_property = cw_settings_set_property;
  object_class->finalize = cw_settings_finalize;
  properties[PROP_PROVIDER] = g_param_spec_string ("provider", NULL, NULL, "yahoo", flags);
  properties[PROP_CONCURRENCY] =
      g_param_spec_uint ("concurrency", NULL, NULL, CW_SETTINGS_CONCURRENCY_MIN,
                         CW_SETTINGS_CONCURRENCY_MAX, CW_HTTP_LIMITS_POLITE.concurrency, flags);
  properties[PROP_BENCHMARK] =
      g_param_spec_string ("benchmark", NULL, NULL, CW_DEFAULT_BENCHMARK, flags);
  properties[PROP_PALETTE] = g_param_spec_string ("palette", NULL, NULL, "green-red", flags);
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cw_settings_init (CwSettings *self)
{
  for (guint i = 1; i < N_PROPERTIES; i++)
    g_object_set_property (G_OBJECT (self), properties[i]->name,
                           g_param_spec_get_default_value (properties[i]));
}

/* GSettings would end the program where a schema is not installed, or is an older one. */
static CwSettings *
new_at (const char *path)
{
  CwSettings *self = g_object_new (CW_TYPE_SETTINGS, NULL);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;

  if (schema == NULL || g_settings_schema_get_path (schema) != NULL)
    return self;
  self->store = g_settings_new_full (schema, NULL, path);
  for (guint i = 1; i < N_PROPERTIES; i++)
    if (g_settings_schema_has_key (schema, properties[i]->name))
      g_settings_bind (self->store, properties[i]->name, self, properties[i]->name,
                       G_SETTINGS_BIND_DEFAULT);
  return self;
}

/** cw_settings_new: Returns: (transfer full): a person's own settings */
CwSettings *
cw_settings_new (void)
{
  return new_at (PATH);
}

/** cw_settings_new_for_demo: Returns: (transfer full): those of the demo market */
CwSettings *
cw_settings_new_for_demo (void)
{
  return new_at (DEMO_PATH);
}

/** cw_settings_are_kept: Returns: whether they are there when the program is started again */
gboolean
cw_settings_are_kept (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), FALSE);
  return self->store != NULL;
}

/** cw_settings_force_offline: offline as long as the program runs, whatever is set and kept */
void
cw_settings_force_offline (CwSettings *self)
{
  g_return_if_fail (CW_IS_SETTINGS (self));
  if (self->store != NULL)
    g_settings_unbind (self, "offline");
  g_object_set (self, "offline", TRUE, NULL);
}

/** cw_settings_get_provider: Returns: (transfer none): who is asked for prices */
const char *
cw_settings_get_provider (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), NULL);
  return self->provider != NULL && cw_route_check_setting (self->provider, NULL) ? self->provider
                                                                                 : "yahoo";
}

/** cw_settings_get_concurrency: Returns: how many requests may be under way at once */
guint
cw_settings_get_concurrency (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_SETTINGS_CONCURRENCY_MIN);
  return self->concurrency;
}

/** cw_settings_get_benchmark: Returns: (transfer none): the symbol that stands for the market */
const char *
cw_settings_get_benchmark (CwSettings *self)
{
  g_autofree char *symbol = NULL;

  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_DEFAULT_BENCHMARK);
  symbol = self->benchmark != NULL ? cw_symbol_normalize (self->benchmark, NULL) : NULL;
  /* Any editor of settings may write there whatever it likes. */
  return g_strcmp0 (symbol, self->benchmark) == 0 && symbol != NULL ? self->benchmark
                                                                    : CW_DEFAULT_BENCHMARK;
}

/** cw_settings_get_palette: Returns: in which colours prices rise and fall */
CwPalette
cw_settings_get_palette (CwSettings *self)
{
  CwPalette palette = CW_PALETTE_GREEN_RED;

  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_PALETTE_GREEN_RED);
  if (self->palette != NULL)
    cw_palette_parse (self->palette, &palette);
  return palette;
}

/** cw_settings_get_offline: Returns: whether the network is not to be used */
gboolean
cw_settings_get_offline (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), FALSE);
  return self->offline;
}
