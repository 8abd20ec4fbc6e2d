/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/help/bhc-help-window.h"

typedef struct
{
  const char *title;
  const char *words;
} Topic;

static const Topic topics[] = {
  { N_ ("Somebody Asks for a Person"),
    N_ ("The conversation stands under Waiting, and every console rings until one of you claims it. "
        "Claim it in the window or in the notification; the bell falls silent everywhere at once. "
        "Who releases it lets it wait again.") },
  { N_ ("Who Answers"),
    N_ ("The assistant answers until you do. Your first reply makes the conversation yours, and the "
        "assistant stays silent until you return it. Transfer it to give it to a colleague or a "
        "team, with a note if you like.") },
  { N_ ("Notes Stay Here"),
    N_ ("A note is for your colleagues; no visitor ever sees it. Write @ and a name, and that "
        "colleague is told and finds the conversation under Mentioned.") },
  { N_ ("Canned Replies"),
    N_ ("Type / at the beginning of a reply, and a few letters. Names and numbers of this "
        "conversation are filled in; what is not known is marked for you to fill in.") },
  { N_ ("Taking Back"),
    N_ ("What you sent waits a few seconds and can be undone meanwhile. Did somebody else answer "
        "first, you are shown what they said before yours goes out.") },
  { N_ ("Later"),
    N_ ("A snoozed conversation comes back at its time, or when the visitor writes again.") },
  { N_ ("Without a Connection"),
    N_ ("Everything you have seen can be read, and what you write waits, marked as waiting, until "
        "there is a connection. Nothing is sent twice and nothing is lost, also when the console "
        "ends meanwhile.") },
  { N_ ("Why Did the Assistant Say That?"),
    N_ ("Under each of its answers stand the sources; from there you see what it searched, what it "
        "found and how sure it was. What it could not answer is collected under Knowledge, Gaps.") },
  { N_ ("With the Keyboard"),
    N_ ("Ctrl+K finds everything that can be done now. J and K walk through the conversations, F6 "
        "through the panes, and Ctrl+? shows all keys.") },
};

static GtkWidget *
make_topic (const Topic *topic)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *words = gtk_label_new (_ (topic->words));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (topic->title));
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), words);
  return group;
}

/* (nullable) */
static GtkWidget *
find_scroller (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SCROLLED_WINDOW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);
  return found;
}

GtkWidget *
bhc_help_window_new (GtkWindow *parent)
{
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal",
                                    TRUE, "search-enabled", FALSE, "title", _ ("Help"),
                                    "default-width", 560, "default-height", 680, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_topic (&topics[i])));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  bhc_parts_mend (window);
  /* Else the first words get the focus, and stand selected. */
  gtk_window_set_focus (GTK_WINDOW (window), find_scroller (GTK_WIDGET (page)));

  return window;
}
