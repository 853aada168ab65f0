/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-export-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-indicator-options.h"

#define DAY (24 * 60 * 60)
#define DEFAULT_WIDTH 1200
#define DEFAULT_HEIGHT 800
#define LOWEST_SCALE 0.25
#define HIGHEST_SCALE 8
#define LOWEST_PRICE 1e-12
#define HIGHEST_PRICE 1e12

/* The slowest average that decisions rest on. */
#define RUN_UP_OF_DECISIONS 200

/* Sessions are fewer than days: weekends and holidays take three of ten. */
#define DAYS_PER_SESSION 1.6

/** cw_export_texts_clear: frees what was given */
void
cw_export_texts_clear (CwExportTexts *texts)
{
  g_free (texts->output);
  g_free (texts->format);
  g_free (texts->size);
  g_free (texts->scale);
  g_free (texts->range);
  g_free (texts->interval);
  g_free (texts->type);
  g_free (texts->theme);
  g_free (texts->title);
  g_free (texts->palette);
  g_free (texts->cost);
  g_strfreev (texts->overlays);
  g_strfreev (texts->panes);
  g_strfreev (texts->compared);
  g_strfreev (texts->targets);
}

static gboolean G_GNUC_PRINTF (2, 3) fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (CW_CLI_ERROR, CW_CLI_ERROR_USAGE, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
read_output (CwExportRequest *request, const CwExportTexts *texts, guint n_symbols, GError **error)
{
  const char *output = texts->output;
  gboolean is_directory;
  CwImageFormat format;

  if (output == NULL || output[0] == '\0')
    return fail (error, _ ("“export” needs “--output”, a file or a directory"));
  is_directory = g_str_has_suffix (output, "/") || g_file_test (output, G_FILE_TEST_IS_DIR);
  if (n_symbols > 1 && !is_directory && cw_image_format_from_path (output, &format, NULL))
    return fail (error,
                 _ ("--output: “%s” names one picture; several symbols need a directory, for "
                    "example “%s/”"),
                 output, "charts");
  request->output = output;
  request->to_directory = is_directory || n_symbols > 1;
  return TRUE;
}

static gboolean
read_format (CwExportRequest *request, const CwExportTexts *texts, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (texts->format != NULL)
    return cw_image_format_parse (texts->format, &request->image.format)
           || fail (error, _ ("--format: “%s” is not png, svg, pdf or csv"), texts->format);
  if (request->to_directory)
    return TRUE;
  return cw_image_format_from_path (request->output, &request->image.format, &cause)
         || fail (error, "--output: %s", cause->message);
}

static gboolean
read_theme (CwTheme *theme, const CwExportTexts *texts, GError **error)
{
  const char *name = texts->theme != NULL ? texts->theme : "light";
  CwPalette palette;

  if (g_str_equal (name, "dark"))
    cw_theme_init_dark (theme);
  else if (g_str_equal (name, "light"))
    cw_theme_init_light (theme);
  else
    return fail (error, _ ("--theme: “%s” is not light or dark"), name);
  if (texts->palette != NULL)
    {
      if (!cw_palette_parse (texts->palette, &palette))
        return fail (error, _ ("--palette: “%s” is not green-red, red-green or blue-orange"),
                     texts->palette);
      cw_theme_set_palette (theme, palette);
    }
  if (texts->contrast)
    cw_theme_strengthen (theme);
  if (texts->transparent)
    theme->background.alpha = 0;
  return TRUE;
}

static gboolean
read_look (CwExportRequest *request, const CwExportTexts *texts, GError **error)
{
  int width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT;

  if (texts->size != NULL && !cw_cli_parse_size ("--size", texts->size, &width, &height, error))
    return FALSE;
  if (texts->scale != NULL
      && !cw_cli_parse_double ("--scale", texts->scale, LOWEST_SCALE, HIGHEST_SCALE,
                               &request->image.scale, error))
    return FALSE;
  request->image.width = width;
  request->image.height = height;
  request->image.title = texts->title;
  return read_theme (&request->image.theme, texts, error);
}

static gboolean
add_indicator (CwSceneOptions *scene, const char *text, CwIndicatorKind kind, GError **error)
{
  const char *option = kind == CW_INDICATOR_OVERLAY ? "--overlay" : "--pane";
  const char *other = kind == CW_INDICATOR_OVERLAY ? "--pane" : "--overlay";
  CwIndicatorSpec spec;

  if (!cw_cli_parse_indicator (option, text, &spec, error))
    return FALSE;
  if (spec.indicator->kind != kind)
    /* Translators: an option, its value, and the option that should have been used */
    return fail (error, _ ("%s: “%s” is drawn elsewhere; use “%s”"), option, text, other);
  if (!cw_scene_options_has (scene, &spec) && !cw_scene_options_add (scene, &spec))
    return fail (error, _ ("%s: a chart shows at most %d indicators"), option,
                 CW_SCENE_MAX_INDICATORS);
  return TRUE;
}

static gboolean
read_scene (CwSceneOptions *scene, const CwExportTexts *texts, GError **error)
{
  scene->log_scale = texts->log_scale;
  scene->percent = texts->percent;
  scene->markers = texts->markers;
  scene->volume = !texts->no_volume;
  if (texts->type == NULL && texts->compared != NULL)
    scene->type = CW_CHART_LINE;
  if (texts->type != NULL && !cw_chart_type_parse (texts->type, &scene->type))
    return fail (error, _ ("--type: “%s” is not candles, bars, line, area or heikin-ashi"),
                 texts->type);
  for (gsize i = 0; texts->overlays != NULL && texts->overlays[i] != NULL; i++)
    if (!add_indicator (scene, texts->overlays[i], CW_INDICATOR_OVERLAY, error))
      return FALSE;
  for (gsize i = 0; texts->panes != NULL && texts->panes[i] != NULL; i++)
    if (!add_indicator (scene, texts->panes[i], CW_INDICATOR_PANE, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_level (CwExportRequest *request,
           const char *option,
           const char *text,
           CwLevelKind kind,
           GError **error)
{
  CwLevel level = { .kind = kind };

  if (request->n_levels == CW_SCENE_MAX_LEVELS)
    return fail (error, _ ("%s: a chart shows at most %d such lines"), option, CW_SCENE_MAX_LEVELS);
  if (!cw_cli_parse_double (option, text, LOWEST_PRICE, HIGHEST_PRICE, &level.price, error))
    return FALSE;
  request->levels[request->n_levels++] = level;
  return TRUE;
}

static gboolean
read_extras (CwExportRequest *request, const CwExportTexts *texts, GError **error)
{
  request->compared = texts->compared;
  if (texts->compared != NULL && g_strv_length (texts->compared) > CW_SCENE_MAX_OTHERS)
    return fail (error, _ ("--compare: a chart compares with at most %d symbols"),
                 CW_SCENE_MAX_OTHERS);
  for (gsize i = 0; texts->targets != NULL && texts->targets[i] != NULL; i++)
    if (!add_level (request, "--target", texts->targets[i], CW_LEVEL_TARGET, error))
      return FALSE;
  return texts->cost == NULL || add_level (request, "--cost", texts->cost, CW_LEVEL_COST, error);
}

static gboolean
read_time (CwExportRequest *request, const CwExportTexts *texts, GError **error)
{
  const char *interval = texts->interval != NULL ? texts->interval : "1d";
  g_autoptr (GArray) intervals = cw_cli_parse_intervals ("--interval", interval, error);

  if (intervals == NULL)
    return FALSE;
  if (intervals->len > 1)
    return fail (error, _ ("“export” takes one interval"));
  request->interval = g_array_index (intervals, CwInterval, 0);
  request->range = cw_interval_is_intraday (request->interval) ? CW_RANGE_5D : CW_RANGE_1Y;
  return texts->range == NULL
         || cw_cli_parse_range ("--range", texts->range, &request->range, error);
}

/**
 * cw_export_request_read:
 * @request: (out): where the request goes; it uses the strings of @texts
 * @texts: the options as they were given
 * @n_symbols: how many symbols are to be drawn
 * @error: return location for a `CW_CLI_ERROR_USAGE`
 *
 * Returns: whether the options make sense
 */
gboolean
cw_export_request_read (CwExportRequest *request,
                        const CwExportTexts *texts,
                        guint n_symbols,
                        GError **error)
{
  *request = (CwExportRequest){ .image = { .format = CW_IMAGE_PNG, .scale = 1 } };
  cw_scene_options_init (&request->scene);
  return read_output (request, texts, n_symbols, error) && read_format (request, texts, error)
         && read_look (request, texts, error) && read_time (request, texts, error)
         && read_scene (&request->scene, texts, error) && read_extras (request, texts, error);
}

/* How long before the first bar in sight the indicators must begin, in seconds. */
static gint64
find_run_up (const CwExportRequest *request)
{
  gsize bars = request->scene.markers ? RUN_UP_OF_DECISIONS : 0;

  for (gsize i = 0; i < request->scene.n_indicators; i++)
    {
      const CwIndicatorSpec *spec = &request->scene.indicators[i];

      bars = MAX (bars, spec->indicator->lookback (spec->params));
    }
  return (gint64) ((double) bars * DAYS_PER_SESSION
                   * (double) cw_interval_get_seconds (request->interval));
}

static CwRange
lengthen (CwRange range, gint64 now, gint64 run_up)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 start = cw_range_get_start (range, now, utc);

  if (start == G_MININT64 || run_up == 0)
    return range;
  while (range < CW_RANGE_MAX && cw_range_get_start (range, now, utc) > start - run_up)
    range++;
  return range;
}

/**
 * cw_export_request_get_window:
 * @request: a request
 * @context: a context whose engine runs
 *
 * Returns: what to load: the bars in sight, and before them what the indicators need to have a
 *   value at the first of them. Bars shorter than a day are not had for longer, so of them only
 *   those in sight are loaded.
 */
CwLoadOptions
cw_export_request_get_window (const CwExportRequest *request, const CwCliContext *context)
{
  gint64 now = cw_clock_now (cw_engine_get_clock (context->engine));
  gint64 run_up = cw_interval_is_intraday (request->interval) ? 0 : find_run_up (request);
  CwLoadOptions options =
      cw_cli_make_window (context, request->interval, lengthen (request->range, now, run_up));

  if (context->options.from != CW_NO_DAY)
    options.from -= run_up;
  return options;
}

/* The bars of the days that were asked for, by the exchange's calendar. */
static gboolean
find_days (const CwCliOptions *options, const CwSeries *series, CwView *view)
{
  gsize first = 0, end = series->n_bars;

  while (options->from != CW_NO_DAY && first < end
         && cw_series_get_day (series, series->time[first]) < options->from / DAY)
    first++;
  while (options->to != CW_NO_DAY && end > first
         && cw_series_get_day (series, series->time[end - 1]) > options->to / DAY)
    end--;
  *view = cw_view_pan ((CwView){ (double) first - 0.5, (double) end - 0.5 }, series->n_bars, 0);
  return first < end;
}

/**
 * cw_export_request_get_view:
 * @request: a request
 * @options: the global options, which may name days
 * @series: what was loaded
 * @view: (out): the part of @series that was asked for
 * @error: return location for a `CW_CLI_ERROR_FAILED`
 *
 * Returns: whether there is anything to see in it
 */
gboolean
cw_export_request_get_view (const CwExportRequest *request,
                            const CwCliOptions *options,
                            const CwSeries *series,
                            CwView *view,
                            GError **error)
{
  gboolean has_days = options->from != CW_NO_DAY || options->to != CW_NO_DAY;

  *view = cw_view_for_range (series, request->range);
  if (series->n_bars > 0 && (!has_days || find_days (options, series, view)))
    return TRUE;
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                       _ ("There are no prices in that time"));
  return FALSE;
}
