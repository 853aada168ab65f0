/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps what GLib's test framework forgets. It sets the user's directories anew for each case, over
 * the old ones, which so are lost. That LeakSanitizer leaves those out by name costs most of the
 * time that the tests take: to know the name, it has to unwind the stack of each allocation through
 * libraries without frame pointers. So the directories are held here, and are not lost. This goes
 * between the test and GLib; used by “build-aux/test --sanitize”.
 */
#define _GNU_SOURCE
#include "config.h"

#include <dlfcn.h>
#include <glib.h>
#include <stdlib.h>

typedef struct
{
  GTestFunc func;
  GTestDataFunc data_func;
  GTestFixtureFunc set_up, run, tear_down;
  gconstpointer data;
} Case;

/* Never freed: what it points to lives as long as the process. */
static GPtrArray *kept;

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

/* What the test starts is not to be kept an eye on in this way. */
static void __attribute__ ((constructor)) leave_children_alone (void)
{
  unsetenv ("LD_PRELOAD");
}

static void
keep (gpointer data)
{
  if (kept == NULL)
    kept = g_ptr_array_new ();
  g_ptr_array_add (kept, data);
}

static void
keep_directories (void)
{
  keep ((gpointer) g_get_home_dir ());
  keep ((gpointer) g_get_user_cache_dir ());
  keep ((gpointer) g_get_user_config_dir ());
  keep ((gpointer) g_get_user_data_dir ());
  keep ((gpointer) g_get_user_state_dir ());
  keep ((gpointer) g_get_user_runtime_dir ());
  keep ((gpointer) g_get_system_config_dirs ());
  keep ((gpointer) g_get_system_data_dirs ());
}

static Case *
case_new (Case values)
{
  Case *self = g_memdup2 (&values, sizeof values);

  keep (self);
  return self;
}

static void
run_case (gconstpointer data)
{
  const Case *self = data;

  keep_directories ();
  if (self->func != NULL)
    self->func ();
  else
    self->data_func (self->data);
}

static void
set_up_case (gpointer fixture, gconstpointer data)
{
  const Case *self = data;

  keep_directories ();
  if (self->set_up != NULL)
    self->set_up (fixture, self->data);
}

static void
run_fixture (gpointer fixture, gconstpointer data)
{
  const Case *self = data;

  self->run (fixture, self->data);
}

static void
tear_down_case (gpointer fixture, gconstpointer data)
{
  const Case *self = data;

  if (self->tear_down != NULL)
    self->tear_down (fixture, self->data);
}

void
g_test_add_func (const char *path, GTestFunc func)
{
  REAL (g_test_add_data_func) (path, case_new ((Case){ .func = func }), run_case);
}

void
g_test_add_data_func (const char *path, gconstpointer data, GTestDataFunc func)
{
  REAL (g_test_add_data_func)
  (path, case_new ((Case){ .data_func = func, .data = data }), run_case);
}

void
g_test_add_vtable (const char *path,
                   gsize size,
                   gconstpointer data,
                   GTestFixtureFunc set_up,
                   GTestFixtureFunc run,
                   GTestFixtureFunc tear_down)
{
  REAL (g_test_add_vtable)
  (path, size,
   case_new ((Case){ .set_up = set_up, .run = run, .tear_down = tear_down, .data = data }),
   set_up_case, run_fixture, tear_down_case);
}
