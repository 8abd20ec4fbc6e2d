/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* A document that is made to do harm, or broken: it ends soon, in little memory, with the right
 * text or a clear refusal, and never with the content of another file. */
typedef struct
{
  const char *name;
  const char *format;
  GBytes *(*make) (void);
  int statuses[3];  /* any of these; 0 in front means that the text may be read */
  const char *text; /* (nullable) that is in it where it is read */
  gboolean heavy;   /* takes the libraries seconds, or memory that only the system's limit bounds */
} HostileCase;

/* Word and OpenDocument files; and PDFs, web pages, tables and plain text.  Each ends with one
 * without a name. */
extern const HostileCase hostile_office[];
extern const HostileCase hostile_pages[];

#define DONE BH_EXTRACTION_DONE
#define MALFORMED BH_EXTRACTION_MALFORMED
#define BOMB BH_EXTRACTION_BOMB
#define OTHER_KIND BH_EXTRACTION_OTHER_KIND
#define ENCRYPTED BH_EXTRACTION_ENCRYPTED
#define NO_TEXT BH_EXTRACTION_NO_TEXT
#define TOO_DEEP BH_EXTRACTION_TOO_DEEP

G_END_DECLS
