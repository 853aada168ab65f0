/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "fault-http2.h"

#include <string.h>

#define PREFACE_BYTES 24
#define HEAD_BYTES 9

#define TYPE_HEADERS 1
#define TYPE_RST_STREAM 3
#define TYPE_SETTINGS 4
#define TYPE_GOAWAY 7

static gboolean
read_exactly (FaultAnswer *answer, guint8 *buffer, gsize length)
{
  gsize n;

  return g_input_stream_read_all (answer->in, buffer, length, &n, NULL, NULL) && n == length;
}

static void
send_frame (FaultAnswer *answer, guint8 type, guint8 stream, const guint8 *data, guint8 length)
{
  guint8 frame[HEAD_BYTES + 32] = { 0, 0, length, type, 0, 0, 0, 0, stream };

  memcpy (frame + HEAD_BYTES, data, length);
  g_output_stream_write_all (answer->out, frame, HEAD_BYTES + length, NULL, NULL, NULL);
}

/* Reads frames up to the first request. */
static gboolean
wait_for_request (FaultAnswer *answer)
{
  guint8 head[HEAD_BYTES];

  while (read_exactly (answer, head, sizeof head))
    {
      gsize length = (gsize) head[0] << 16 | (gsize) head[1] << 8 | head[2];
      g_autofree guint8 *data = g_malloc (length + 1);

      if (!read_exactly (answer, data, length))
        return FALSE;
      if (head[3] == TYPE_HEADERS)
        return TRUE;
    }
  return FALSE;
}

/**
 * fault_http2_run:
 * @answer: a connection on which HTTP/2 is spoken
 * @fault: `goaway`, `rst` or `end`
 *
 * Says no more of HTTP/2 than it takes to leave a request without an answer: the server goes away
 * before it has begun with it, refuses it, or just ends.
 */
void
fault_http2_run (FaultAnswer *answer, const char *fault)
{
  static const guint8 refused[] = { 0, 0, 0, 7 }, gone[] = { 0, 0, 0, 0, 0, 0, 0, 0 };
  guint8 preface[PREFACE_BYTES];

  if (!read_exactly (answer, preface, sizeof preface))
    return;
  send_frame (answer, TYPE_SETTINGS, 0, refused, 0);
  if (!wait_for_request (answer))
    return;
  if (g_str_equal (fault, "goaway"))
    send_frame (answer, TYPE_GOAWAY, 0, gone, sizeof gone);
  else if (g_str_equal (fault, "rst"))
    send_frame (answer, TYPE_RST_STREAM, 1, refused, sizeof refused);
  else
    g_assert_cmpstr (fault, ==, "end");
}
