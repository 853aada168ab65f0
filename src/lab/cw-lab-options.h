/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab-mode.h"

G_BEGIN_DECLS

#define CW_LAB_MAX_REQUESTS 1000
#define CW_LAB_MAX_DELAY 60
#define CW_LAB_MAX_WORKERS 64

/** CW_LAB_ALL_MODES: stands for every mode in the options. */
#define CW_LAB_ALL_MODES ((1u << CW_N_LAB_MODES) - 1)

/** CwLabOptions: what is measured. cw_lab_options_init() sets the usual experiment. */
typedef struct
{
  guint n_requests; /* 1 … CW_LAB_MAX_REQUESTS */
  double delay;     /* 0 … CW_LAB_MAX_DELAY: seconds that the server takes for each */
  guint n_workers;  /* 1 … CW_LAB_MAX_WORKERS: the pool's threads */
  guint modes;      /* a bit 1 << mode for each; they run in the order of their numbers */
} CwLabOptions;

void cw_lab_options_init (CwLabOptions *options);
double cw_lab_options_get_ideal (const CwLabOptions *options, CwLabMode mode);

G_END_DECLS
