/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/agent/models/bhd-model-post.h"
#include "server/desk/ai/bhd-providers.h"

#include <glib/gi18n.h>
#include <math.h>

#define ANSWER_MAX (32 * 1024 * 1024)
#define DIMENSION_MAX 16384
#define TEXTS_AT_ONCE 32
/* A visitor waits for a question's vector, nobody for a document's. */
#define QUESTION_US (800 * G_TIME_SPAN_MILLISECOND)
#define DOCUMENT_US (60 * G_TIME_SPAN_SECOND)

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED, "the provider's vectors cannot be used: %s",
               reason);
  return FALSE;
}

static gboolean
read_number (JsonNode *node, float *number)
{
  double value = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;

  *number = (float) value;
  return isfinite (*number);
}

/* To length one, so that a dot product is the cosine. */
static gboolean
normalise (float *row, guint dimension)
{
  double sum = 0;

  for (guint i = 0; i < dimension; i++)
    sum += (double) row[i] * row[i];
  if (!(sum > 0))
    return FALSE;
  for (guint i = 0; i < dimension; i++)
    row[i] = (float) (row[i] / sqrt (sum));
  return TRUE;
}

static gboolean
read_vector (JsonArray *vector, GArray *numbers, guint *dimension, GError **error)
{
  guint length = vector != NULL ? json_array_get_length (vector) : 0;
  guint start = numbers->len;

  if (length == 0 || length > DIMENSION_MAX)
    return fail (error, length == 0 ? N_ ("one is missing") : N_ ("they are too long"));
  if (*dimension != 0 && *dimension != length)
    return fail (error, N_ ("they differ in length"));
  *dimension = length;
  g_array_set_size (numbers, start + length);
  for (guint i = 0; i < length; i++)
    if (!read_number (json_array_get_element (vector, i),
                      &g_array_index (numbers, float, start + i)))
      return fail (error, N_ ("one holds what is no number"));
  if (!normalise (&g_array_index (numbers, float, start), length))
    return fail (error, N_ ("one is zero"));
  return TRUE;
}

static char *
write_body (const BhdModelWire *wire,
            const BhdModelAccount *account,
            const char *const *texts,
            guint n,
            gboolean is_question)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  wire->write_embed (&json, account, texts, n, is_question);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

/* What one request brings is appended to @numbers. */
static gboolean
embed_some (BhdModelPost *post,
            BhdOutbound *outbound,
            guint n,
            GArray *numbers,
            guint *dimension,
            GError **error)
{
  g_autoptr (JsonNode) answer = NULL;

  answer = bhd_model_post_run (post, outbound, error);
  for (guint i = 0; answer != NULL && i < n; i++)
    if (!read_vector (post->wire->read_vector (json_node_get_object (answer), i), numbers,
                      dimension, error))
      return FALSE;
  return answer != NULL;
}

static gboolean
embed_all (BhdModelPost *post,
           BhdOutbound *outbound,
           const char *const *texts,
           guint n,
           gboolean is_question,
           GArray *numbers,
           guint *dimension,
           GError **error)
{
  for (guint at = 0; at < n; at += TEXTS_AT_ONCE)
    {
      guint some = MIN (n - at, TEXTS_AT_ONCE);
      g_autofree char *body = write_body (post->wire, post->account, texts + at, some, is_question);

      post->body = body;
      post->deadline_us = g_get_monotonic_time () + (is_question ? QUESTION_US : DOCUMENT_US);
      if (!embed_some (post, outbound, some, numbers, dimension, error))
        return FALSE;
    }
  return TRUE;
}

float *
bhd_model_embed (BhdOutbound *outbound,
                 const BhdModelAccount *account,
                 const char *const *texts,
                 guint n,
                 gboolean is_question,
                 guint *dimension,
                 GError **error)
{
  const BhdModelWire *wire = bhd_model_wire_find (account->kind, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, TRUE, sizeof (float));
  g_autofree char *path = NULL;
  BhdModelPost post = { .wire = wire,
                        .account = account,
                        .max_answer = ANSWER_MAX,
                        .cancellable = g_cancellable_get_current () };

  g_return_val_if_fail (n > 0, NULL);
  if (wire == NULL)
    return NULL;
  if (wire->write_embed == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "%s has no embeddings: choose another provider for them",
                   bhd_provider_kind_find (wire->name)->label);
      return NULL;
    }
  post.path = path = wire->embed_path (account);
  *dimension = 0;
  if (!embed_all (&post, outbound, texts, n, is_question, numbers, dimension, error))
    return NULL;
  return (float *) g_array_free (g_steal_pointer (&numbers), FALSE);
}
