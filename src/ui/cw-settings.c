/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-settings.h"

#include "cw-engine.h"
#include "cw-indicator-defaults.h"
#include "cw-route.h"
#include "cw-settings-store.h"
#include "cw-symbol.h"

enum
{
  PROP_PROVIDER = 1,
  PROP_CSV_FOLDER,
  PROP_CONCURRENCY,
  PROP_REFRESH_INTERVAL,
  PROP_BENCHMARK,
  PROP_PALETTE,
  PROP_OFFLINE,
  PROP_MAX_DEBT_TO_EQUITY,
  PROP_MIN_ROE,
  PROP_MIN_GROSS_MARGIN,
  PROP_SMA_LENGTHS,
  PROP_BOLLINGER,
  PROP_MACD,
  PROP_RSI,
  PROP_RISK_PORTFOLIO,
  PROP_RISK_SYMBOL,
  PROP_RISK_RANGE,
  PROP_RISK_CONFIDENCE,
  PROP_RISK_HORIZON,
  PROP_RISK_PRICE,
  N_PROPERTIES,
};

struct _CwSettings
{
  GObject parent_instance;

  GSettings *store; /* owned, nullable */
  GValue values[N_PROPERTIES];
};

G_DEFINE_FINAL_TYPE (CwSettings, cw_settings, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];

static void
cw_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_copy (&CW_SETTINGS (object)->values[id], value);
}

static void
cw_settings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwSettings *self = CW_SETTINGS (object);

  if (g_param_values_cmp (pspec, &self->values[id], value) == 0)
    return;
  g_value_copy (value, &self->values[id]);
  g_object_notify_by_pspec (object, pspec);
}

static void
cw_settings_finalize (GObject *object)
{
  CwSettings *self = CW_SETTINGS (object);

  g_clear_object (&self->store);
  for (guint i = 1; i < N_PROPERTIES; i++)
    g_value_unset (&self->values[i]);
  G_OBJECT_CLASS (cw_settings_parent_class)->finalize (object);
}

#define FLAGS (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static GParamSpec *
new_text (const char *name, const char *usual)
{
  return g_param_spec_string (name, NULL, NULL, usual, FLAGS);
}

static GParamSpec *
new_number (const char *name, guint least, guint most, guint usual)
{
  return g_param_spec_uint (name, NULL, NULL, least, most, usual, FLAGS);
}

static GParamSpec *
new_fraction (const char *name, double most, double usual)
{
  return g_param_spec_double (name, NULL, NULL, 0, most, usual, FLAGS);
}

static void
cw_settings_class_init (CwSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const CwThresholds usual = CW_THRESHOLDS_USUAL;

  object_class->get_property = cw_settings_get_property;
  object_class->set_property = cw_settings_set_property;
  object_class->finalize = cw_settings_finalize;
  properties[PROP_PROVIDER] = new_text ("provider", "yahoo");
  properties[PROP_CSV_FOLDER] = new_text ("csv-folder", "");
  properties[PROP_CONCURRENCY] =
      new_number ("concurrency", CW_SETTINGS_CONCURRENCY_MIN, CW_SETTINGS_CONCURRENCY_MAX,
                  CW_HTTP_LIMITS_POLITE.concurrency);
  properties[PROP_REFRESH_INTERVAL] =
      new_number ("refresh-interval", 0, CW_SETTINGS_REFRESH_MAX, 60);
  properties[PROP_BENCHMARK] = new_text ("benchmark", CW_DEFAULT_BENCHMARK);
  properties[PROP_PALETTE] = new_text ("palette", "green-red");
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, FLAGS);
  properties[PROP_MAX_DEBT_TO_EQUITY] =
      new_fraction ("max-debt-to-equity", CW_SETTINGS_DEBT_MAX, usual.max_debt_to_equity);
  properties[PROP_MIN_ROE] = new_fraction ("min-roe", 1, usual.min_roe);
  properties[PROP_MIN_GROSS_MARGIN] = new_fraction ("min-gross-margin", 1, usual.min_gross_margin);
  properties[PROP_SMA_LENGTHS] = new_text ("sma-lengths", CW_INDICATOR_DEFAULT_SMA);
  properties[PROP_BOLLINGER] = new_text ("bollinger", CW_INDICATOR_DEFAULT_BOLLINGER);
  properties[PROP_MACD] = new_text ("macd", CW_INDICATOR_DEFAULT_MACD);
  properties[PROP_RSI] = new_text ("rsi", CW_INDICATOR_DEFAULT_RSI);
  properties[PROP_RISK_PORTFOLIO] = new_text ("risk-portfolio", "equal");
  properties[PROP_RISK_SYMBOL] = new_text ("risk-symbol", "");
  properties[PROP_RISK_RANGE] = new_text ("risk-range", "5y");
  properties[PROP_RISK_CONFIDENCE] = new_text ("risk-confidence", "0.95");
  properties[PROP_RISK_HORIZON] = new_text ("risk-horizon", "1");
  properties[PROP_RISK_PRICE] = new_text ("risk-price", "adjclose");
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cw_settings_init (CwSettings *self)
{
  for (guint i = 1; i < N_PROPERTIES; i++)
    {
      g_value_init (&self->values[i], properties[i]->value_type);
      g_param_value_set_default (properties[i], &self->values[i]);
    }
}

static CwSettings *
new_at (gboolean demo)
{
  CwSettings *self = g_object_new (CW_TYPE_SETTINGS, NULL);
  g_autoptr (GSettingsSchema) schema = NULL;

  self->store = cw_settings_store_open (demo);
  if (self->store == NULL)
    return self;
  g_object_get (self->store, "settings-schema", &schema, NULL);
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
  return new_at (FALSE);
}

/** cw_settings_new_for_demo: Returns: (transfer full): those of the demo market */
CwSettings *
cw_settings_new_for_demo (void)
{
  return new_at (TRUE);
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

/* --- what can be used of it --- */

static const char *
get_text (CwSettings *self, guint id)
{
  const char *text = g_value_get_string (&self->values[id]);

  return text != NULL ? text : "";
}

/** cw_settings_get_provider: Returns: (transfer none): who is asked for prices */
const char *
cw_settings_get_provider (CwSettings *self)
{
  const char *provider;

  g_return_val_if_fail (CW_IS_SETTINGS (self), NULL);
  provider = get_text (self, PROP_PROVIDER);
  return cw_route_check_setting (provider, NULL) ? provider : "yahoo";
}

/** cw_settings_get_csv_folder: Returns: (transfer none) (nullable): where SYMBOL.csv files are that
 * may stand in for a provider */
const char *
cw_settings_get_csv_folder (CwSettings *self)
{
  const char *folder;

  g_return_val_if_fail (CW_IS_SETTINGS (self), NULL);
  folder = get_text (self, PROP_CSV_FOLDER);
  return g_path_is_absolute (folder) ? folder : NULL;
}

/** cw_settings_get_concurrency: Returns: how many requests may be under way at once */
guint
cw_settings_get_concurrency (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_SETTINGS_CONCURRENCY_MIN);
  return g_value_get_uint (&self->values[PROP_CONCURRENCY]);
}

/** cw_settings_get_refresh_interval: Returns: how often prices are wanted, in seconds; 0 for never
 */
guint
cw_settings_get_refresh_interval (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), 0);
  return g_value_get_uint (&self->values[PROP_REFRESH_INTERVAL]);
}

/** cw_settings_get_benchmark: Returns: (transfer none): the symbol that stands for the market */
const char *
cw_settings_get_benchmark (CwSettings *self)
{
  const char *benchmark;
  g_autofree char *symbol = NULL;

  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_DEFAULT_BENCHMARK);
  benchmark = get_text (self, PROP_BENCHMARK);
  symbol = cw_symbol_normalize (benchmark, NULL);
  return g_strcmp0 (symbol, benchmark) == 0 ? benchmark : CW_DEFAULT_BENCHMARK;
}

/** cw_settings_get_palette: Returns: in which colours prices rise and fall */
CwPalette
cw_settings_get_palette (CwSettings *self)
{
  CwPalette palette = CW_PALETTE_GREEN_RED;

  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_PALETTE_GREEN_RED);
  cw_palette_parse (get_text (self, PROP_PALETTE), &palette);
  return palette;
}

/** cw_settings_get_offline: Returns: whether the network is not to be used */
gboolean
cw_settings_get_offline (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), FALSE);
  return g_value_get_boolean (&self->values[PROP_OFFLINE]);
}

/** cw_settings_get_thresholds: Returns: what a company must reach while the market grows as usual
 */
CwThresholds
cw_settings_get_thresholds (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), CW_THRESHOLDS_USUAL);
  return (CwThresholds){ g_value_get_double (&self->values[PROP_MAX_DEBT_TO_EQUITY]),
                         g_value_get_double (&self->values[PROP_MIN_ROE]),
                         g_value_get_double (&self->values[PROP_MIN_GROSS_MARGIN]) };
}

/** cw_settings_dup_indicators: Returns: (transfer full): the indicators that are offered first,
 * with the parameters that somebody wants, for example `sma:20` */
char **
cw_settings_dup_indicators (CwSettings *self)
{
  g_return_val_if_fail (CW_IS_SETTINGS (self), NULL);
  return cw_indicator_defaults_dup_specs (
      &(CwIndicatorDefaults){ .sma = get_text (self, PROP_SMA_LENGTHS),
                              .bollinger = get_text (self, PROP_BOLLINGER),
                              .macd = get_text (self, PROP_MACD),
                              .rsi = get_text (self, PROP_RSI) });
}
