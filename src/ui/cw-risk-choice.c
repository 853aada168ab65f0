/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-choice.h"

#include "cw-symbol.h"

enum
{
  PROP_PORTFOLIO = 1,
  PROP_SYMBOL,
  PROP_RANGE,
  PROP_CONFIDENCE,
  PROP_HORIZON,
  PROP_PRICE,
  N_PROPS
};

struct _CwRiskChoice
{
  GObject parent_instance;

  GSettings *store; /* owned, nullable */
  char *words[N_PROPS];
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwRiskChoice, cw_risk_choice, G_TYPE_OBJECT)

/* The words of each property, in the order in which a person chooses among them. */
static const struct
{
  const char *name;
  const char *words[6];
  const char *usual;
} kinds[N_PROPS] = {
  [PROP_PORTFOLIO] = { "portfolio", { "holdings", "equal", "symbol" }, "equal" },
  [PROP_SYMBOL] = { "symbol", { NULL }, "" },
  [PROP_RANGE] = { "range", { "1y", "2y", "5y", "max" }, "5y" },
  [PROP_CONFIDENCE] = { "confidence", { "0.9", "0.95", "0.975", "0.99" }, "0.95" },
  [PROP_HORIZON] = { "horizon", { "1", "5", "10", "21" }, "1" },
  [PROP_PRICE] = { "price", { "adjclose", "close" }, "adjclose" },
};

/* How a property is called where settings are kept, beside those of other things. */
static char *
make_key (guint id)
{
  return g_strconcat ("risk-", kinds[id].name, NULL);
}

static gboolean
is_word (guint id, const char *word)
{
  g_autofree char *symbol = NULL;

  if (word == NULL)
    return FALSE;
  if (id != PROP_SYMBOL)
    return g_strv_contains (kinds[id].words, word);
  symbol = cw_symbol_normalize (word, NULL);
  return word[0] == '\0' || g_strcmp0 (symbol, word) == 0;
}

static void
cw_risk_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwRiskChoice *self = CW_RISK_CHOICE (object);
  const char *word = g_value_get_string (value);

  if (!is_word (id, word) || g_strcmp0 (self->words[id], word) == 0)
    return;
  g_free (self->words[id]);
  self->words[id] = g_strdup (word);
  g_object_notify_by_pspec (object, pspec);
}

static void
cw_risk_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, CW_RISK_CHOICE (object)->words[id]);
}

static void
cw_risk_choice_finalize (GObject *object)
{
  CwRiskChoice *self = CW_RISK_CHOICE (object);

  g_clear_object (&self->store);
  for (guint i = 1; i < N_PROPS; i++)
    g_free (self->words[i]);
  G_OBJECT_CLASS (cw_risk_choice_parent_class)->finalize (object);
}

static void
cw_risk_choice_class_init (CwRiskChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = cw_risk_choice_set_property;
  object_class->get_property = cw_risk_choice_get_property;
  object_class->finalize = cw_risk_choice_finalize;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] =
        g_param_spec_string (kinds[i].name, NULL, NULL, kinds[i].usual,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cw_risk_choice_init (CwRiskChoice *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    self->words[i] = g_strdup (kinds[i].usual);
}

/** cw_risk_choice_new: Returns: (transfer full): the usual choice */
CwRiskChoice *
cw_risk_choice_new (void)
{
  return g_object_new (CW_TYPE_RISK_CHOICE, NULL);
}

static gboolean
has_key (GSettings *store, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (store, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

/**
 * cw_risk_choice_keep:
 * @self: a choice
 * @store: (nullable): where the choice is kept from now on, and taken from
 */
void
cw_risk_choice_keep (CwRiskChoice *self, GSettings *store)
{
  g_return_if_fail (CW_IS_RISK_CHOICE (self));

  for (guint i = 1; self->store != NULL && i < N_PROPS; i++)
    g_settings_unbind (self, kinds[i].name);
  g_set_object (&self->store, store);
  for (guint i = 1; store != NULL && i < N_PROPS; i++)
    {
      g_autofree char *key = make_key (i);

      if (has_key (store, key))
        g_settings_bind (store, key, self, kinds[i].name, G_SETTINGS_BIND_DEFAULT);
    }
}

static guint
find_kind (const char *property)
{
  for (guint i = 1; i < N_PROPS; i++)
    if (g_str_equal (kinds[i].name, property))
      return i;
  g_return_val_if_reached (PROP_PORTFOLIO);
}

/** cw_risk_choice_get_words: Returns: (transfer none) (array zero-terminated=1): what a property
 * may be, in the order in which a person is asked
 */
const char *const *
cw_risk_choice_get_words (const char *property)
{
  return kinds[find_kind (property)].words;
}

/** cw_risk_choice_get_word: Returns: (transfer none): what a property is */
const char *
cw_risk_choice_get_word (CwRiskChoice *self, const char *property)
{
  g_return_val_if_fail (CW_IS_RISK_CHOICE (self), NULL);
  return self->words[find_kind (property)];
}

/** cw_risk_choice_get_portfolio: Returns: what risk is measured of */
CwRiskPortfolio
cw_risk_choice_get_portfolio (CwRiskChoice *self)
{
  const char *word = cw_risk_choice_get_word (self, "portfolio");

  return g_str_equal (word, "holdings") ? CW_RISK_HOLDINGS
         : g_str_equal (word, "symbol") ? CW_RISK_SYMBOL
                                        : CW_RISK_EQUAL;
}

/** cw_risk_choice_get_symbol: Returns: (transfer none): the one symbol, empty if there is none */
const char *
cw_risk_choice_get_symbol (CwRiskChoice *self)
{
  return cw_risk_choice_get_word (self, "symbol");
}

/** cw_risk_choice_get_range: Returns: how far back the returns reach */
CwRange
cw_risk_choice_get_range (CwRiskChoice *self)
{
  CwRange range = CW_RANGE_5Y;

  cw_range_parse (cw_risk_choice_get_word (self, "range"), &range);
  return range;
}

/** cw_risk_choice_get_price: Returns: which prices returns are made from */
CwReturnsPrice
cw_risk_choice_get_price (CwRiskChoice *self)
{
  return g_str_equal (cw_risk_choice_get_word (self, "price"), "close") ? CW_RETURNS_CLOSE
                                                                        : CW_RETURNS_ADJ_CLOSE;
}

/** cw_risk_choice_get_measure: Returns: how risk is measured */
CwRiskMeasure
cw_risk_choice_get_measure (CwRiskChoice *self)
{
  return (CwRiskMeasure){
    .confidence = g_ascii_strtod (cw_risk_choice_get_word (self, "confidence"), NULL),
    .horizon = (int) g_ascii_strtoll (cw_risk_choice_get_word (self, "horizon"), NULL, 10),
  };
}
