/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-html-svg.h"
#include "cw-html.h"

static char *
escape (const char *text)
{
  GString *to = g_string_new (NULL);

  cw_html_add_text (to, text);
  return g_string_free (to, FALSE);
}

/* Whatever was typed or came from a provider: it is text afterwards. */
static void
test_escaping (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "plain", "plain" },
    { "AT&T", "AT&amp;T" },
    { "<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" },
    { "\" onload=\"x", "&quot; onload=&quot;x" },
    { "]]>", "]]&gt;" },
    { "&amp;", "&amp;amp;" },
    { "a\x01"
      "b\x1b"
      "c\x7f"
      "d",
      "abcd" },
    { "tab\tline\n", "tab\tline\n" },
    { "\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xc2\x85next", "next" },
    { "\xe2\x80\xaegnp.exe", "gnp.exe" },
    { "\xe2\x81\xa6x\xe2\x81\xa9", "x" },
    { "\xef\xbf\xbf", "" },
    { "\xe2\x88\x92\x31.5\xe2\x80\xaf%", "\xe2\x88\x92\x31.5\xe2\x80\xaf%" },
    { "\xe2\x80\x8e+1 \xe2\x80\x8f", "\xe2\x80\x8e+1 \xe2\x80\x8f" },
    { "日本", "日本" },
    { NULL, "" },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *escaped = escape (cases[n].text);

      g_assert_cmpstr (escaped, ==, cases[n].expected);
    }
  g_assert_cmpuint (n, ==, 17);
}

static void
test_elements (void)
{
  g_autoptr (GString) to = g_string_new (NULL);

  cw_html_add_element (to, "p", "dim", "a < b");
  cw_html_add_element (to, "td", NULL, NULL);
  cw_html_take_cell (to, "number", g_strdup ("1 & 2"));
  g_assert_cmpstr (to->str, ==,
                   "<p class=\"dim\">a &lt; b</p>\n<td></td>\n"
                   "<td class=\"number\">1 &amp; 2</td>\n");
}

static void
test_pictures (void)
{
  static const char svg[] = "<?xml version=\"1.0\"?>\n<svg width=\"9\"><g id=\"glyph0-1\" "
                            "style=\"fill:rgb(100%,100%,100%)"
                            "\"/><use xlink:href=\"#glyph0-1\" clip-path=\"url(#clip1)\" "
                            "fill=\"rgb(10.588235%, 52.156863%, "
                            "32.54902%)\" stroke=\"rgb(1%,2%,3%)\"/></svg>\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  g_autoptr (GString) to = g_string_new (NULL);

  cw_html_svg_add (to, bytes, "b7");
  g_assert_cmpstr (to->str, ==,
                   "<svg role=\"img\" width=\"9\"><g id=\"b7-glyph0-1\" style=\"fill:var(--on-tag)"
                   "\"/><use xlink:href=\"#b7-glyph0-1\" clip-path=\"url(#b7-clip1)\" "
                   "fill=\"var(--up)\" stroke=\"rgb(1%,2%,3%)\"/></svg>\n");
}

/* Every colour of a picture has a name, and no two that look different share one. */
static void
test_colors (void)
{
  g_autoptr (GString) light = g_string_new (NULL);
  g_autoptr (GString) dark = g_string_new (NULL);

  cw_html_svg_add_colors (light, FALSE);
  cw_html_svg_add_colors (dark, TRUE);
  g_assert_nonnull (strstr (light->str, "--up:#1b8553;"));
  g_assert_nonnull (strstr (dark->str, "--up:#4cc38a;"));
  g_assert_nonnull (strstr (light->str, "--paper:#ffffff;"));
  g_assert_cmpstr (light->str, !=, dark->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/html/escaping", test_escaping);
  g_test_add_func ("/report/html/elements", test_elements);
  g_test_add_func ("/report/html/pictures", test_pictures);
  g_test_add_func ("/report/html/colors", test_colors);
  return g_test_run ();
}
