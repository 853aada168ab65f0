/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cw-format.h"
#include "cw-json-writer.h"
#include "cw-machine-text.h"
#include "cw-people-text.h"
#include "cw-table.h"

/* What a function that prints into a stream has printed. */
typedef struct
{
  FILE *file;
  char *text;
  size_t length;
} Page;

static void
page_open (Page *page)
{
  memset (page, 0, sizeof *page);
  page->file = open_memstream (&page->text, &page->length);
  g_assert_nonnull (page->file);
}

static void
page_close (Page *page)
{
  g_assert_cmpint (fclose (page->file), ==, 0);
  page->file = NULL;
}

static void
check_moment (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);
  g_autofree char *expected = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
  char text[CW_TIME_SIZE];

  g_assert_cmpuint (cw_print_time (time, text), ==, 20);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (cw_print_day (time, text), ==, 10);
  g_assert_cmpmem (text, 10, expected, 10);
}

static void
test_times (void)
{
  static const gint64 edges[] = { -30610224000, -30610223999, -86401,    -86400,      -1, 1,
                                  86399,        86400,        951782400, 253402300799 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (18);
  char text[CW_TIME_SIZE];
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++, n++)
    check_moment (edges[i]);
  for (; n < 5000; n++)
    check_moment ((gint64) g_rand_double_range (rand, -30610224000.0, 253402300799.0));
  g_assert_cmpuint (n, ==, 5000);
  g_assert_cmpuint (cw_print_time (-62135596800, text), ==, 20);
  g_assert_cmpstr (text, ==, "0001-01-01T00:00:00Z");
  /* Neither an unknown time nor one that has no four digits for its year. */
  g_assert_cmpuint (cw_print_time (0, text), ==, 0);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (cw_print_time (-62135596801, text), ==, 0);
  g_assert_cmpuint (cw_print_time (253402300800, text), ==, 0);
  g_assert_cmpuint (cw_print_day (G_MAXINT64, text), ==, 0);
  g_assert_cmpuint (cw_print_day (G_MININT64, text), ==, 0);
}

static void
write_everything (CwJsonWriter *json)
{
  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "text", "“a”\n\t\"b\"\\ \x7f\x01");
  cw_json_writer_add_text (json, "broken", "x\xff");
  cw_json_writer_add_text (json, "empty", "");
  cw_json_writer_add_text (json, "none", NULL);
  cw_json_writer_add_number (json, "small", 1e-8);
  cw_json_writer_add_number (json, "nan", NAN);
  cw_json_writer_add_number (json, "infinite", -INFINITY);
  cw_json_writer_add_int (json, "int", G_MININT64);
  cw_json_writer_add_time (json, "time", 1619035200);
  cw_json_writer_add_time (json, "no_time", 0);
  cw_json_writer_begin_array (json, "rows");
  for (int i = 0; i < 2; i++)
    {
      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_int (json, "i", i);
      cw_json_writer_begin_array_row (json, "pair");
      cw_json_writer_add_number (json, NULL, i);
      cw_json_writer_add_null (json, NULL);
      cw_json_writer_end_array (json);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
  cw_json_writer_begin_object (json, "empty_object");
  cw_json_writer_end_object (json);
  cw_json_writer_begin_array (json, "empty_array");
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

static void
test_json_looks_well (void)
{
  static const char *const expected = "{\n"
                                      "  \"text\": \"“a”\\n\\u0009\\\"b\\\"\\\\ \\u007f\\u0001\",\n"
                                      "  \"broken\": \"x\xef\xbf\xbd\",\n"
                                      "  \"empty\": null,\n"
                                      "  \"none\": null,\n"
                                      "  \"small\": 1e-08,\n"
                                      "  \"nan\": null,\n"
                                      "  \"infinite\": null,\n"
                                      "  \"int\": -9223372036854775808,\n"
                                      "  \"time\": \"2021-04-21T20:00:00Z\",\n"
                                      "  \"no_time\": null,\n"
                                      "  \"rows\": [\n"
                                      "    {\"i\": 0, \"pair\": [0, null]},\n"
                                      "    {\"i\": 1, \"pair\": [1, null]}\n"
                                      "  ],\n"
                                      "  \"empty_object\": {},\n"
                                      "  \"empty_array\": []\n"
                                      "}\n";
  g_autoptr (CwJsonWriter) json = NULL;
  Page page;

  page_open (&page);
  json = cw_json_writer_new (page.file);
  write_everything (json);
  page_close (&page);
  g_assert_cmpstr (page.text, ==, expected);
  free (page.text);
}

/* Longer than any buffer on the way. */
static void
test_json_long (void)
{
  g_autofree char *text = g_strnfill (200 * 1000, 'x');
  g_autofree char *expected = g_strdup_printf ("[\n  \"%s\",\n  \"\\\"%s\"\n]\n", text, text + 1);
  g_autoptr (CwJsonWriter) json = NULL;
  Page page;

  page_open (&page);
  json = cw_json_writer_new (page.file);
  cw_json_writer_begin_array (json, NULL);
  cw_json_writer_add_text (json, NULL, text);
  text[0] = '"';
  cw_json_writer_add_text (json, NULL, text);
  cw_json_writer_end_array (json);
  page_close (&page);
  g_assert_cmpstr (page.text, ==, expected);
  free (page.text);
}

static void
test_json_is_read_by_others (void)
{
  g_autoptr (CwJsonWriter) json = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  Page page;

  page_open (&page);
  json = cw_json_writer_new (page.file);
  write_everything (json);
  page_close (&page);
  json_parser_load_from_data (parser, page.text, (gssize) page.length, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "text"), ==, "“a”\n\t\"b\"\\ \x7f\x01");
  g_assert_cmpfloat (json_object_get_double_member (root, "small"), ==, 1e-8);
  g_assert_true (json_object_get_null_member (root, "nan"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "rows")), ==, 2);
  free (page.text);
}

static void
test_csv_cells (void)
{
  static const struct
  {
    const char *text, *cell;
  } cases[] = {
    { "AAPL", "AAPL" },
    { "Amazon.com, Inc.", "\"Amazon.com, Inc.\"" },
    { "a \"b\"", "\"a \"\"b\"\"\"" },
    { "=1+1", "'=1+1" },
    { "-X", "'-X" },
    { "+X", "'+X" },
    { "@X", "'@X" },
    { "two\nlines", "\"two\nlines\"" },
    { "", "" },
    { NULL, "" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      Page page;

      page_open (&page);
      cw_csv_write_text (page.file, cases[n].text);
      page_close (&page);
      g_assert_cmpstr (page.text, ==, cases[n].cell);
      free (page.text);
    }
  g_assert_cmpuint (n, ==, 10);
}

static void
test_csv_numbers (void)
{
  Page page;

  page_open (&page);
  cw_csv_write_full_number (page.file, 0.1);
  fputc (',', page.file);
  cw_csv_write_full_number (page.file, NAN);
  fputc (',', page.file);
  cw_csv_write_number (page.file, 0.1);
  fputc (',', page.file);
  cw_csv_write_number (page.file, -INFINITY);
  page_close (&page);
  g_assert_cmpstr (page.text, ==, "0.10000000000000001,,0.1,");
  free (page.text);
}

static void
test_prices_round_half_even (void)
{
  static const struct
  {
    double price;
    const char *text;
  } cases[] = {
    { 0.125, "0.12" },   { 0.375, "0.38" },   { 0.625, "0.62" },
    { 0.875, "0.88" },   { 133.5, "133.50" }, { 2.675, "2.67" }, /* the double is less than that */
    { 1e-9, "0.00" },    { -0.004, "0.00" },  { -0.39, "−0.39" },
    { -0.125, "−0.12" }, { NAN, "–" },        { INFINITY, "–" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = cw_format_number (cases[n].price, 2);

      g_assert_cmpstr (text, ==, cases[n].text);
    }
  g_assert_cmpuint (n, ==, 12);
}

static void
test_changes_have_arrows (void)
{
  static const struct
  {
    double change;
    const char *text;
  } cases[] = {
    { 0.39, "▲ +0.39" }, { -0.39, "▼ −0.39" }, { 0, "0.00" },
    { 0.001, "0.00" },   { -0.001, "0.00" },   { NAN, "–" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = cw_format_change (cases[n].change, 2);

      g_assert_cmpstr (text, ==, cases[n].text);
    }
  g_assert_cmpuint (n, ==, 6);
}

static void
test_ages (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = {
    { 0, "just now" },      { 59, "just now" },
    { 60, "1 min ago" },    { 3599, "59 min ago" },
    { 3600, "1 h ago" },    { 86399, "23 h ago" },
    { 86400, "1 day ago" }, { 10 * 86400, "10 days ago" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = cw_describe_age (cases[n].seconds);

      g_assert_cmpstr (text, ==, cases[n].text);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
check_table (const char *alignment, const char *const *cells, gboolean colour, const char *expected)
{
  g_autoptr (CwTable) table = cw_table_new (alignment);
  Page page;

  for (gsize i = 0; cells[i] != NULL; i++)
    cw_table_add_toned (table, cells[i], i == 0 ? CW_TONE_UP : CW_TONE_PLAIN);
  page_open (&page);
  cw_table_print (table, page.file, colour);
  page_close (&page);
  g_assert_cmpstr (page.text, ==, expected);
  free (page.text);
}

static void
test_table_aligns (void)
{
  const char *const cells[] = { "A", "1", "x", "LONG", "−100", "yy", NULL };
  const char *const wide[] = { "日本", "1", "é", "10", NULL };
  const char *const gaps[] = { "A", "", "1", "B", "", "22", NULL };
  const char *const open_end[] = { "A", "1", "", "B", "", "end", NULL };

  check_table ("lrl", cells, FALSE, "A        1  x\nLONG  −100  yy\n");
  check_table ("lr", wide, FALSE, "日本   1\né     10\n");
  check_table ("llr", gaps, FALSE, "A   1\nB  22\n");
  check_table ("lrl", open_end, FALSE, "A  1\nB     end\n");
}

static void
test_table_colours (void)
{
  const char *const cells[] = { "A", "1", "BB", "2", NULL };

  check_table ("lr", cells, TRUE, "\033[32mA\033[0m   1\nBB  2\n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/output/times", test_times);
  g_test_add_func ("/cli/output/json-looks-well", test_json_looks_well);
  g_test_add_func ("/cli/output/json-long", test_json_long);
  g_test_add_func ("/cli/output/json-is-read-by-others", test_json_is_read_by_others);
  g_test_add_func ("/cli/output/csv-cells", test_csv_cells);
  g_test_add_func ("/cli/output/csv-numbers", test_csv_numbers);
  g_test_add_func ("/cli/output/prices-round-half-even", test_prices_round_half_even);
  g_test_add_func ("/cli/output/changes-have-arrows", test_changes_have_arrows);
  g_test_add_func ("/cli/output/ages", test_ages);
  g_test_add_func ("/cli/output/table-aligns", test_table_aligns);
  g_test_add_func ("/cli/output/table-colours", test_table_colours);
  return g_test_run ();
}
