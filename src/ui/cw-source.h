/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"

G_BEGIN_DECLS

/**
 * CwSource:
 *
 * Where a window's data comes from: an engine and, in the demo, the server that it asks. Belongs to
 * one window.
 */
typedef struct _CwSource CwSource;

/** CwSourceOptions: what a person has set about the real market; copied. */
typedef struct
{
  gboolean offline; /* use only what is stored */
  const char *provider, *benchmark;
  guint concurrency;
  const char *finnhub_key; /* nullable: the environment may have one still */
  const char *csv_dir;     /* nullable: a folder of files that may stand in */
} CwSourceOptions;

CwSource *cw_source_new (const CwSourceOptions *options, CwTrace *trace) G_GNUC_WARN_UNUSED_RESULT;
CwSource *
cw_source_new_demo (gboolean offline, CwTrace *trace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_source_free (CwSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSource, cw_source_free)

gboolean cw_source_is_demo (CwSource *self);
CwEngine *cw_source_get_engine (CwSource *self);
const char *cw_source_get_data_dir (CwSource *self);
char *cw_source_dup_notice (CwSource *self) G_GNUC_WARN_UNUSED_RESULT;
char *cw_source_describe (CwSource *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
