/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/** CW_UNKNOWN: the number of which nothing is known; NAN itself is a float. */
#define CW_UNKNOWN ((double) NAN)

double cw_mean (const double *x, gsize n);
double cw_deviation (const double *x, gsize n);
double cw_skewness (const double *x, gsize n);
double cw_excess_kurtosis (const double *x, gsize n);
double cw_covariance (const double *x, const double *y, gsize n);
double cw_correlation (const double *x, const double *y, gsize n);
double cw_beta (const double *x, const double *market, gsize n);

double cw_quantile (const double *sorted, gsize n, double p);
double cw_normal_quantile (double p);
double cw_normal_density (double z);

G_END_DECLS
