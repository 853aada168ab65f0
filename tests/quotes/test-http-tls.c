/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "cw-quotes-error.h"
#include "fault-authority.h"
#include "fault-server.h"
#include "http-call.h"

#define ONCE ((CwHttpLimits){ 4, 5, 0, 0 })
#define STUBBORN ((CwHttpLimits){ 4, 5, 3, 20 })

static HttpCall *
call (HttpFixture *fixture, const char *url, const char *path)
{
  g_autofree char *address = g_strconcat (url, path, NULL);

  return http_call_run (fixture, address);
}

/* What is signed by whom this computer trusts is safe. */
static void
test_good (void)
{
  HttpFixture fixture;
  g_autofree char *url = NULL;
  g_autoptr (HttpCall) good = NULL;

  http_fixture_open (&fixture, &ONCE, NULL);
  url = fault_server_add_tls (fixture.server, FAULT_GOOD_CERTIFICATE, NULL);
  good = call (&fixture, url, "/ok");
  g_assert_no_error (good->error);
  g_assert_cmpuint (good->response->status, ==, 200);
  http_fixture_close (&fixture);
}

typedef struct
{
  const char *pem;
  const char *word; /* in the message */
} Certificate;

static const Certificate certificates[] = {
  { FAULT_EXPIRED_CERTIFICATE, "has expired" },
  { FAULT_FUTURE_CERTIFICATE, "is not valid yet" },
  { FAULT_OTHER_CERTIFICATE, "belongs to another host" },
};

/* N3: what is not is a hard stop, and the message says why. */
static void
test_certificates (void)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (certificates); n++)
    {
      HttpFixture fixture;
      g_autofree char *url = NULL;
      g_autoptr (HttpCall) first = NULL;
      g_autoptr (HttpCall) bad = NULL;

      http_fixture_open (&fixture, &STUBBORN, NULL);
      first = http_call_run (&fixture, "/date-0"); /* by which the clock is known to be right */
      url = fault_server_add_tls (fixture.server, certificates[n].pem, NULL);
      bad = call (&fixture, url, "/ok");
      g_assert_error (bad->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE);
      g_assert_nonnull (strstr (bad->error->message, certificates[n].word));
      g_assert_cmpuint (fault_server_get_n_requests (fixture.server), ==, 1);
      http_fixture_close (&fixture);
    }
  g_assert_cmpuint (n, ==, 3);
}

/* N3: a certificate that is out of date may be this computer's own fault. */
static void
test_clock (void)
{
  static const struct
  {
    const char *path; /* asked before */
    const char *word;
  } rows[] = {
    { NULL, "check this computer’s clock" },
    { "/ok", "check this computer’s clock" }, /* it does not say what time it is */
    { "/date-200", "has expired" },           /* four minutes are no reason */
    { "/date-864000", "clock, which is wrong: set it" },
    { "/date--864000", "clock, which is wrong: set it" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HttpFixture fixture;
      g_autofree char *url = NULL;
      g_autoptr (HttpCall) bad = NULL;

      http_fixture_open (&fixture, &ONCE, NULL);
      if (rows[i].path != NULL)
        http_call_free (http_call_run (&fixture, rows[i].path));
      url = fault_server_add_tls (fixture.server, FAULT_EXPIRED_CERTIFICATE, NULL);
      bad = call (&fixture, url, "/ok");
      g_assert_error (bad->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE);
      if (strstr (bad->error->message, rows[i].word) == NULL)
        g_error ("%s", bad->error->message);
      http_fixture_close (&fixture);
    }
}

/* N24: a sign-in page stands in the place of every host, with a certificate of its own. */
static void
test_portal (void)
{
  HttpFixture fixture;
  g_autofree char *url = NULL;
  g_autoptr (HttpCall) bad = NULL;
  g_autoptr (HttpCall) later = NULL;

  http_fixture_open (&fixture, &ONCE, NULL);
  url = fault_server_add_tls (fixture.server, FAULT_OTHER_CERTIFICATE, NULL);
  cw_http_client_set_behind_portal (fixture.client, TRUE);
  bad = call (&fixture, url, "/ok");
  g_assert_error (bad->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (bad->error->message, "wants a sign-in"));
  cw_http_client_set_behind_portal (fixture.client, FALSE);
  later = call (&fixture, url, "/ok");
  g_assert_error (later->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_INSECURE);
  http_fixture_close (&fixture);
}

/* N28: a server that leaves an HTTP/2 connection, refuses a stream or just ends is asked once more,
 * on a connection of its own. */
static void
test_http2 (void)
{
  static const char *const faults[] = { "goaway", "rst", "end" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      HttpFixture fixture;
      g_autofree char *url = NULL;
      g_autoptr (HttpCall) asked = NULL;

      g_test_message ("%s", faults[i]);
      http_fixture_open (&fixture, &STUBBORN, NULL);
      url = fault_server_add_tls (fixture.server, FAULT_GOOD_CERTIFICATE, faults[i]);
      asked = call (&fixture, url, "/ok");
      g_assert_no_error (asked->error);
      g_assert_cmpuint (asked->response->status, ==, 200);
      g_assert_cmpuint (fault_server_get_n_connections (fixture.server), ==, 2);
      http_fixture_close (&fixture);
    }
}

/* The file is read when somebody is trusted for the first time. */
static char *
trust_authority (void)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("authority-XXXXXX.pem", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, FAULT_AUTHORITY, strlen (FAULT_AUTHORITY)), ==,
                   (gssize) strlen (FAULT_AUTHORITY));
  close (fd);
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  return path;
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  path = trust_authority ();
  g_test_add_func ("/quotes/http-tls/good", test_good);
  g_test_add_func ("/quotes/http-tls/N3-certificates", test_certificates);
  g_test_add_func ("/quotes/http-tls/N3-clock", test_clock);
  g_test_add_func ("/quotes/http-tls/N24-portal", test_portal);
  g_test_add_func ("/quotes/http-tls/N28-http2", test_http2);
  result = g_test_run ();
  unlink (path);
  return result;
}
