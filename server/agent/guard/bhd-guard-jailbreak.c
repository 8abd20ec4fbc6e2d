/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard-jailbreak.h"

#include <stddef.h>

#define W "\\b"
#define GAP "(?:\\W+\\w+){0,4}?\\W+" /* up to four words between */

const char *const bhd_guard_jailbreaks[] = {
  /* English: the orders it has been given */
  W "(?:ignore|disregard|forget|override|bypass|skip)" GAP
    "(?:previous|prior|above|earlier|preceding|initial|original|system|safety|your)\\W+"
    "(?:\\w+\\W+)?(?:instructions?|prompts?|rules?|guidelines?|directions?|orders?|restrictions?"
    "|programming|training|context)" W,
  W "(?:ignore|disregard|forget)\\W+(?:everything|anything|all)" GAP
    "(?:told|said|above|before|know)" W,
  W
  "(?:reveal|show|print|repeat|output|display|tell|give|leak|dump|recite)" GAP
  "(?:system|hidden|initial|secret|developer|original)\\W+(?:prompt|instructions?|message|rules?)" W,
  W "(?:what|which)\\W+(?:is|are|was|were)\\W+your\\W+(?:system\\W+prompt"
    "|(?:\\w+\\W+)?(?:initial|original|hidden|secret)\\W+(?:instructions?|prompt))" W,
  W "(?:repeat|print|output|write)" GAP "(?:text|words|everything|message)" GAP
    "(?:above|before this|preceding)" W,
  W
  "you\\W+(?:are|re)\\W+(?:now|no longer)\\W+(?:\\w+\\W+){0,4}?(?:dan|unrestricted|unfiltered|jailbroken"
  "|uncensored|free from|bound|developer mode)" W,
  W "(?:developer|god|jailbreak|dan|sudo|admin|debug|maintenance)\\W+mode" W,
  W "do anything now" W,
  W "(?:act|behave|respond|answer|pretend)" GAP
    "(?:unrestricted|unfiltered|uncensored|no (?:rules|restrictions|limits|filters|guidelines)"
    "|without (?:any )?(?:rules|restrictions|limits|filters|guidelines))" W,
  W "(?:new|updated|real)\\W+(?:system\\W+)?instructions?\\W*:",
  W "(?:from now on|starting now)\\W+you" GAP "(?:ignore|obey|must|have no|are not)" W,

  /* How models' own transcripts look */
  "<\\|?(?:im_start|im_end|system|endoftext)\\|?>",
  "\\[/?(?:INST|SYS)\\]",
  "<</?SYS>>",
  "(?m)^\\W{0,4}(?:system|assistant|developer)\\W{0,3}:\\s",

  /* German */
  W "(?:ignorier\\w*|vergiss|vergessen\\W+sie|missachte\\w*|umgehe?\\w*|überschreib\\w*)" GAP
    "(?:anweisung\\w*|instruktion\\w*|regeln?|vorgaben?|befehle?n?|prompts?|richtlinien?"
    "|einschränkung\\w*)" W,
  W "(?:zeig\\w*|nenn\\w*|verrat\\w*|gib|geben|wiederhol\\w*|druck\\w*|sag\\w*)" GAP
    "(?:system-?\\W?prompt\\w*|systemanweisung\\w*|geheime\\w*\\W+anweisung\\w*"
    "|(?:ursprüngliche|interne|versteckte)\\w*\\W+(?:anweisung\\w*|instruktion\\w*|prompts?))" W,
  W "(?:wie|was)\\W+(?:lautet|ist)\\W+(?:dein|ihr|euer)\\W+system-?\\W?prompt" W,
  W "(?:tu|tue|verhalte|antworte|spiel)\\w*" GAP
    "(?:ohne\\W+(?:\\w+\\W+)?(?:regeln|einschränkungen|filter|grenzen)|uneingeschränkt\\w*)" W,
  W "(?:entwickler|admin|wartungs|gott)-?\\W?modus" W,

  /* French, Spanish, Italian, Portuguese, Dutch */
  W "(?:ignore[zr]?|oublie[zr]?)" GAP "(?:instructions?|consignes?|règles?|directives?)" W,
  W "(?:montre|révèle|affiche|donne)\\w*" GAP
    "(?:prompt|instructions?)\\W+(?:système|initiale?s?|secrète?s?)" W,
  W "(?:ignor\\w+|olvid\\w+)" GAP "(?:instrucciones|reglas|indicaciones|órdenes)" W,
  W "(?:muestra|revela|dime|repite)\\w*" GAP "(?:prompt|instrucciones)" GAP
    "?(?:sistema|iniciales|secretas)" W,
  W "(?:ignora\\w*|dimentica\\w*)" GAP "(?:istruzioni|regole|indicazioni|direttive)" W,
  W "(?:ignor\\w+|esque[çc]\\w+)" GAP "(?:instruções|regras|orientações|ordens)" W,
  W "(?:negeer|vergeet)" GAP "(?:instructies|regels|aanwijzingen|opdrachten)" W,
  NULL,
};
