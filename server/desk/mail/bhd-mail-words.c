/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/mail/bhd-mail-words-private.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define METADATA_MAX (16 * 1024)

/* English ones are the messages' own texts. */
static const BhdMailNotice german_notices[] = {
  { "handoff_requested", "Ein Mensch wurde um Hilfe gebeten für ", "" },
  { "operator_joined", "", " ist im Gespräch" },
  { "operator_left", "", " hat das Gespräch verlassen" },
  { "transferred", "Das Gespräch wurde weitergegeben an ", "" },
  { "resolved", "", " hat das Gespräch beendet" },
  { "reopened", "", " hat das Gespräch wieder geöffnet" },
  { "returned_to_ai", "", " hat an den Assistenten übergeben" },
  { NULL },
};

static const BhdMailNotice spanish_notices[] = {
  { "handoff_requested", "Se ha pedido que una persona ayude a ", "" },
  { "operator_joined", "", " se ha unido a la conversación" },
  { "operator_left", "", " ha dejado la conversación" },
  { "transferred", "La conversación se ha pasado a ", "" },
  { "resolved", "", " ha cerrado la conversación" },
  { "reopened", "", " ha reabierto la conversación" },
  { "returned_to_ai", "", " ha devuelto la conversación al asistente" },
  { NULL },
};

static const BhdMailNotice french_notices[] = {
  { "handoff_requested", "Une personne a été demandée pour aider ", "" },
  { "operator_joined", "", " a rejoint la conversation" },
  { "operator_left", "", " a quitté la conversation" },
  { "transferred", "La conversation a été transmise à ", "" },
  { "resolved", "", " a clos la conversation" },
  { "reopened", "", " a rouvert la conversation" },
  { "returned_to_ai", "", " a rendu la conversation à l’assistant" },
  { NULL },
};

static const BhdMailNotice arabic_notices[] = {
  { "handoff_requested", "طُلب شخص لمساعدة ", "" },
  { "operator_joined", "انضم إلى المحادثة ", "" },
  { "operator_left", "غادر المحادثة ", "" },
  { "transferred", "حُوّلت المحادثة إلى ", "" },
  { "resolved", "أغلق المحادثة ", "" },
  { "reopened", "أعاد فتح المحادثة ", "" },
  { "returned_to_ai", "أعاد المحادثة إلى المساعد ", "" },
  { NULL },
};

static const BhdMailNotice japanese_notices[] = {
  { "handoff_requested", "", " さんが担当者との会話を希望しました" },
  { "operator_joined", "", " が会話に参加しました" },
  { "operator_left", "", " が会話から退出しました" },
  { "transferred", "会話の引き継ぎ先: ", "" },
  { "resolved", "", " が会話を終了しました" },
  { "reopened", "", " が会話を再開しました" },
  { "returned_to_ai", "", " が会話をアシスタントに戻しました" },
  { NULL },
};
/* The first stands in for languages we do not speak. */
static const BhdMailWords languages[] = {
  { "en", "Your conversation with ", "Conversation with ", "Started: ", "All times: ", " (AI)",
    "File: ", "… the rest was too long for this transcript" },
  { "ar", "محادثتك مع ", "محادثة مع ", "بدأت: ", "كل الأوقات: ", " (ذكاء اصطناعي)",
    "ملف: ", "… كان الباقي أطول من أن يتسع له هذا النص", arabic_notices },
  { "de", "Ihr Gespräch mit ", "Gespräch mit ", "Begonnen: ", "Alle Zeiten: ", " (KI)",
    "Datei: ", "… der Rest war zu lang für diese Abschrift", german_notices },
  { "es", "Su conversación con ", "Conversación con ", "Iniciada: ", "Zona horaria: ", " (IA)",
    "Archivo: ", "… el resto era demasiado largo para esta transcripción", spanish_notices },
  { "fr", "Votre conversation avec ", "Conversation avec ", "Début : ", "Fuseau horaire : ",
    " (IA)", "Fichier : ", "… le reste était trop long pour cette transcription", french_notices },
  { "ja", "会話の記録: ", "会話の相手: ", "開始: ", "タイムゾーン: ", " (AI)",
    "ファイル: ", "… 残りは長すぎるため、この記録には含まれていません", japanese_notices },
};

char *
bhd_mail_words_member (const char *metadata, const char *name)
{
  g_autoptr (JsonNode) root =
      metadata != NULL ? bh_json_parse_object (metadata, strlen (metadata), METADATA_MAX, NULL)
                       : NULL;

  return root != NULL ? g_strdup (bh_json_get_string (json_node_get_object (root), name, NULL))
                      : NULL;
}

const BhdMailWords *
bhd_mail_words_for (const char *metadata)
{
  g_autofree char *language = bhd_mail_words_member (metadata, "language");

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strncasecmp (language, languages[i].language, 2) == 0 &&
        !g_ascii_isalpha (language[2]))
      return &languages[i];
  return &languages[0];
}

char *
bhd_mail_words_notice (const BhdMailWords *self, const char *code, const char *name)
{
  for (const BhdMailNotice *notice = self->notices; notice != NULL && notice->code != NULL;
       notice++)
    if (g_strcmp0 (notice->code, code) == 0)
      return g_strconcat (notice->before, name, notice->after, NULL);
  return NULL;
}
