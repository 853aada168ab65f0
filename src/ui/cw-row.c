/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row.h"

#include <string.h>

struct _CwRow
{
  GObject parent_instance;

  char *symbol;
  CwClock clock;
  CwStage stage;
  CwAnalysis *analysis; /* owned, nullable */
  CwOutcome *outcome;   /* owned, nullable: the newest, keeps the error */
};

enum
{
  PROP_0,
  PROP_STAGE,
  PROP_ANALYSIS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwRow, cw_row, G_TYPE_OBJECT)

static void
cw_row_finalize (GObject *object)
{
  CwRow *self = CW_ROW (object);

  g_free (self->symbol);
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  g_clear_pointer (&self->outcome, cw_outcome_unref);
  G_OBJECT_CLASS (cw_row_parent_class)->finalize (object);
}

static void
cw_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwRow *self = CW_ROW (object);

  switch (id)
    {
    case PROP_STAGE:
      g_value_set_uint (value, self->stage);
      break;
    case PROP_ANALYSIS:
      g_value_set_pointer (value, self->analysis);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_row_class_init (CwRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_row_finalize;
  object_class->get_property = cw_row_get_property;

  properties[PROP_STAGE] =
      g_param_spec_uint ("stage", NULL, NULL, 0, CW_STAGE_CANCELLED, CW_STAGE_QUEUED,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ANALYSIS] =
      g_param_spec_pointer ("analysis", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cw_row_init (CwRow *self)
{
}

/**
 * cw_row_new:
 * @symbol: a normalized symbol
 * @clock: says how old its data is
 *
 * Returns: (transfer full): a row that waits for data
 */
CwRow *
cw_row_new (const char *symbol, CwClock clock)
{
  CwRow *self = g_object_new (CW_TYPE_ROW, NULL);

  self->symbol = g_strdup (symbol);
  self->clock = clock;
  return self;
}

/** cw_row_get_symbol: Returns: (transfer none): the symbol */
const char *
cw_row_get_symbol (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  return self->symbol;
}

/** cw_row_get_name: Returns: (transfer none): the company's name, or the symbol if it has none */
const char *
cw_row_get_name (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  if (self->analysis == NULL || self->analysis->series->info.name[0] == '\0')
    return self->symbol;
  return self->analysis->series->info.name;
}

/** cw_row_get_stage: Returns: how far the newest data has come */
CwStage
cw_row_get_stage (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), CW_STAGE_QUEUED);
  return self->stage;
}

/** cw_row_get_analysis: Returns: (transfer none) (nullable): the newest analysis there ever was */
CwAnalysis *
cw_row_get_analysis (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  return self->analysis;
}

/** cw_row_get_error: Returns: (transfer none) (nullable): why the newest data did not come */
const GError *
cw_row_get_error (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  return self->outcome != NULL ? self->outcome->error : NULL;
}

static gint64
age_of (CwRow *self, gint64 moment)
{
  return moment != 0 ? MAX (cw_clock_now (self->clock) - moment, 0) : -1;
}

/** cw_row_get_price_age: Returns: how many seconds ago the price was paid, or -1 if unknown */
gint64
cw_row_get_price_age (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), -1);
  return self->analysis != NULL ? age_of (self, self->analysis->quote.time) : -1;
}

/** cw_row_get_data_age: Returns: how many seconds ago the bars were fetched, or -1 if unknown */
gint64
cw_row_get_data_age (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), -1);
  return self->analysis != NULL ? age_of (self, self->analysis->fetched_at) : -1;
}

/** cw_row_is_under_way: Returns: whether more is expected to come */
gboolean
cw_row_is_under_way (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), FALSE);
  return self->stage == CW_STAGE_QUEUED || self->stage == CW_STAGE_LOADING
         || self->stage == CW_STAGE_COMPUTING;
}

/**
 * cw_row_matches:
 * @self: a row
 * @casefolded: what to look for, casefolded
 *
 * Returns: whether the symbol or the name contains it
 */
gboolean
cw_row_matches (CwRow *self, const char *casefolded)
{
  g_autofree char *symbol = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CW_IS_ROW (self) && casefolded != NULL, FALSE);

  symbol = g_utf8_casefold (self->symbol, -1);
  if (strstr (symbol, casefolded) != NULL)
    return TRUE;
  name = g_utf8_casefold (cw_row_get_name (self), -1);
  return strstr (name, casefolded) != NULL;
}

static void
set_stage (CwRow *self, CwStage stage)
{
  /* A symbol that fails anew may fail for another reason. */
  if (self->stage == stage && stage != CW_STAGE_FAILED)
    return;
  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/**
 * cw_row_apply:
 * @self: a row
 * @outcome: the newest about its symbol
 */
void
cw_row_apply (CwRow *self, CwOutcome *outcome)
{
  g_return_if_fail (CW_IS_ROW (self) && outcome != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  cw_outcome_ref (outcome);
  g_clear_pointer (&self->outcome, cw_outcome_unref);
  self->outcome = outcome;
  if (outcome->analysis != NULL && outcome->analysis != self->analysis)
    {
      g_clear_pointer (&self->analysis, cw_analysis_unref);
      self->analysis = cw_analysis_ref (outcome->analysis);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANALYSIS]);
    }
  set_stage (self, outcome->stage);
  g_object_thaw_notify (G_OBJECT (self));
}

/** cw_row_queue: says that the row's data has been asked for again */
void
cw_row_queue (CwRow *self)
{
  g_return_if_fail (CW_IS_ROW (self));
  g_clear_pointer (&self->outcome, cw_outcome_unref);
  set_stage (self, CW_STAGE_QUEUED);
}
