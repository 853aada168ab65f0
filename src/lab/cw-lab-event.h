/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab-mode.h"

G_BEGIN_DECLS

/**
 * CwLabEventKind:
 * @CW_LAB_MODE_BEGIN: a mode begins: its time is 0 from here
 * @CW_LAB_REQUEST_BEGIN: a request takes its lane
 * @CW_LAB_REQUEST_END: the answer has come
 * @CW_LAB_REQUEST_FAIL: there will be no answer
 * @CW_LAB_MODE_END: every request of the mode has ended
 */
typedef enum
{
  CW_LAB_MODE_BEGIN,
  CW_LAB_REQUEST_BEGIN,
  CW_LAB_REQUEST_END,
  CW_LAB_REQUEST_FAIL,
  CW_LAB_MODE_END,
} CwLabEventKind;

/** CwLabEvent: something that happened in the laboratory, told where and when it did. */
typedef struct
{
  CwLabEventKind kind;
  CwLabMode mode;
  guint request, lane; /* counted from 1; 0 where the event is the mode's */
  double time;         /* seconds since the mode began */
  gint64 real_time;    /* microseconds since 1970 */
  int process, thread; /* as the system numbers them */
  char *message;       /* why the request failed; NULL if it did not */
} CwLabEvent;

/** CwLabEventFunc: called with each event; those of one request come in their order. */
typedef void (*CwLabEventFunc) (const CwLabEvent *event, gpointer data);

char *cw_lab_event_to_log_line (const CwLabEvent *event) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
