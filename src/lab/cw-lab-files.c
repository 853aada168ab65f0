/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-files.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sys/resource.h>

/* The server may be this same process, which then has both ends of each connection. */
#define FILES_PER_REQUEST 2
/* For all else that the process has open. */
#define OTHER_FILES 256

static guint
count_connections (const CwLabOptions *options)
{
  if (options->modes & (1u << CW_LAB_THREADS | 1u << CW_LAB_ASYNC))
    return options->n_requests;
  return MIN (options->n_requests, options->n_workers);
}

/**
 * cw_lab_files_reserve:
 * @options: what is to be measured
 * @error: return location for `G_IO_ERROR_TOO_MANY_OPEN_FILES`
 *
 * Makes sure that the process may have as many connections as the experiment needs at once, by
 * raising its own limit as far as the system lets it.
 *
 * Returns: whether it may
 */
gboolean
cw_lab_files_reserve (const CwLabOptions *options, GError **error)
{
  guint n_connections = count_connections (options);
  rlim_t needed = FILES_PER_REQUEST * n_connections + OTHER_FILES;
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
    return TRUE;
  if (limit.rlim_max >= needed)
    {
      limit.rlim_cur = needed;
      if (setrlimit (RLIMIT_NOFILE, &limit) == 0)
        return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
               /* Translators: a number of requests, and two numbers of files */
               _ ("%u requests at once need %u open files, and this process may have %u; ask for "
                  "fewer requests, or raise the limit with “ulimit -n”"),
               n_connections, (guint) needed, (guint) limit.rlim_max);
  return FALSE;
}
