/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-options.h"

#define DEFAULT_REQUESTS 10
#define DEFAULT_DELAY 2
#define DEFAULT_WORKERS 5

/** cw_lab_options_init: @options: (out): ten requests of two seconds, five workers, every mode */
void
cw_lab_options_init (CwLabOptions *options)
{
  *options = (CwLabOptions){ .n_requests = DEFAULT_REQUESTS,
                             .delay = DEFAULT_DELAY,
                             .n_workers = DEFAULT_WORKERS,
                             .modes = CW_LAB_ALL_MODES };
}

/**
 * cw_lab_options_get_ideal:
 * @options: what is measured
 * @mode: a way to make the requests
 *
 * With n requests that take d each and w workers, one after the other takes n · d, a pool
 * ⌈n ∕ w⌉ · d, and all at once d.
 *
 * Returns: the seconds that @mode would take if nothing but the delay took time
 */
double
cw_lab_options_get_ideal (const CwLabOptions *options, CwLabMode mode)
{
  guint rounds;

  switch (mode)
    {
    case CW_LAB_SEQUENTIAL:
      rounds = options->n_requests;
      break;
    case CW_LAB_POOL:
      rounds = (options->n_requests + options->n_workers - 1) / options->n_workers;
      break;
    case CW_LAB_THREADS:
    case CW_LAB_ASYNC:
    default:
      rounds = 1;
      break;
    }
  return rounds * options->delay;
}
