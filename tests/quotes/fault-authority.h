/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An authority that a test may choose to trust, and what it has signed: all for 127.0.0.1 but the
 * last. The keys guard nothing. */
#define FAULT_AUTHORITY                                                \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9GYXVsdCBh\n" \
  "dXRob3JpdHkwIBcNMTUwMTAxMDAwMDAwWhgPMjEwMDAxMDEwMDAwMDBaMBoxGDAW\n" \
  "BgNVBAMMD0ZhdWx0IGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA\n" \
  "BDg2LCKojEx46KuTsR3G/Omg91hAWsxd/V6oO5YMY9LQKvVC0hcIQL/Cg+0kvr/D\n" \
  "4QuWjfl/d0tM7hz4TvsDOvGjQjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/\n" \
  "BAQDAgIEMB0GA1UdDgQWBBS645qsrtEhk/HLXMyLCW62tFHhGDAKBggqhkjOPQQD\n" \
  "AgNIADBFAiEA8vUoecmufouv44XA1Zr11NiLb1UZg71VyfhUQWGoFIACIEiwQJnz\n" \
  "jtJ79kVKJxFxwjyTtk8bBsVA7l++zizjwEQm\n"                             \
  "-----END CERTIFICATE-----\n"

#define FAULT_GOOD_CERTIFICATE                                         \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBbzCCARSgAwIBAgIBAjAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9GYXVsdCBh\n" \
  "dXRob3JpdHkwIBcNMTUwMTAxMDAwMDAwWhgPMjA5OTEyMzEwMDAwMDBaMBAxDjAM\n" \
  "BgNVBAMMBWZhdWx0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3+9VCscwFrqc\n" \
  "CTpozqdF5P7yHWPwBYgHbTk8BP2viTWn8TB/RaELIR+aFf9M57fV/zIFL/0rgulQ\n" \
  "ju6F4GCvuaNTMFEwDwYDVR0RBAgwBocEfwAAATAdBgNVHQ4EFgQUv+acvChPEtxm\n" \
  "ecUn6GFb9WElj4EwHwYDVR0jBBgwFoAUuuOarK7RIZPxy1zMiwlutrRR4RgwCgYI\n" \
  "KoZIzj0EAwIDSQAwRgIhAKpwKYA50kIdulrCEzi8rSko+F6gMzYho5mKs60yXGHl\n" \
  "AiEA28zD2DmIdj5FSJMu5UUZIs/XSTh49Mw8UNlWzHUMBJw=\n"                 \
  "-----END CERTIFICATE-----\n"                                        \
  "-----BEGIN EC PRIVATE KEY-----\n"                                   \
  "MHcCAQEEIPXZxuIGzNhId/6OsVhq+aNbYTkyfiHEcXGtxAYd0rV5oAoGCCqGSM49\n" \
  "AwEHoUQDQgAE3+9VCscwFrqcCTpozqdF5P7yHWPwBYgHbTk8BP2viTWn8TB/RaEL\n" \
  "IR+aFf9M57fV/zIFL/0rgulQju6F4GCvuQ==\n"                             \
  "-----END EC PRIVATE KEY-----\n"

#define FAULT_EXPIRED_CERTIFICATE                                      \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBazCCARKgAwIBAgIBAzAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9GYXVsdCBh\n" \
  "dXRob3JpdHkwHhcNMTUwMTAxMDAwMDAwWhcNMTYwMTAxMDAwMDAwWjAQMQ4wDAYD\n" \
  "VQQDDAVmYXVsdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGqLbc/CLNkQWqHz\n" \
  "1xQcEUIgtk8Ntt4tV4b56I7xcBCkcSqhK28vTjqyzCp9DctwxbLgnS4nemTKEyW3\n" \
  "79g37KOjUzBRMA8GA1UdEQQIMAaHBH8AAAEwHQYDVR0OBBYEFOeMURQfyDTKZWkS\n" \
  "n4JZbfujjpMUMB8GA1UdIwQYMBaAFLrjmqyu0SGT8ctczIsJbra0UeEYMAoGCCqG\n" \
  "SM49BAMCA0cAMEQCICY/gu0DNFE1SUI106ttOLGVJ7rriyQCymcZQXDaYW2BAiAP\n" \
  "G5PHPBNutULkdyStVaEzoip1P07gvU1E7ZkWDhztFg==\n"                     \
  "-----END CERTIFICATE-----\n"                                        \
  "-----BEGIN EC PRIVATE KEY-----\n"                                   \
  "MHcCAQEEILi4xeTnn1DCnZ5JhuhiKeUOkKuZin3e0V2lAfdoM5NtoAoGCCqGSM49\n" \
  "AwEHoUQDQgAEaottz8Is2RBaofPXFBwRQiC2Tw223i1XhvnojvFwEKRxKqErby9O\n" \
  "OrLMKn0Ny3DFsuCdLid6ZMoTJbfv2Dfsow==\n"                             \
  "-----END EC PRIVATE KEY-----\n"

#define FAULT_FUTURE_CERTIFICATE                                       \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBcTCCARagAwIBAgIBBDAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9GYXVsdCBh\n" \
  "dXRob3JpdHkwIhgPMjA5MDAxMDEwMDAwMDBaGA8yMDk5MTIzMTAwMDAwMFowEDEO\n" \
  "MAwGA1UEAwwFZmF1bHQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATReeWZK5Rt\n" \
  "CYKz41VqFif1WK5D/UiAsQPp7pvPtwfrELU6IvYkIr7oWtu+MrNWJdWhtjtYtNWP\n" \
  "BR6feZHyRy69o1MwUTAPBgNVHREECDAGhwR/AAABMB0GA1UdDgQWBBR1zgidsEnB\n" \
  "43fIZwc+F0cJK1JfrjAfBgNVHSMEGDAWgBS645qsrtEhk/HLXMyLCW62tFHhGDAK\n" \
  "BggqhkjOPQQDAgNJADBGAiEAx59HWrtgWuhMhGkDQXI8tcT/IIK/njd+72fCWD53\n" \
  "6mICIQDyblgf7YR1LmTQLmvaz+dVE0wciObjS/tLZ9Hr1Q5pkw==\n"             \
  "-----END CERTIFICATE-----\n"                                        \
  "-----BEGIN EC PRIVATE KEY-----\n"                                   \
  "MHcCAQEEICj63aZra0XkKblXal4dPsYNmOSXftYHw2msBwpUTew2oAoGCCqGSM49\n" \
  "AwEHoUQDQgAE0XnlmSuUbQmCs+NVahYn9ViuQ/1IgLED6e6bz7cH6xC1OiL2JCK+\n" \
  "6FrbvjKzViXVobY7WLTVjwUen3mR8kcuvQ==\n"                             \
  "-----END EC PRIVATE KEY-----\n"

#define FAULT_OTHER_CERTIFICATE                                        \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBdzCCAR2gAwIBAgIBBTAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9GYXVsdCBh\n" \
  "dXRob3JpdHkwIBcNMTUwMTAxMDAwMDAwWhgPMjA5OTEyMzEwMDAwMDBaMBAxDjAM\n" \
  "BgNVBAMMBWZhdWx0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5yLUKXXkNv/a\n" \
  "+Brf/IRN73ddk6EJSi/TxC0fTD5RnfCurSlseHkJsaR1hhwfd5ZlsF7S3+KZwIDY\n" \
  "pLg4ePvmh6NcMFowGAYDVR0RBBEwD4INb3RoZXIuZXhhbXBsZTAdBgNVHQ4EFgQU\n" \
  "N0a5l8TPlT+0DoogVeFtlI5FcBswHwYDVR0jBBgwFoAUuuOarK7RIZPxy1zMiwlu\n" \
  "trRR4RgwCgYIKoZIzj0EAwIDSAAwRQIhALwa8aWvkYYSnCLPATHYhOIUZw2SWss6\n" \
  "4Byqrh5fyDqjAiAVaZUtHca2cv6/aaGKG0tcNszPCBgcGl472cuc41cHGw==\n"     \
  "-----END CERTIFICATE-----\n"                                        \
  "-----BEGIN EC PRIVATE KEY-----\n"                                   \
  "MHcCAQEEINJttMuuii2PkMla5DKA78MtTDHp/bi4GTB3iC0DHBO1oAoGCCqGSM49\n" \
  "AwEHoUQDQgAE5yLUKXXkNv/a+Brf/IRN73ddk6EJSi/TxC0fTD5RnfCurSlseHkJ\n" \
  "saR1hhwfd5ZlsF7S3+KZwIDYpLg4ePvmhw==\n"                             \
  "-----END EC PRIVATE KEY-----\n"
