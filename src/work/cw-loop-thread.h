/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwLoopThread:
 *
 * A thread that does nothing but run a main context of its own, which is the thread-default one
 * there: the place for asynchronous I/O that must not wait behind the window's work.
 */
typedef struct _CwLoopThread CwLoopThread;

CwLoopThread *cw_loop_thread_new (const char *name);
void cw_loop_thread_free (CwLoopThread *thread);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLoopThread, cw_loop_thread_free)

GMainContext *cw_loop_thread_get_context (CwLoopThread *thread);
gboolean cw_loop_thread_is_current (CwLoopThread *thread);
void cw_loop_thread_invoke (CwLoopThread *thread,
                            GSourceFunc func,
                            gpointer data,
                            GDestroyNotify destroy);
void cw_loop_thread_invoke_and_wait (CwLoopThread *thread, GFunc func, gpointer data);

G_END_DECLS
