/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row.h"

#include <string.h>

struct _CwRow
{
  GObject parent_instance;

  char *symbol;
  char *folded;   /* nullable: symbol and name, casefolded, for whoever searches */
  char *name_key; /* nullable: what the name is sorted by, in the order of a person's language */
  CwClock clock;
  CwStage stage;
  CwAnalysis *analysis; /* owned, nullable */
  CwOutcome *outcome;   /* owned, nullable: the newest, keeps the error */
  gint64 list;          /* the number of the list that it was shown in last */
  CwListEntry *entry;   /* owned, nullable: what stands beside the symbol in its list */
  CwHolding *holding;   /* owned, nullable: what is held of it there */
};

enum
{
  PROP_0,
  PROP_STAGE,
  PROP_ANALYSIS,
  PROP_ENTRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwRow, cw_row, G_TYPE_OBJECT)

static void
cw_row_finalize (GObject *object)
{
  CwRow *self = CW_ROW (object);

  g_free (self->symbol);
  g_free (self->folded);
  g_free (self->name_key);
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  g_clear_pointer (&self->outcome, cw_outcome_unref);
  g_clear_pointer (&self->entry, cw_list_entry_unref);
  g_clear_pointer (&self->holding, cw_holding_unref);
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
    case PROP_ENTRY:
      g_value_set_pointer (value, self->entry);
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
  properties[PROP_ENTRY] =
      g_param_spec_pointer ("entry", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cw_row_init (CwRow *self)
{
}

/* Both take long enough to be made once for each name, and not whenever rows are compared; nor for
 * thousands of rows at once, so a row has none before it is asked or its name has come. */
static void
learn_name (CwRow *self)
{
  const char *name = cw_row_get_name (self);
  g_autofree char *both = g_strdup_printf ("%s\n%s", self->symbol, name);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  g_free (self->folded);
  self->folded = g_utf8_casefold (both, -1);
  g_free (self->name_key);
  self->name_key = g_utf8_collate_key (folded, -1);
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

/** cw_row_dup_request: Returns: (transfer full): the symbol as an engine is asked for it, with the
 * provider that a person wants it from
 */
char *
cw_row_dup_request (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  if (self->entry == NULL || self->entry->provider == NULL)
    return g_strdup (self->symbol);
  return g_strconcat (self->entry->provider, ":", self->symbol, NULL);
}

/**
 * cw_row_set_place:
 * @self: a row
 * @list: the number of the list that shows it
 * @entry: what stands beside the symbol there
 * @holding: (nullable): what is held of it there
 */
void
cw_row_set_place (CwRow *self, gint64 list, const CwListEntry *entry, const CwHolding *holding)
{
  g_return_if_fail (CW_IS_ROW (self) && entry != NULL);

  if (self->list == list && self->entry == entry && self->holding == holding)
    return;
  self->list = list;
  cw_list_entry_ref (entry);
  g_clear_pointer (&self->entry, cw_list_entry_unref);
  self->entry = (CwListEntry *) entry;
  if (holding != NULL)
    cw_holding_ref (holding);
  g_clear_pointer (&self->holding, cw_holding_unref);
  self->holding = (CwHolding *) holding;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

/** cw_row_get_list: Returns: the number of the list that it was shown in last */
gint64
cw_row_get_list (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), 0);
  return self->list;
}

/** cw_row_get_entry: Returns: (transfer none) (nullable): what stands beside the symbol */
const CwListEntry *
cw_row_get_entry (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  return self->entry;
}

/** cw_row_get_holding: Returns: (transfer none) (nullable): what is held of the symbol */
const CwHolding *
cw_row_get_holding (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  return self->holding;
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

/** cw_row_get_name_key: Returns: (transfer none): what to sort names by, with strcmp() */
const char *
cw_row_get_name_key (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  if (self->name_key == NULL)
    learn_name (self);
  return self->name_key;
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

/** cw_row_get_found: Returns: (transfer none) (nullable): where the symbol seems to stand for
 * another company than before, what it stands for now
 */
CwSeries *
cw_row_get_found (CwRow *self)
{
  g_return_val_if_fail (CW_IS_ROW (self), NULL);
  return self->outcome != NULL ? self->outcome->found : NULL;
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
  g_return_val_if_fail (CW_IS_ROW (self) && casefolded != NULL, FALSE);
  if (self->folded == NULL)
    learn_name (self);
  return strstr (self->folded, casefolded) != NULL;
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

/* A price alone joins what is known; bars bring everything anew. */
static void
take_analysis (CwRow *self, CwAnalysis *newer)
{
  CwAnalysis *before = self->analysis;

  if (newer == before)
    return;
  self->analysis =
      before != NULL ? cw_analysis_new_with_quote (before, newer) : cw_analysis_ref (newer);
  if (before == NULL || !g_str_equal (before->series->info.name, self->analysis->series->info.name))
    learn_name (self);
  g_clear_pointer (&before, cw_analysis_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANALYSIS]);
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
  if (outcome->analysis != NULL)
    take_analysis (self, outcome->analysis);
  set_stage (self, outcome->stage);
  g_object_thaw_notify (G_OBJECT (self));
}

/** cw_row_update: takes what is known now, with no other word on how far the newest data has come
 */
void
cw_row_update (CwRow *self, CwAnalysis *analysis)
{
  g_return_if_fail (CW_IS_ROW (self) && analysis != NULL);

  if (analysis == self->analysis)
    return;
  cw_analysis_ref (analysis);
  g_clear_pointer (&self->analysis, cw_analysis_unref);
  self->analysis = analysis;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANALYSIS]);
}

/** cw_row_queue: says that the row's data has been asked for again */
void
cw_row_queue (CwRow *self)
{
  g_return_if_fail (CW_IS_ROW (self));
  g_clear_pointer (&self->outcome, cw_outcome_unref);
  set_stage (self, CW_STAGE_QUEUED);
}
