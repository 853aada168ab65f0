/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A certificate that nobody trusts, and its key, which guards nothing. */
#define FAULT_CERTIFICATE                                              \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBhjCCASugAwIBAgIULJzD6BiFqzBdhI79U2PEl/amr60wCgYIKoZIzj0EAwIw\n" \
  "FzEVMBMGA1UEAwwMRmF1bHQgc2VydmVyMCAXDTI2MTEyMDA2MDgwMVoYDzIxMjYx\n" \
  "MDI3MDYwODAxWjAXMRUwEwYDVQQDDAxGYXVsdCBzZXJ2ZXIwWTATBgcqhkjOPQIB\n" \
  "BggqhkjOPQMBBwNCAAR6cPCSBXeswpypnoXcW5djohKl8cByBWybfPcXAs4ccgEg\n" \
  "yqwT5LZK58eD3FhfsB4FRiQ6bbjWNOKRt5RgQgAGo1MwUTAdBgNVHQ4EFgQUFC3+\n" \
  "KsYA70+HPsF4BoapcXCjouUwHwYDVR0jBBgwFoAUFC3+KsYA70+HPsF4BoapcXCj\n" \
  "ouUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA7jJXzPQuRrCa\n" \
  "B5aWAe3cAabS7F1WVOPZ95xyj2u3PQMCIQDvc3x8ktzNzLkCKVhxdJ5R1LpOM+Gu\n" \
  "XNOTYqmBADn4Eg==\n"                                                 \
  "-----END CERTIFICATE-----\n"                                        \
  "-----BEGIN PRIVATE KEY-----\n"                                      \
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2QuKkhWx+7XDvkro\n" \
  "WKDbTacYiqALkv4mkUs7aBe9OOKhRANCAAR6cPCSBXeswpypnoXcW5djohKl8cBy\n" \
  "BWybfPcXAs4ccgEgyqwT5LZK58eD3FhfsB4FRiQ6bbjWNOKRt5RgQgAG\n"         \
  "-----END PRIVATE KEY-----\n"
