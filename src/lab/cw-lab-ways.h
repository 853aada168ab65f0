/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab-course.h"

G_BEGIN_DECLS

/*
 * The four ways to make many requests. Each returns when all of them have ended, soon after the
 * course is cancelled at the latest, and leaves no thread and no connection behind. The calling
 * thread has a main context of its own.
 */

void cw_lab_ways_run (CwLabCourse *course);

G_END_DECLS
