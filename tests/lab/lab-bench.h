/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab.h"
#include "cw-server.h"

/** LabBench: a laboratory, a server for it, and everything that it says. */
typedef struct
{
  CwServer *server; /* NULL if the requests go elsewhere */
  CwLab *lab;
  GCancellable *cancellable;
  guint cancel_at; /* cancelled with the event of this number, from 1; 0 never */
  GArray *events;  /* of CwLabEvent */
  gboolean done;
  CwLabReport *report;
  GError *error;
} LabBench;

LabBench *lab_bench_new (const CwServerOptions *options);
LabBench *lab_bench_new_for_url (const char *url);
void lab_bench_free (LabBench *bench);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabBench, lab_bench_free)

CwLabReport *lab_bench_run (LabBench *bench, const CwLabOptions *options);
guint lab_bench_count_events (LabBench *bench, CwLabEventKind kind, guint request);
const CwLabEvent *lab_bench_find_event (LabBench *bench, CwLabEventKind kind, guint request);

guint lab_count_threads (void);
guint lab_count_files (void);
