/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/widget/stage.h"

G_BEGIN_DECLS

/* Every screen in every state that looks like no other, for whoever judges looks or access. */

/* What is said at the desk and in the shop, in one language; none of it needs quoting in JSON. */
typedef struct
{
  const char *language; /* as in data-language */
  const char *shop;
  const char *question, *answer, *operator_text; /* of a conversation */
  const char *source, *quote;
  const char *label, *option; /* of a form */
} Speech;

const Speech *speech_find (const char *language); /* “en”, “ar”, “de” */

typedef struct
{
  const char *name;
  gboolean in_frame; /* FALSE: the page around has all there is to see */
  void (*play) (Stage *stage, const Speech *speech);
} Scene;

/* All there are, ended by one without a name. */
extern const Scene scenes_around[]; /* the page, what one begins with, what stands in the way */
extern const Scene scenes_screens[];
extern const Scene scenes_chat[];

void scenes_each (void (*take) (const Scene *scene));

/* Ways to play, the same in every language. */
void scene_visit (Stage *stage, const Speech *speech); /* the shop */
void scene_open (Stage *stage, const Speech *speech);  /* and its panel */
void scene_introduce (Stage *stage);
void scene_start (Stage *stage, const Speech *speech); /* all of this, up to a live feed */
void scene_write (Stage *stage, const char *text);
void scene_press (Stage *stage, const char *selector); /* in the frame, once it is there */

/* Once all that was changed can be seen. */
void scene_settle (Stage *stage, const Scene *scene);

G_END_DECLS
