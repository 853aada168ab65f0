/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cw-lab-course.h"

G_BEGIN_DECLS

/*
 * How the laboratory makes a request: in a blocking and in an asynchronous form, with a session of
 * its own for whoever makes requests.
 */

/** CwLabEndedFunc: called when a request has ended, one way or another. */
typedef void (*CwLabEndedFunc) (gpointer data);

SoupSession *cw_lab_http_new_session (const CwLabOptions *options, guint n_connections);
void cw_lab_http_free_session (SoupSession *session);

void cw_lab_http_make (CwLabCourse *course, SoupSession *session, guint request, guint lane);
void cw_lab_http_make_async (CwLabCourse *course,
                             SoupSession *session,
                             guint request,
                             guint lane,
                             CwLabEndedFunc ended,
                             gpointer data);

G_END_DECLS
