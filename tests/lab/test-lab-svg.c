/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "cw-lab-report.h"

/* A report as if all had gone ideally; the last request of each mode failed. */
static CwLabReport *
make_report (guint n_requests, double delay, guint n_workers, guint modes)
{
  CwLabOptions options = { n_requests, delay, n_workers, modes };
  CwLabReport *report = cw_lab_report_new (&options);

  for (guint mode = 0; mode < CW_N_LAB_MODES; mode++)
    {
      CwLabRun *run = cw_lab_run_new (&options, (CwLabMode) mode);
      guint n_lanes = mode == CW_LAB_SEQUENTIAL ? 1 : mode == CW_LAB_POOL ? n_workers : n_requests;

      if (!(modes & 1u << mode))
        {
          cw_lab_run_free (run);
          continue;
        }
      for (guint i = 0; i < n_requests; i++)
        {
          run->requests[i].lane = i % n_lanes + 1;
          run->requests[i].start = i / n_lanes * delay;
          run->requests[i].end = run->requests[i].start + delay;
          run->requests[i].ok = i < n_requests - 1;
        }
      run->requests[n_requests - 1].message = g_strdup ("<bad> & \"worse\" 'til 5 €");
      run->n_failed = 1;
      run->wall_seconds = run->ideal_seconds;
      g_ptr_array_add (report->runs, run);
    }
  return report;
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

static void
ignore_text (
    GMarkupParseContext *context, const char *text, gsize size, gpointer data, GError **error)
{
}

/* Well formed for GLib's parser, and where there is xmllint, for that one too. */
static void
check_well_formed (const char *svg)
{
  const GMarkupParser parser = { .text = ignore_text };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, (GMarkupParseFlags) 0, NULL, NULL);
  g_autofree char *xmllint = g_find_program_in_path ("xmllint");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_utf8_validate (svg, -1, NULL));
  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  if (xmllint == NULL)
    return;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, xmllint, "--nonet", "--noout",
                              "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, svg, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
}

static void
test_picture (void)
{
  g_autoptr (CwLabReport) report = make_report (10, 2, 5, CW_LAB_ALL_MODES);
  g_autofree char *svg = cw_lab_report_to_svg (report);

  check_well_formed (svg);
  g_assert_cmpuint (count (svg, "<rect class=\"bar\""), ==, 4 * 9);
  g_assert_cmpuint (count (svg, "<rect class=\"failed\""), ==, 4);
  g_assert_cmpuint (count (svg, "<rect class=\"track\""), ==, 1 + 10 + 5 + 10);
  g_assert_cmpuint (count (svg, "<line class=\"ideal\""), ==, 4);
  g_assert_cmpuint (count (svg, "class=\"mode\""), ==, 4);
  g_assert_cmpuint (count (svg, "class=\"number\""), ==, 40);
  g_assert_cmpuint (count (svg, ">20 s<"), ==, 4);
  g_assert_nonnull (strstr (svg, "10 requests that take 2 s each"));
  g_assert_nonnull (strstr (svg, "20.00 s, ideally 20.00 s"));
  g_assert_nonnull (strstr (svg, "1 failed"));
}

/* Text is text, and what comes from elsewhere cannot be markup. */
static void
test_escaping (void)
{
  g_autoptr (CwLabReport) report = make_report (2, 1, 1, 1u << CW_LAB_POOL);
  g_autofree char *svg = cw_lab_report_to_svg (report);

  check_well_formed (svg);
  g_assert_null (strstr (svg, "<bad>"));
  g_assert_nonnull (strstr (svg, "&lt;bad&gt; &amp;"));
}

/* Nothing is fetched from anywhere, and nothing runs. */
static void
test_self_contained (void)
{
  g_autoptr (CwLabReport) report = make_report (10, 2, 5, CW_LAB_ALL_MODES);
  g_autofree char *svg = cw_lab_report_to_svg (report);

  g_assert_null (strstr (svg, "href"));
  g_assert_null (strstr (svg, "url("));
  g_assert_null (strstr (svg, "@import"));
  g_assert_null (strstr (svg, "<script"));
  g_assert_cmpuint (count (svg, "http"), ==, 1); /* the name of the format */
}

/* From the smallest to the largest experiment everything lies inside the picture. */
static double
read_attribute (const char *element, const char *name)
{
  const char *attribute = strstr (element, name);

  g_assert_nonnull (attribute);
  return g_ascii_strtod (attribute + strlen (name), NULL);
}

static void
check_rectangle (const char *line, double width, double height)
{
  double x = read_attribute (line, " x=\""), y = read_attribute (line, " y=\""),
         w = read_attribute (line, " width=\""), h = read_attribute (line, " height=\"");

  g_assert_cmpfloat (x, >=, 0);
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (w, >, 0);
  g_assert_cmpfloat (h, >, 0);
  g_assert_cmpfloat (x + w, <=, width);
  g_assert_cmpfloat (y + h, <=, height);
}

static guint
check_rectangles (const char *svg)
{
  g_auto (GStrv) lines = g_strsplit (svg, "\n", -1);
  double width = read_attribute (lines[1], " width=\""),
         height = read_attribute (lines[1], " height=\"");
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "<rect class"))
      {
        check_rectangle (lines[i], width, height);
        n++;
      }
  return n;
}

static void
test_sizes (void)
{
  static const struct
  {
    guint n_requests, n_workers;
    double delay;
  } cases[] = { { 1, 1, 0 }, { 1, 1, 60 }, { 10, 5, 0.05 }, { 1000, 64, 0.001 }, { 1000, 1, 60 } };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwLabReport) report =
          make_report (cases[n].n_requests, cases[n].delay, cases[n].n_workers, CW_LAB_ALL_MODES);
      g_autofree char *svg = cw_lab_report_to_svg (report);

      check_well_formed (svg);
      g_assert_cmpuint (check_rectangles (svg), >=, 4 * cases[n].n_requests);
      g_assert_null (strstr (svg, "nan"));
      g_assert_null (strstr (svg, "inf"));
    }
  g_assert_cmpuint (n, ==, 5);
}

/* Coordinates have points in every language. */
static void
test_locale (void)
{
  g_autoptr (CwLabReport) report = make_report (7, 0.3, 3, CW_LAB_ALL_MODES);
  g_autofree char *svg = cw_lab_report_to_svg (report);
  g_autofree char *foreign = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale here");
      return;
    }
  foreign = cw_lab_report_to_svg (report);
  setlocale (LC_NUMERIC, "C");
  check_well_formed (foreign);
  g_assert_cmpuint (check_rectangles (foreign), ==, check_rectangles (svg));
  g_assert_nonnull (strstr (foreign, "2,10 s"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/lab/svg/picture", test_picture);
  g_test_add_func ("/lab/svg/escaping", test_escaping);
  g_test_add_func ("/lab/svg/self-contained", test_self_contained);
  g_test_add_func ("/lab/svg/sizes", test_sizes);
  g_test_add_func ("/lab/svg/locale", test_locale);
  return g_test_run ();
}
