/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "common/find/bh-find-match.h"
#include "console/ui/bhc-time.h"
#include "console/ui/inbox/bhc-chips.h"

#include "console/ui/search/bhc-found-row.h"

#define FOUND "found"

static const struct
{
  const char *group;
  const char *icon;
} looks[] = {
  [BHC_FOUND_CONTACT] = { NC_ ("found", "Contacts"), "bellhop-person-symbolic" },
  [BHC_FOUND_ARTICLE] = { NC_ ("found", "Articles"), "bellhop-book-symbolic" },
  [BHC_FOUND_MESSAGE] = { NC_ ("found", "Messages"), "bellhop-all-symbolic" },
};

static const char *const author_icons[] = {
  [BH_AUTHOR_VISITOR] = "bellhop-person-symbolic",
  [BH_AUTHOR_AI] = "bellhop-assistant-symbolic",
  [BH_AUTHOR_OPERATOR] = "bellhop-team-symbolic",
  [BH_AUTHOR_SYSTEM] = "bellhop-all-symbolic",
};

const char *
bhc_found_row_group (BhcFoundKind kind)
{
  return g_dpgettext2 (NULL, "found", looks[kind].group);
}

/* Bold and on the theme's own colour for marks: not by colour alone. */
static PangoAttrList *
make_marks (const char *text, const GArray *marks)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const BhFindMark *mark = &g_array_index (marks, BhFindMark, i);
      const char *from = g_utf8_offset_to_pointer (text, mark->start);
      const char *to = g_utf8_offset_to_pointer (from, mark->length);
      PangoAttribute *attributes[] = {
        pango_attr_weight_new (PANGO_WEIGHT_BOLD),
        pango_attr_underline_new (PANGO_UNDERLINE_SINGLE),
      };

      for (guint a = 0; a < G_N_ELEMENTS (attributes); a++)
        {
          attributes[a]->start_index = (guint) (from - text);
          attributes[a]->end_index = (guint) (to - text);
          pango_attr_list_insert (list, attributes[a]);
        }
    }

  return list;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The newline of a message is no place for a line to end here. */
static GtkWidget *
add_excerpt (GtkWidget *box, BhcFound *found)
{
  g_autofree char *line = g_strdup (bhc_found_get (found)->text);
  g_autoptr (PangoAttrList) marks = NULL;
  GtkWidget *label = NULL;

  g_strdelimit (line, "\n\r\t", ' ');
  label = add_label (box, line, NULL);
  marks = make_marks (line, bhc_found_get_marks (found));
  gtk_label_set_attributes (GTK_LABEL (label), marks);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  return label;
}

/* Whom it is about, and who said it where that is somebody else. */
static char *
make_title (const BhcFoundFields *fields)
{
  if (fields->kind == BHC_FOUND_ARTICLE)
    return g_strdup (fields->title);
  if (fields->contact == NULL || *fields->contact == '\0')
    return g_strdup (_ ("Visitor"));

  return g_strdup (fields->contact);
}

static char *
make_speaker (const BhcFoundFields *fields)
{
  const char *name = fields->author_name != NULL ? fields->author_name : "";

  if (fields->note)
    return g_strdup_printf (_ ("%s, a note"), name);

  return fields->author != BH_AUTHOR_VISITOR ? g_strdup (name) : NULL;
}

static void
add_head (GtkWidget *box, const BhcFoundFields *fields)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = make_title (fields);
  g_autofree char *speaker = fields->kind == BHC_FOUND_MESSAGE ? make_speaker (fields) : NULL;
  g_autofree char *age =
      fields->when_us > 0 ? bhc_time_age (fields->when_us, bh_clock_now_us ()) : NULL;
  GtkWidget *label = add_label (head, title, "heading");
  GtkWidget *filler = NULL;

  if (speaker != NULL)
    {
      filler = add_label (head, speaker, "dim-label");
      gtk_widget_set_hexpand (filler, TRUE);
    }
  else
    gtk_widget_set_hexpand (label, TRUE);
  if (age != NULL)
    gtk_label_set_ellipsize (GTK_LABEL (add_label (head, age, "dim-label")), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), head);
}

static char *
list_labels (const BhcFoundFields *fields)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; fields->labels != NULL && fields->labels[i] != NULL; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", fields->labels[i]);
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

/* Labels, and where it comes from. */
static char *
add_foot (GtkWidget *box, const BhcFoundFields *fields, BhcDirectory *directory)
{
  g_autofree char *labels = list_labels (fields);
  const BhConversation record = { .priority = (char *) "normal",
                                  .channel = (char *) "widget",
                                  .labels = labels };
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *chips = g_object_new (BHC_TYPE_CHIPS, NULL);
  gboolean labelled = fields->labels != NULL && fields->labels[0] != NULL;

  bhc_chips_show (BHC_CHIPS (chips), &record, directory);
  gtk_widget_set_hexpand (chips, TRUE);
  gtk_widget_set_visible (chips, labelled);
  gtk_box_append (GTK_BOX (foot), chips);
  if (fields->from_server)
    add_label (foot, _ ("from the server"), "caption");
  gtk_widget_set_visible (foot, labelled || fields->from_server);
  gtk_box_append (GTK_BOX (box), foot);

  return labelled ? bhc_chips_say (BHC_CHIPS (chips)) : NULL;
}

/* What ends with a full stop needs no other. */
static const char *
separator (const GString *name)
{
  if (name->len == 0)
    return "";

  return name->str[name->len - 1] == '.' ? " " : ". ";
}

/* One sentence for who hears it. */
static void
name_row (GtkWidget *row, const BhcFoundFields *fields, const char *labels)
{
  g_autofree char *title = make_title (fields);
  g_autofree char *speaker = fields->kind == BHC_FOUND_MESSAGE ? make_speaker (fields) : NULL;
  g_autofree char *moment = fields->when_us > 0 ? bhc_time_moment (fields->when_us) : NULL;
  const char *parts[] = {
    title,  speaker, fields->kind == BHC_FOUND_CONTACT ? fields->email : fields->text,
    moment, labels,  fields->from_server ? _ ("from the server") : NULL
  };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", separator (name), parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  g_string_free (name, TRUE);
}

static GtkWidget *
make_icon (const BhcFoundFields *fields)
{
  const char *icon = fields->kind != BHC_FOUND_MESSAGE ? looks[fields->kind].icon
                     : fields->note                    ? "bellhop-note-symbolic"
                                                       : author_icons[fields->author];
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  return image;
}

GtkWidget *
bhc_found_row_new (BhcFound *found, BhcDirectory *directory)
{
  const BhcFoundFields *fields = bhc_found_get (found);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *labels = NULL;

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (line), make_icon (fields));
  gtk_box_append (GTK_BOX (line), box);
  add_head (box, fields);
  if (fields->kind == BHC_FOUND_CONTACT && fields->email != NULL && *fields->email != '\0')
    add_label (box, fields->email, "dim-label");
  if (fields->text != NULL && *fields->text != '\0')
    add_excerpt (box, found);
  labels = add_foot (box, fields, directory);
  gtk_widget_add_css_class (row, "found-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), FOUND, g_object_ref (found), g_object_unref);
  name_row (row, fields, labels);
  return row;
}

BhcFound *
bhc_found_row_get (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), FOUND);
}
