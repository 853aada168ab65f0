/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-chart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-json.h"
#include "cw-quotes-error.h"
#include "cw-symbol.h"
#include "cw-yahoo-error.h"

/* An error's body is some hundred bytes; of a page that came instead, the beginning is enough. */
#define MAX_BODY 65536
#define TOO_OLD "within the last "

static const struct
{
  guint status;
  const char *code; /* nullable: how the body calls it */
  CwQuotesError error;
} causes[] = {
  { 400, "Bad Request", CW_QUOTES_ERROR_BAD_REQUEST },
  { 401, "Unauthorized", CW_QUOTES_ERROR_UNAUTHORIZED },
  { 403, "Forbidden", CW_QUOTES_ERROR_UNAUTHORIZED },
  { 404, "Not Found", CW_QUOTES_ERROR_NOT_FOUND },
  { 408, NULL, CW_QUOTES_ERROR_TIMED_OUT },
  { 410, NULL, CW_QUOTES_ERROR_NOT_FOUND },
  { 422, "Unprocessable Entity", CW_QUOTES_ERROR_BAD_REQUEST },
  { 429, "Too Many Requests", CW_QUOTES_ERROR_RATE_LIMITED },
};

static CwQuotesError
find_cause (guint status, const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    if (status != 200 ? causes[i].status == status
                      : code != NULL && g_strcmp0 (causes[i].code, code) == 0)
      return causes[i].error;
  if (status != 200)
    return status >= 500   ? CW_QUOTES_ERROR_PROVIDER_DOWN
           : status >= 400 ? CW_QUOTES_ERROR_BAD_REQUEST
                           : CW_QUOTES_ERROR_BAD_ANSWER;
  return code != NULL && (strstr (code, "Internal") || strstr (code, "Unavailable"))
             ? CW_QUOTES_ERROR_PROVIDER_DOWN
             : CW_QUOTES_ERROR_BAD_ANSWER;
}

/* Bars within a day are kept for some weeks or months only, and the answer says for how many days;
 * 0 if it does not. */
static guint
find_days (const char *description)
{
  const char *place = description != NULL ? strstr (description, TOO_OLD) : NULL;
  guint64 days = place != NULL ? g_ascii_strtoull (place + strlen (TOO_OLD), NULL, 10) : 0;

  return days < 100000 ? (guint) days : 0;
}

/* Every bad request is one that the person can do nothing about but ask differently. */
static GError *
describe_bad_request (const char *description, const char *symbol)
{
  guint days = find_days (description);

  if (days > 0)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
                        /* Translators: %s is a ticker symbol, %u a number of days */
                        ngettext ("Bars of “%s” this short are kept for the last %u day only; "
                                  "choose a shorter range or longer bars",
                                  "Bars of “%s” this short are kept for the last %u days only; "
                                  "choose a shorter range or longer bars",
                                  days),
                        symbol, days);
  return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
                      /* Translators: %s is a ticker symbol */
                      _ ("“%s” cannot be had at this interval and range; choose another"), symbol);
}

static GError *
describe (CwQuotesError cause, const char *description, const char *symbol)
{
  const char *format = NULL;

  switch (cause)
    {
    case CW_QUOTES_ERROR_BAD_REQUEST:
      return describe_bad_request (description, symbol);
    case CW_QUOTES_ERROR_NOT_FOUND:
      /* Translators: %s is a ticker symbol */
      format = _ ("“%s” is not known, or no longer quoted; check the symbol");
      break;
    case CW_QUOTES_ERROR_RATE_LIMITED:
      format = _ ("Too many requests: “%s” cannot be asked for now; try again in some minutes");
      break;
    case CW_QUOTES_ERROR_UNAUTHORIZED:
      format = _ ("The provider refuses to answer for “%s”; try again later");
      break;
    case CW_QUOTES_ERROR_TIMED_OUT:
      format = _ ("The provider was too slow to answer for “%s”; try again");
      break;
    case CW_QUOTES_ERROR_PROVIDER_DOWN:
      format = _ ("The provider is out of order and has no answer for “%s”; try again later");
      break;
    case CW_QUOTES_ERROR_NOT_IN_PLAN:
    case CW_QUOTES_ERROR_BAD_ANSWER:
    case CW_QUOTES_ERROR_TOO_LARGE:
    case CW_QUOTES_ERROR_UNREACHABLE:
    case CW_QUOTES_ERROR_INSECURE:
    default:
      format = _ ("The answer for “%s” makes no sense; try again later");
      break;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_error_new (CW_QUOTES_ERROR, cause, format, symbol);
#pragma GCC diagnostic pop
}

/**
 * cw_yahoo_error_new:
 * @status: the answer's HTTP status
 * @object: (nullable): the answer's `error` member
 * @symbol: what was asked for
 *
 * Returns: (transfer full): a #CwQuotesError for people
 */
GError *
cw_yahoo_error_new (guint status, JsonObject *object, const char *symbol)
{
  return describe (find_cause (status, cw_json_get_string (object, "code")),
                   cw_json_get_string (object, "description"), symbol);
}

/* The `error` member of an answer, whatever it was an answer to. */
static JsonObject *
find_error (JsonNode *node)
{
  static const char *const envelopes[] = { "chart", "finance", "spark" };
  JsonObject *root = cw_json_get_root (node);

  for (gsize i = 0; i < G_N_ELEMENTS (envelopes); i++)
    if (cw_json_get_object (root, envelopes[i]) != NULL)
      return cw_json_get_object (cw_json_get_object (root, envelopes[i]), "error");
  return NULL;
}

static JsonNode *
parse_body (const char *body, gsize length)
{
  return body != NULL && length > 0 && length <= MAX_BODY ? cw_json_parse (body, length, NULL)
                                                          : NULL;
}

/**
 * cw_yahoo_error_parse:
 * @status: an HTTP status that promises no chart
 * @body: (array length=length) (nullable): what came with it: JSON, text, a page or nothing
 * @length: its length in bytes
 * @symbol: what was asked for
 *
 * Says why Yahoo, or what stands in for it, has no answer. The provider's own words stay out of the
 * message, but for the number of days that short bars are kept.
 *
 * Returns: (transfer full): a #CwQuotesError for people
 */
GError *
cw_yahoo_error_parse (guint status, const char *body, gsize length, const char *symbol)
{
  g_autoptr (JsonNode) node = parse_body (body, length);

  if (status == 200 && node == NULL)
    return cw_json_unreadable (body, length);
  return cw_yahoo_error_new (status, find_error (node), symbol);
}

/**
 * cw_yahoo_error_is_too_long:
 * @status: an HTTP status that promises no chart
 * @body: (array length=length) (nullable): what came with it
 * @length: its length in bytes
 * @days: (out): how many days back the answer says can be had, or 0
 *
 * Returns: whether a shorter question may be answered
 */
gboolean
cw_yahoo_error_is_too_long (guint status, const char *body, gsize length, guint *days)
{
  g_autoptr (JsonNode) node = NULL;

  *days = 0;
  if (status != 400 && status != 422)
    return FALSE;
  node = parse_body (body, length);
  *days = find_days (cw_json_get_string (find_error (node), "description"));
  return TRUE;
}
