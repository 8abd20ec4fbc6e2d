/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-origins.h"

#include "common/bh-error.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/bhd-origin.h"

#define MAX_ORGANIZATIONS 1024
#define MAX_KNOWN 20000

struct _BhdOrigins
{
  GMutex mutex; /* guards what follows */
  guint ticket;
  GHashTable *organizations; /* of BhOrganization, by the slug or id that was asked for */
  GHashTable *known;         /* (nullable) what any organisation names; NULL: not listed */
  gboolean all_known;        /* some organisation names none and so allows all */
};

BhdOrigins *
bhd_origins_new (void)
{
  BhdOrigins *self = g_new0 (BhdOrigins, 1);

  g_mutex_init (&self->mutex);
  self->organizations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) bh_organization_unref);
  return self;
}

void
bhd_origins_free (BhdOrigins *self)
{
  g_hash_table_unref (self->organizations);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
bhd_origins_forget (BhdOrigins *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->ticket++;
  g_hash_table_remove_all (self->organizations);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

guint
bhd_origins_ticket (BhdOrigins *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->ticket;
}

/* What a writing turn sees may never be committed. */
static gboolean
may_keep (BhdOrigins *self, guint ticket, const BhdTurn *turn)
{
  return ticket == self->ticket && !turn->writing;
}

static void
keep_organization (BhdOrigins *self,
                   guint ticket,
                   const BhdTurn *turn,
                   const char *name,
                   BhOrganization *organization)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!may_keep (self, ticket, turn))
    {
      bh_organization_unref (organization);
      return;
    }
  if (g_hash_table_size (self->organizations) == MAX_ORGANIZATIONS)
    g_hash_table_remove_all (self->organizations);
  g_hash_table_insert (self->organizations, g_strdup (name), organization);
}

gboolean
bhd_origins_recall_organization (BhdOrigins *self,
                                 const char *name,
                                 const char *origin,
                                 gboolean *allowed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const BhOrganization *organization = g_hash_table_lookup (self->organizations, name);

  if (organization != NULL)
    *allowed = bhd_origin_is_allowed (organization, origin);
  return organization != NULL;
}

/* Returns: FALSE with @error set. */
static gboolean
look_up_organization (BhdOrigins *self,
                      guint ticket,
                      BhdTurn *turn,
                      const char *name,
                      const char *origin,
                      gboolean *allowed,
                      GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhOrganization *found = bhd_organizations_find (turn, name, &inner);

  *allowed = found == NULL || bhd_origin_is_allowed (found, origin);
  if (found != NULL)
    keep_organization (self, ticket, turn, name, found);
  if (inner == NULL || g_error_matches (inner, BH_ERROR, BH_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
bhd_origins_check (BhdOrigins *self,
                   guint ticket,
                   BhdTurn *turn,
                   const char *organization,
                   const char *origin,
                   GError **error)
{
  gboolean allowed = FALSE;

  if (!bhd_origins_recall_organization (self, organization, origin, &allowed) &&
      !look_up_organization (self, ticket, turn, organization, origin, &allowed, error))
    return FALSE;
  if (allowed)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_ORIGIN_REFUSED,
               "could not serve this page: its origin “%s” is not among the organisation's allowed "
               "origins",
               origin);
  return FALSE;
}

gboolean
bhd_origins_recall (BhdOrigins *self, const char *origin, gboolean *known)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->known == NULL)
    return FALSE;
  *known = self->all_known || g_hash_table_contains (self->known, origin);
  return TRUE;
}

static void
keep_known (BhdOrigins *self,
            guint ticket,
            const BhdTurn *turn,
            GHashTable *known,
            gboolean all_known)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!may_keep (self, ticket, turn) || g_hash_table_size (known) > MAX_KNOWN)
    return;
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_hash_table_ref (known);
  self->all_known = all_known;
}

gboolean
bhd_origins_is_known (BhdOrigins *self,
                      guint ticket,
                      BhdTurn *turn,
                      const char *origin,
                      gboolean *known,
                      GError **error)
{
  g_autoptr (GPtrArray) organizations = bhd_organizations_list (turn, error);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean all = FALSE;

  for (guint i = 0; organizations != NULL && i < organizations->len; i++)
    {
      const BhOrganization *organization = g_ptr_array_index (organizations, i);
      char **allowed = organization->allowed_origins;

      all = all || allowed == NULL || allowed[0] == NULL;
      for (; allowed != NULL && *allowed != NULL; allowed++)
        g_hash_table_add (named, g_strdup (*allowed));
    }
  if (organizations == NULL)
    return FALSE;

  *known = all || g_hash_table_contains (named, origin);
  keep_known (self, ticket, turn, named, all);
  return TRUE;
}
