/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cw-application.h"

/* Somewhat more than a frame of a window on a 4K screen is drawn into, and the most that glibc
 * takes. */
#define FRAME_MEMORY (32 * 1024 * 1024)

/* Without a GPU, GTK draws each frame into memory that it asks for then and gives back after it.
 * glibc would hand that to the system each time, which clears every page of it anew. */
static void
keep_frames_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, FRAME_MEMORY);
  mallopt (M_TRIM_THRESHOLD, 2 * FRAME_MEMORY);
#endif
}

int
main (int argc, char **argv)
{
  g_autoptr (CwApplication) application = NULL;
  int status;

  keep_frames_memory ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = cw_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : cw_application_get_exit_status (application);
}
