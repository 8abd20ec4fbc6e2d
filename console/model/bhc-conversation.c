/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-conversation-private.h"

#include "console/client/bhc-citation.h"
#include "console/client/bhc-view.h"
#include "console/model/bhc-properties.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BhcConversation
{
  GObject parent_instance;

  BhConversation *record; /* (nullable) nobody has asked yet */
  GObject *source;        /* (nullable) who knows it then */
  BhcConversationReader reader;
  gint64 row;
  char *me;
  char *name;          /* (nullable) made when asked for */
  GHashTable *details; /* (nullable) of the contact's browser, made when asked for */
  int actions;         /* under way */
  gboolean outgoing;   /* something of it waits in the outbox */
  char *draft;         /* (nullable) */
};

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_PREVIEW,
  PROP_AUTHOR_ICON,
  PROP_UPDATED_US,
  PROP_STATUS,
  PROP_UNREAD,
  PROP_WAITING_SINCE_US,
  PROP_ASSIGNEE_NAME,
  PROP_MINE,
  PROP_WAITING,
  PROP_PENDING,
  PROP_DRAFT,
  PROP_RECORD,
} BhcConversationProperty;

static GParamSpec *props[PROP_RECORD + 1];

static const char *const author_icons[] = {
  [BH_AUTHOR_VISITOR] = "avatar-default-symbolic",
  [BH_AUTHOR_AI] = "starred-symbolic",
  [BH_AUTHOR_OPERATOR] = "mail-replied-symbolic",
  [BH_AUTHOR_SYSTEM] = "dialog-information-symbolic",
};

G_DEFINE_BOXED_TYPE (BhConversation,
                     bhc_conversation_record,
                     bh_conversation_ref,
                     bh_conversation_unref)
G_DEFINE_FINAL_TYPE (BhcConversation, bhc_conversation, G_TYPE_OBJECT)

/* Of two hundred rows that a list keeps, a person sees a dozen: what stands in a conversation is
 * read when somebody asks. */
static const BhConversation *
read_record (BhcConversation *self)
{
  g_autoptr (GObject) source = g_steal_pointer (&self->source);
  const char *draft = NULL;

  if (self->record == NULL)
    {
      self->record = self->reader (source, self->row, &self->outgoing, &draft);
      self->draft = g_strdup (draft);
    }

  return self->record;
}

/* What the daemon calls whom it knows no name of. */
#define NAMELESS "Visitor"
#define ID_TAIL 4

static char *
display_name (const BhConversation *record)
{
  const char *name = record->contact_name;
  const char *id = record->contact_id != NULL ? record->contact_id : "";
  gsize length = strlen (id);

  if (name != NULL && *name != '\0' && strcmp (name, NAMELESS) != 0)
    return g_strdup (name);
  if (record->contact_email != NULL && *record->contact_email != '\0')
    return g_strdup (record->contact_email);

  /* Translators: somebody without a name; the end of an id tells one from the other. */
  return g_strdup_printf (_ ("Visitor %s"), length > ID_TAIL ? id + length - ID_TAIL : id);
}

static char *
preview (const BhConversation *record)
{
  char *text;

  if (record->last_seq == 0 || record->last_body == NULL)
    return g_strdup ("");

  text = g_strdup (record->last_body);
  g_strdelimit (text, "\n\r\t", ' ');

  return text;
}

static void
bhc_conversation_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcConversation *self = BHC_CONVERSATION (object);
  const BhConversation *record = read_record (self);

  switch ((BhcConversationProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, record->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, bhc_conversation_get_name (self));
      break;
    case PROP_PREVIEW:
      g_value_take_string (value, preview (record));
      break;
    case PROP_AUTHOR_ICON:
      g_value_set_static_string (value,
                                 record->last_seq > 0 ? author_icons[record->last_author] : NULL);
      break;
    case PROP_UPDATED_US:
      g_value_set_int64 (value, record->updated_us);
      break;
    case PROP_STATUS:
      g_value_set_static_string (value, bh_status_to_string (record->status));
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, (guint) CLAMP (record->unread, 0, G_MAXINT));
      break;
    case PROP_WAITING_SINCE_US:
      g_value_set_int64 (value, record->waiting_since_us);
      break;
    case PROP_ASSIGNEE_NAME:
      g_value_set_string (value, record->assignee_name);
      break;
    case PROP_MINE:
      g_value_set_boolean (value, bhc_conversation_is_mine (self));
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, bhc_conversation_is_waiting (self));
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->actions > 0 || self->outgoing);
      break;
    case PROP_DRAFT:
      g_value_set_string (value, self->draft);
      break;
    case PROP_RECORD:
      g_value_set_boxed (value, record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_conversation_finalize (GObject *object)
{
  BhcConversation *self = BHC_CONVERSATION (object);

  g_clear_pointer (&self->record, bh_conversation_unref);
  g_clear_object (&self->source);
  g_clear_pointer (&self->details, g_hash_table_unref);
  g_clear_pointer (&self->name, g_free);
  g_free (self->me);
  g_free (self->draft);

  G_OBJECT_CLASS (bhc_conversation_parent_class)->finalize (object);
}

static void
bhc_conversation_class_init (BhcConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_conversation_get_property;
  object_class->finalize = bhc_conversation_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_PREVIEW] = g_param_spec_string ("preview", NULL, NULL, NULL, flags);
  props[PROP_AUTHOR_ICON] = g_param_spec_string ("author-icon", NULL, NULL, NULL, flags);
  props[PROP_UPDATED_US] =
      g_param_spec_int64 ("updated-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_WAITING_SINCE_US] =
      g_param_spec_int64 ("waiting-since-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_ASSIGNEE_NAME] = g_param_spec_string ("assignee-name", NULL, NULL, NULL, flags);
  props[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  props[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, flags);
  props[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  props[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, NULL, flags);
  props[PROP_RECORD] =
      g_param_spec_boxed ("record", NULL, NULL, bhc_conversation_record_get_type (), flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_conversation_init (BhcConversation *self)
{
}

const BhConversation *
bhc_conversation_get_record (BhcConversation *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), NULL);

  return read_record (self);
}

const char *
bhc_conversation_get_id (BhcConversation *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), NULL);

  return read_record (self)->id;
}

gboolean
bhc_conversation_is_mine (BhcConversation *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), FALSE);

  return self->me != NULL && g_strcmp0 (read_record (self)->assignee_id, self->me) == 0;
}

gboolean
bhc_conversation_is_waiting (BhcConversation *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), FALSE);

  return bhc_views_contain (bhc_views_of (read_record (self), self->me), BHC_VIEW_WAITING);
}

const char *
bhc_conversation_get_detail (BhcConversation *self, const char *field)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (self->details == NULL)
    self->details = bhc_details_parse (read_record (self)->contact_metadata);

  return g_hash_table_lookup (self->details, field);
}

const char *
bhc_conversation_get_name (BhcConversation *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), NULL);

  if (self->name == NULL)
    self->name = display_name (read_record (self));

  return self->name;
}

const char *
bhc_conversation_get_given_name (BhcConversation *self)
{
  const char *name;

  g_return_val_if_fail (BHC_IS_CONVERSATION (self), NULL);

  name = read_record (self)->contact_name;
  return name != NULL && *name != '\0' && strcmp (name, NAMELESS) != 0 ? name : NULL;
}

char *
bhc_conversation_describe_answers (BhcConversation *self)
{
  g_autoptr (GHashTable) answers = NULL;
  g_autoptr (GList) keys = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (BHC_IS_CONVERSATION (self), NULL);

  answers = bhc_details_parse (read_record (self)->contact_attributes);
  keys = g_list_sort (g_hash_table_get_keys (answers), (GCompareFunc) g_strcmp0);
  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", (const char *) l->data,
                            (const char *) g_hash_table_lookup (answers, l->data));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

BhcConversation *
bhc_conversation_new (const BhConversation *record, const char *me)
{
  BhcConversation *self = g_object_new (BHC_TYPE_CONVERSATION, NULL);

  self->record = bh_conversation_ref ((BhConversation *) record);
  self->me = g_strdup (me);

  return self;
}

BhcConversation *
bhc_conversation_new_for_row (GObject *source,
                              BhcConversationReader reader,
                              gint64 row,
                              const char *me)
{
  BhcConversation *self = g_object_new (BHC_TYPE_CONVERSATION, NULL);

  self->source = g_object_ref (source);
  self->reader = reader;
  self->row = row;
  self->me = g_strdup (me);

  return self;
}

gboolean
bhc_conversation_is_read (BhcConversation *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION (self), FALSE);

  return self->record != NULL;
}

void
bhc_conversation_set_record (BhcConversation *self, const BhConversation *record)
{
  GValue *before;

  g_return_if_fail (BHC_IS_CONVERSATION (self));

  before = bhc_properties_read (G_OBJECT (self), props, G_N_ELEMENTS (props));
  bh_conversation_unref (self->record);
  self->record = bh_conversation_ref ((BhConversation *) record);
  g_clear_pointer (&self->details, g_hash_table_unref);
  g_clear_pointer (&self->name, g_free);
  bhc_properties_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), before);
}

static void
set_pending (BhcConversation *self, int actions, gboolean outgoing)
{
  gboolean before = self->actions > 0 || self->outgoing;

  self->actions = actions;
  self->outgoing = outgoing;
  if (before != (actions > 0 || outgoing))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PENDING]);
}

void
bhc_conversation_add_action (BhcConversation *self, int by)
{
  g_return_if_fail (BHC_IS_CONVERSATION (self));
  g_return_if_fail (self->actions + by >= 0);

  set_pending (self, self->actions + by, self->outgoing);
}

void
bhc_conversation_set_outgoing (BhcConversation *self, gboolean outgoing)
{
  g_return_if_fail (BHC_IS_CONVERSATION (self));

  set_pending (self, self->actions, outgoing);
}

void
bhc_conversation_set_draft (BhcConversation *self, const char *draft)
{
  g_return_if_fail (BHC_IS_CONVERSATION (self));

  if (g_strcmp0 (self->draft, draft) == 0)
    return;

  g_free (self->draft);
  self->draft = g_strdup (draft);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DRAFT]);
}
