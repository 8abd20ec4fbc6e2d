/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-guard.h"

static const struct
{
  const char *name;
  BhErrorCode code;
  const char *text;
} refusals[BHD_N_REFUSALS] = {
  [BHD_REFUSAL_NONE] = { "none", BH_ERROR_INTERNAL, "nothing was wrong" },
  [BHD_REFUSAL_REQUEST_LINE] = { "request-line", BH_ERROR_MALFORMED,
                                 "could not read the request: it must begin with "
                                 "“METHOD /path HTTP/1.1”" },
  [BHD_REFUSAL_METHOD] = { "method", BH_ERROR_METHOD_NOT_ALLOWED,
                           "could not serve the request: use GET, HEAD, POST, PATCH, DELETE or "
                           "OPTIONS" },
  [BHD_REFUSAL_TARGET] = { "target", BH_ERROR_MALFORMED,
                           "could not read the address: it must be a path in ASCII with valid "
                           "%-escapes" },
  [BHD_REFUSAL_VERSION] = { "version", BH_ERROR_MALFORMED,
                            "could not serve the request: speak HTTP/1.1 or HTTP/1.0" },
  [BHD_REFUSAL_LINE_END] = { "line-end", BH_ERROR_MALFORMED,
                             "could not read the head: end each line with CR LF" },
  [BHD_REFUSAL_CONTROL_BYTE] = { "control-byte", BH_ERROR_MALFORMED,
                                 "could not read the head: it holds a control byte" },
  [BHD_REFUSAL_FOLDED] = { "folded", BH_ERROR_MALFORMED,
                           "could not read the head: a header must stay on one line" },
  [BHD_REFUSAL_HEADER_NAME] = { "header-name", BH_ERROR_MALFORMED,
                                "could not read the head: a header must be “Name: value”" },
  [BHD_REFUSAL_HEAD_SIZE] = { "head-size", BH_ERROR_HEADERS_TOO_LARGE,
                              "could not read the head: it is larger than 16 KiB" },
  [BHD_REFUSAL_HEADER_COUNT] = { "header-count", BH_ERROR_HEADERS_TOO_LARGE,
                                 "could not read the head: it has more than 64 headers" },
  [BHD_REFUSAL_HOST_MISSING] = { "host-missing", BH_ERROR_MALFORMED,
                                 "could not serve the request: send a Host header" },
  [BHD_REFUSAL_HOST_REPEATED] = { "host-repeated", BH_ERROR_MALFORMED,
                                  "could not serve the request: send one Host header" },
  [BHD_REFUSAL_HOST] = { "host", BH_ERROR_MALFORMED,
                         "could not serve the request: the Host header is not a host" },
  [BHD_REFUSAL_LENGTH_REPEATED] = { "length-repeated", BH_ERROR_MALFORMED,
                                    "could not read the body: send one Content-Length" },
  [BHD_REFUSAL_LENGTH] = { "length", BH_ERROR_MALFORMED,
                           "could not read the body: Content-Length must be a number" },
  [BHD_REFUSAL_ENCODING_REPEATED] = { "encoding-repeated", BH_ERROR_MALFORMED,
                                      "could not read the body: send one Transfer-Encoding" },
  [BHD_REFUSAL_ENCODING] = { "encoding", BH_ERROR_MALFORMED,
                             "could not read the body: the only Transfer-Encoding is “chunked”, "
                             "in HTTP/1.1" },
  [BHD_REFUSAL_LENGTH_AND_ENCODING] = { "length-and-encoding", BH_ERROR_MALFORMED,
                                        "could not read the body: send Content-Length or "
                                        "Transfer-Encoding, not both" },
  [BHD_REFUSAL_EXPECTATION] = { "expectation", BH_ERROR_MALFORMED,
                                "could not serve the request: the only expectation is "
                                "“100-continue”" },
  [BHD_REFUSAL_BODY_UNEXPECTED] = { "body-unexpected", BH_ERROR_MALFORMED,
                                    "could not serve the request: this method takes no body" },
  [BHD_REFUSAL_BODY_SIZE] = { "body-size", BH_ERROR_TOO_LARGE,
                              "could not take the body: it is larger than this route allows" },
  [BHD_REFUSAL_CHUNK] = { "chunk", BH_ERROR_MALFORMED,
                          "could not read the body: a chunk is not framed as HTTP/1.1 says" },
  [BHD_REFUSAL_CHUNK_COUNT] = { "chunk-count", BH_ERROR_TOO_LARGE,
                                "could not take the body: send it in fewer, larger chunks" },
  [BHD_REFUSAL_TRAILER] = { "trailer", BH_ERROR_MALFORMED,
                            "could not read the body: trailers are not taken" },
  [BHD_REFUSAL_SLOW] = { "slow", BH_ERROR_TIMEOUT,
                         "could not wait for the request: it came too slowly" },
  [BHD_REFUSAL_CROWDED] = { "crowded", BH_ERROR_UNAVAILABLE,
                            "could not take another connection: try again in a few seconds" },
};

const char *
bhd_refusal_name (BhdRefusal refusal)
{
  g_return_val_if_fail (refusal < BHD_N_REFUSALS, NULL);
  return refusals[refusal].name;
}

GError *
bhd_refusal_to_error (BhdRefusal refusal)
{
  g_return_val_if_fail (refusal < BHD_N_REFUSALS, NULL);
  return g_error_new_literal (BH_ERROR, refusals[refusal].code, refusals[refusal].text);
}
