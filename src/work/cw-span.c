/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity.h"

/** cw_span_clear: drops what a span holds */
void
cw_span_clear (CwSpan *span)
{
  g_clear_pointer (&span->place, g_ref_string_release);
  g_clear_pointer (&span->label, g_ref_string_release);
  g_clear_pointer (&span->symbol, g_ref_string_release);
  g_clear_pointer (&span->message, g_ref_string_release);
}

/** cw_span_free: @span: (transfer full) (nullable): a span */
void
cw_span_free (CwSpan *span)
{
  if (span == NULL)
    return;
  cw_span_clear (span);
  g_free (span);
}

/** cw_span_copy_to: @copy: (out): becomes a copy of @span; what it held before is not dropped */
void
cw_span_copy_to (const CwSpan *span, CwSpan *copy)
{
  *copy = *span;
  g_ref_string_acquire (copy->place);
  g_ref_string_acquire (copy->label);
  if (copy->symbol != NULL)
    g_ref_string_acquire (copy->symbol);
  if (copy->message != NULL)
    g_ref_string_acquire (copy->message);
}

/** cw_span_copy: Returns: (transfer full): a copy, to be freed with cw_span_free() */
CwSpan *
cw_span_copy (const CwSpan *span)
{
  CwSpan *copy = g_new (CwSpan, 1);

  cw_span_copy_to (span, copy);
  return copy;
}

/** cw_span_get_start: Returns: when it began, in monotonic microseconds */
gint64
cw_span_get_start (const CwSpan *span)
{
  return span->marks[0].start;
}

/** cw_span_get_phase: Returns: the phase that it is in, or ended in */
CwPhase
cw_span_get_phase (const CwSpan *span)
{
  return span->marks[span->n_marks - 1].phase;
}

/**
 * cw_span_get_phase_end:
 * @span: a span
 * @mark: which of its phases, from 0
 * @now: the time, for what is under way
 *
 * Returns: when that phase ended, or @now
 */
gint64
cw_span_get_phase_end (const CwSpan *span, guint mark, gint64 now)
{
  if (mark + 1 < span->n_marks)
    return span->marks[mark + 1].start;
  return span->state == CW_SPAN_UNDER_WAY ? MAX (now, span->marks[mark].start) : span->end;
}

/** cw_span_get_time_in: Returns: how long it was in a phase, all in all, in microseconds */
gint64
cw_span_get_time_in (const CwSpan *span, CwPhase phase, gint64 now)
{
  gint64 time = 0;

  for (guint i = 0; i < span->n_marks; i++)
    if (span->marks[i].phase == phase)
      time += cw_span_get_phase_end (span, i, now) - span->marks[i].start;
  return time;
}
