/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-html-svg.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/*
 * A picture is drawn once, in the colours of the light theme, and its colours are then given names,
 * so that the page's style says what they are, on the screen by day and by night, and on paper.
 */

/* Half of the smallest step between two colours, in percent. */
#define SAME_COLOR 0.19

typedef struct
{
  const char *name;
  gsize offset; /* in CwTheme */
} Slot;

#define SLOT(field) offsetof (CwTheme, field)

static const Slot slots[] = {
  { "paper", SLOT (background) }, { "ink", SLOT (text) },        { "dim", SLOT (dim_text) },
  { "line", SLOT (grid) },        { "up", SLOT (up) },           { "down", SLOT (down) },
  { "volume", SLOT (volume) },    { "accent", SLOT (accent) },   { "line-0", SLOT (lines[0]) },
  { "line-1", SLOT (lines[1]) },  { "line-2", SLOT (lines[2]) }, { "line-3", SLOT (lines[3]) },
  { "line-4", SLOT (lines[4]) },  { "line-5", SLOT (lines[5]) }, { "line-6", SLOT (lines[6]) },
  { "line-7", SLOT (lines[7]) },
};

static const CwColor *
get_color (const CwTheme *theme, const Slot *slot)
{
  return (const CwColor *) (gconstpointer) ((const char *) theme + slot->offset);
}

/**
 * cw_html_svg_init_theme:
 * @theme: (out): becomes the colours in which pictures for a page are drawn
 *
 * It has no background, and its white is not quite that of letters on a tag.
 */
void
cw_html_svg_init_theme (CwTheme *theme)
{
  cw_theme_init_light (theme);
  theme->background = (CwColor){ 254 / 255.0, 254 / 255.0, 254 / 255.0, 0 };
}

static gboolean
is_color (const CwColor *color, const double percents[3])
{
  return fabs (100 * color->red - percents[0]) < SAME_COLOR
         && fabs (100 * color->green - percents[1]) < SAME_COLOR
         && fabs (100 * color->blue - percents[2]) < SAME_COLOR;
}

static const char *
find_name (const double percents[3])
{
  static const CwColor white = { 1, 1, 1, 1 };
  CwTheme theme;

  if (is_color (&white, percents))
    return "on-tag";
  cw_html_svg_init_theme (&theme);
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (is_color (get_color (&theme, &slots[i]), percents))
      return slots[i].name;
  return NULL;
}

/* Reads `rgb(10%,52.1%,32%)`; returns what follows, or NULL if it is something else. */
static const char *
read_color (const char *at, double percents[3])
{
  at += strlen ("rgb(");
  for (int i = 0; i < 3; i++)
    {
      char *end;

      percents[i] = g_ascii_strtod (at, &end);
      if (end == at || *end != '%')
        return NULL;
      at = end + 1;
      while (*at == ' ')
        at++;
      if (*at++ != (i < 2 ? ',' : ')'))
        return NULL;
      while (i < 2 && *at == ' ')
        at++;
    }
  return at;
}

static const char *
add_color (GString *to, const char *at)
{
  double percents[3];
  const char *end = read_color (at, percents);
  const char *name = end != NULL ? find_name (percents) : NULL;

  if (name == NULL)
    {
      g_string_append (to, "rgb(");
      return at + strlen ("rgb(");
    }
  g_string_append_printf (to, "var(--%s)", name);
  return end;
}

/* What follows any of these is a name within the picture. */
static gsize
match_name (const char *at)
{
  static const char *const before[] = { " id=\"", "href=\"#", "url(#" };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_prefix (at, before[i]))
      return strlen (before[i]);
  return 0;
}

/**
 * cw_html_svg_add:
 * @to: a page
 * @svg: a picture in the colours of cw_html_svg_init_theme()
 * @id: what makes names within it its own, unique on the page
 *
 * Adds the picture as an element of the page. Two pictures both have a `glyph0-1`, which are
 * different letters: names begin with @id afterwards. Colours are replaced by the style's.
 */
void
cw_html_svg_add (GString *to, GBytes *svg, const char *id)
{
  gsize length;
  const char *data = g_bytes_get_data (svg, &length);
  g_autofree char *text = g_strndup (data, length);
  const char *at = strstr (text, "<svg");

  if (at == NULL)
    return;
  g_string_append (to, "<svg role=\"img\"");
  at += strlen ("<svg");
  while (*at != '\0')
    {
      gsize name = match_name (at);

      if (name > 0)
        {
          g_string_append_len (to, at, (gssize) name);
          g_string_append_printf (to, "%s-", id);
          at += name;
        }
      else if (g_str_has_prefix (at, "rgb("))
        at = add_color (to, at);
      else
        g_string_append_c (to, *at++);
    }
}

/** cw_html_svg_add_colors: adds what the colours' names mean, as a style's declarations */
void
cw_html_svg_add_colors (GString *to, gboolean dark)
{
  CwTheme theme;

  if (dark)
    cw_theme_init_dark (&theme);
  else
    cw_theme_init_light (&theme);
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const CwColor *color = get_color (&theme, &slots[i]);

      g_string_append_printf (to, "--%s:#%02x%02x%02x;", slots[i].name,
                              (guint) (255 * color->red + 0.5), (guint) (255 * color->green + 0.5),
                              (guint) (255 * color->blue + 0.5));
    }
  g_string_append (to, dark ? "--on-tag:#141414;" : "--on-tag:#ffffff;");
}
