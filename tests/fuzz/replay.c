/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fuzz-target.h"

#include <glib.h>
#include <string.h>

#define N_MUTATIONS 300
#define MAX_SIZE 20000 /* of what is mutated: large files are slow and teach no more */

static const char interesting[] = "{}[]\",:\\0123456789-+.eEnulltruefalse <\x00\x1f\x80\xff";

/* A few bytes changed, dropped or repeated; the same ones each time. */
static void
mutate (GByteArray *bytes, GRand *random)
{
  guint n_changes = (guint) g_rand_int_range (random, 1, 6);

  while (n_changes-- > 0 && bytes->len > 1)
    {
      guint place = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
      guint length = (guint) g_rand_int_range (random, 1, 30);

      length = MIN (length, bytes->len - place);
      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          bytes->data[place] =
              (guint8) interesting[g_rand_int_range (random, 0, sizeof interesting)];
          break;
        case 1:
          g_byte_array_remove_range (bytes, place, length);
          break;
        case 2:
          g_byte_array_set_size (bytes, place);
          break;
        default:
          {
            g_autofree guint8 *copy = g_memdup2 (bytes->data + place, length);

            g_byte_array_append (bytes, copy, length);
            break;
          }
        }
    }
}

static void
replay_file (const char *path, GRand *random)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) data, size);
  for (guint i = 0; i < N_MUTATIONS && size <= MAX_SIZE; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) data, (guint) size);
      mutate (bytes, random);
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }
}

static guint
replay_directory (const char *path, GRand *random)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (directory);
  for (; (name = g_dir_read_name (directory)) != NULL; n++)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      replay_file (file, random);
    }
  return n;
}

/* Gives every file of the directories that are named to the parser, and what some small damage
 * makes of it. */
int
main (int argc, char *argv[])
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20210421);
  guint n = 0;

  g_log_set_always_fatal (G_LOG_LEVEL_MASK);
  for (int i = 1; i < argc; i++)
    n += replay_directory (argv[i], random);
  g_print ("%u files\n", n);
  return n >= (guint) argc ? 0 : 1;
}
