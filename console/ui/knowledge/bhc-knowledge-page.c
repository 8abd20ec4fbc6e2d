/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/knowledge/bhc-article-view.h"
#include "console/ui/knowledge/bhc-articles-page.h"
#include "console/ui/knowledge/bhc-gaps-page.h"
#include "console/ui/knowledge/bhc-phrasings-page.h"
#include "console/ui/knowledge/bhc-section-choice.h"
#include "console/ui/runs/bhc-playground-page.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/layout/bhc-either-layout.h"

#include "console/ui/knowledge/bhc-knowledge-page.h"

#define TAB_PADDING 8 /* on both sides together */

struct _BhcKnowledgePage
{
  AdwBin parent_instance;

  BhcDesk *desk;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwViewStack *sections;
  BhcSectionChoice *choice;
  AdwViewStackPage *gaps_page;
  AdwViewStackPage *phrasings_page;
  BhcArticlesPage *articles;
  BhcGapsPage *gaps;
  BhcPhrasingsPage *phrasings;
  BhcPlaygroundPage *playground;
  BhcArticleView *article;
};

G_DEFINE_FINAL_TYPE (BhcKnowledgePage, bhc_knowledge_page, ADW_TYPE_BIN)

static void
back_cb (BhcKnowledgePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "sections");
  bhc_article_view_open (self->article, NULL, NULL, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->sections), GTK_DIR_TAB_FORWARD);
}

static void
open_article_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id, *passage;

  g_variant_get (parameter, "(&s&s)", &id, &passage);
  bhc_knowledge_page_open_article (BHC_KNOWLEDGE_PAGE (widget), id, passage);
}

static AdwToast *
make_toast (BhcKnowledgePage *self, const char *sentence)
{
  GtkWidget *label = bhc_compat_toast_words (GTK_WIDGET (self), sentence);
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, 6);

  return toast;
}

static void
tell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *sentence = g_variant_get_string (parameter, NULL);

  adw_toast_overlay_add_toast (BHC_KNOWLEDGE_PAGE (widget)->toasts,
                               make_toast (BHC_KNOWLEDGE_PAGE (widget), sentence));
  bhc_compat_announce (widget, sentence);
}

static void
offer_reopen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwToast *toast = make_toast (BHC_KNOWLEDGE_PAGE (widget), _ ("The question was dismissed."));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "knowledge.reopen-gap");
  adw_toast_set_action_target_value (toast, parameter);
  adw_toast_overlay_add_toast (BHC_KNOWLEDGE_PAGE (widget)->toasts, toast);
}

static void
reopen_gap_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_gaps_page_reopen (BHC_KNOWLEDGE_PAGE (widget)->gaps, g_variant_get_string (parameter, NULL));
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_knowledge_page_show (BHC_KNOWLEDGE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
show_counts (BhcKnowledgePage *self)
{
  guint n_gaps, n_proposed;

  g_object_get (bhc_desk_get_library (self->desk), "n-gaps", &n_gaps, "n-proposed", &n_proposed,
                NULL);
  adw_view_stack_page_set_badge_number (self->gaps_page, n_gaps);
  adw_view_stack_page_set_badge_number (self->phrasings_page, n_proposed);
}

/* Of the words that are seen, were none of them cut. */
static int
widest_word (GtkWidget *widget)
{
  int widest = 0;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      g_autoptr (PangoLayout) words = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (widget)));

      pango_layout_set_width (words, -1);
      pango_layout_get_pixel_size (words, &widest, NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    widest = MAX (widest, widest_word (child));
  return widest;
}

/* In large text the sections do not fit beside each other: then there is a
 * choice in their place, and none is cut. */
static void
mapped_cb (GtkWidget *switcher)
{
  int sections = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (switcher); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    sections++;
  gtk_widget_set_size_request (switcher, sections * (widest_word (switcher) + TAB_PADDING), -1);
}

static void
bhc_knowledge_page_dispose (GObject *object)
{
  BhcKnowledgePage *self = BHC_KNOWLEDGE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_KNOWLEDGE_PAGE);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_knowledge_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (BHC_TYPE_ARTICLES_PAGE);
  g_type_ensure (BHC_TYPE_GAPS_PAGE);
  g_type_ensure (BHC_TYPE_PHRASINGS_PAGE);
  g_type_ensure (BHC_TYPE_PLAYGROUND_PAGE);
  g_type_ensure (BHC_TYPE_ARTICLE_VIEW);
  g_type_ensure (BHC_TYPE_SECTION_CHOICE);
  g_type_ensure (BHC_TYPE_EITHER_LAYOUT);
}

static void
bhc_knowledge_page_class_init (BhcKnowledgePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_knowledge_page_dispose;
  gtk_widget_class_install_action (widget_class, "knowledge.open-article", "(ss)", open_article_cb);
  gtk_widget_class_install_action (widget_class, "knowledge.tell", "s", tell_cb);
  gtk_widget_class_install_action (widget_class, "knowledge.offer-reopen", "s", offer_reopen_cb);
  gtk_widget_class_install_action (widget_class, "knowledge.reopen-gap", "s", reopen_gap_cb);
  gtk_widget_class_install_action (widget_class, "knowledge.show", "s", show_cb);
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-knowledge-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, sections);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, choice);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, gaps_page);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, phrasings_page);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, articles);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, gaps);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, phrasings);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, playground);
  gtk_widget_class_bind_template_child (widget_class, BhcKnowledgePage, article);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
bhc_knowledge_page_init (BhcKnowledgePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  bhc_parts_mend (GTK_WIDGET (self));
  g_object_set (self->choice, "stack", self->sections, NULL); /* it has its pages by now */
}

GtkWidget *
bhc_knowledge_page_new (BhcDesk *desk)
{
  BhcKnowledgePage *self = g_object_new (BHC_TYPE_KNOWLEDGE_PAGE, NULL);
  BhcLibrary *library = bhc_desk_get_library (desk);

  self->desk = g_object_ref (desk);
  bhc_articles_page_set_desk (self->articles, desk);
  bhc_gaps_page_set_library (self->gaps, library);
  bhc_phrasings_page_set_library (self->phrasings, library);
  bhc_playground_page_set_library (self->playground, library);
  g_signal_connect_object (library, "notify::n-gaps", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::n-proposed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);

  return GTK_WIDGET (self);
}

void
bhc_knowledge_page_open_article (BhcKnowledgePage *self, const char *id, const char *passage)
{
  g_return_if_fail (BHC_IS_KNOWLEDGE_PAGE (self));

  bhc_article_view_open (self->article, bhc_desk_get_library (self->desk), id, passage);
  gtk_stack_set_visible_child_name (self->stack, "article");
  gtk_widget_child_focus (GTK_WIDGET (self->article), GTK_DIR_TAB_FORWARD);
}

void
bhc_knowledge_page_show (BhcKnowledgePage *self, const char *section)
{
  g_return_if_fail (BHC_IS_KNOWLEDGE_PAGE (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "article") == 0)
    back_cb (self);
  adw_view_stack_set_visible_child_name (self->sections, section);
}
