/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-voices.h"

#define OFFER_EN "Shall I get a person from the team?"
#define OFFER_DE "Soll ich einen Menschen aus dem Team dazuholen?"
#define OFFER_FR "Voulez-vous que j’appelle une personne de l’équipe ?"
#define OFFER_ES "¿Quiere que avise a una persona del equipo?"
#define OFFER_AR "هل تريد أن أستدعي شخصًا من الفريق؟"
#define OFFER_JA "担当者におつなぎしましょうか？"

const BhdVoice bhd_voices[] = {
  { "en",
    OFFER_EN,
    {
        [BHD_REPLY_GREETING] = "Hello! What can I help you with?",
        [BHD_REPLY_WELCOME] = "You are welcome! Is there anything else I can help with?",
        [BHD_REPLY_BYE] = "Thank you for getting in touch. Goodbye!",
        [BHD_REPLY_DECLINED] = "All right. If there is anything else, just ask.",
        [BHD_REPLY_UNCLEAR] = "What would you like to know? A few words are enough.",
        [BHD_REPLY_CHOICES] = "I am not sure what you are looking for. Did you mean one of these?",
        [BHD_REPLY_BLOCKED] = "I am sorry, I cannot help with that here.",
        [BHD_REPLY_DONE] = "That is done. Is there anything else I can help with?",
        [BHD_REPLY_FAILED] = "I am sorry, that did not work. " OFFER_EN,
        [BHD_REPLY_IDENTITY] =
            "I am %s, an automatic assistant: I answer from our help articles. " OFFER_EN,
        [BHD_REPLY_UNKNOWN] =
            "I am sorry, I could not find an answer to that in our help articles. " OFFER_EN,
        [BHD_REPLY_PARTLY] = "I could not find an answer to “%s”. " OFFER_EN,
        [BHD_REPLY_SORRY] = "I am sorry that this did not help. " OFFER_EN,
        [BHD_REPLY_FILE] =
            "Thank you, your file has arrived. I cannot open files, but a colleague can look at it. " OFFER_EN,
        [BHD_REPLY_SPENT] = "I have answered all I may for today. " OFFER_EN,
        [BHD_REPLY_BROKEN] =
            "I am sorry, something went wrong on our side and I cannot answer just now. I have asked a person from the team to take over.",
    } },
  { "de",
    OFFER_DE,
    {
        [BHD_REPLY_GREETING] = "Hallo! Womit kann ich helfen?",
        [BHD_REPLY_WELCOME] = "Gern geschehen! Kann ich sonst noch helfen?",
        [BHD_REPLY_BYE] = "Danke für Ihre Nachricht. Auf Wiedersehen!",
        [BHD_REPLY_DECLINED] = "In Ordnung. Wenn noch etwas ist, fragen Sie einfach.",
        [BHD_REPLY_UNCLEAR] = "Was möchten Sie wissen? Ein paar Worte genügen.",
        [BHD_REPLY_CHOICES] = "Ich bin nicht sicher, was Sie suchen. Meinen Sie eines davon?",
        [BHD_REPLY_BLOCKED] = "Es tut mir leid, dabei kann ich hier nicht helfen.",
        [BHD_REPLY_DONE] = "Das ist erledigt. Kann ich sonst noch helfen?",
        [BHD_REPLY_FAILED] = "Es tut mir leid, das hat nicht geklappt. " OFFER_DE,
        [BHD_REPLY_IDENTITY] =
            "Ich bin %s, ein automatischer Assistent, und antworte aus unseren Hilfeartikeln. " OFFER_DE,
        [BHD_REPLY_UNKNOWN] =
            "Es tut mir leid, dazu habe ich in unseren Hilfeartikeln keine Antwort gefunden. " OFFER_DE,
        [BHD_REPLY_PARTLY] = "Zu „%s“ habe ich keine Antwort gefunden. " OFFER_DE,
        [BHD_REPLY_SORRY] = "Es tut mir leid, dass das nicht geholfen hat. " OFFER_DE,
        [BHD_REPLY_FILE] =
            "Danke, Ihre Datei ist angekommen. Ich kann Dateien nicht öffnen, aber ein Mensch aus dem Team kann sie ansehen. " OFFER_DE,
        [BHD_REPLY_SPENT] = "Für heute habe ich alles beantwortet, was ich darf. " OFFER_DE,
        [BHD_REPLY_BROKEN] =
            "Es tut mir leid, bei uns ist etwas schiefgegangen und ich kann gerade nicht antworten. Ich habe einen Menschen aus dem Team gebeten, zu übernehmen.",
    } },
  { "fr",
    OFFER_FR,
    {
        [BHD_REPLY_GREETING] = "Bonjour ! En quoi puis-je vous aider ?",
        [BHD_REPLY_WELCOME] = "Avec plaisir ! Puis-je encore vous aider ?",
        [BHD_REPLY_BYE] = "Merci de votre message. Au revoir !",
        [BHD_REPLY_DECLINED] = "D’accord. Si vous avez une autre question, posez-la simplement.",
        [BHD_REPLY_UNCLEAR] = "Que souhaitez-vous savoir ? Quelques mots suffisent.",
        [BHD_REPLY_CHOICES] =
            "Je ne suis pas sûr de ce que vous cherchez. Est-ce l’un de ces sujets ?",
        [BHD_REPLY_BLOCKED] = "Je suis désolé, je ne peux pas vous aider pour cela ici.",
        [BHD_REPLY_DONE] = "C’est fait. Puis-je encore vous aider ?",
        [BHD_REPLY_FAILED] = "Je suis désolé, cela n’a pas fonctionné. " OFFER_FR,
        [BHD_REPLY_IDENTITY] =
            "Je suis %s, un assistant automatique : je réponds à partir de nos articles d’aide. " OFFER_FR,
        [BHD_REPLY_UNKNOWN] =
            "Je suis désolé, je n’ai pas trouvé de réponse à cela dans nos articles d’aide. " OFFER_FR,
        [BHD_REPLY_PARTLY] = "Je n’ai pas trouvé de réponse à « %s ». " OFFER_FR,
        [BHD_REPLY_SORRY] = "Je suis désolé que cela ne vous ait pas aidé. " OFFER_FR,
        [BHD_REPLY_FILE] =
            "Merci, votre fichier est bien arrivé. Je ne peux pas ouvrir de fichiers, mais une personne de l’équipe peut le regarder. " OFFER_FR,
        [BHD_REPLY_SPENT] =
            "J’ai donné toutes les réponses auxquelles j’ai droit pour aujourd’hui. " OFFER_FR,
        [BHD_REPLY_BROKEN] =
            "Je suis désolé, il y a un problème de notre côté et je ne peux pas répondre pour l’instant. J’ai demandé à une personne de l’équipe de prendre le relais.",
    } },
  { "es",
    OFFER_ES,
    {
        [BHD_REPLY_GREETING] = "¡Hola! ¿En qué puedo ayudarle?",
        [BHD_REPLY_WELCOME] = "¡De nada! ¿Puedo ayudarle en algo más?",
        [BHD_REPLY_BYE] = "Gracias por escribirnos. ¡Hasta luego!",
        [BHD_REPLY_DECLINED] = "De acuerdo. Si necesita algo más, pregunte sin más.",
        [BHD_REPLY_UNCLEAR] = "¿Qué desea saber? Bastan unas pocas palabras.",
        [BHD_REPLY_CHOICES] =
            "No estoy seguro de lo que busca. ¿Se refiere a alguno de estos temas?",
        [BHD_REPLY_BLOCKED] = "Lo siento, aquí no puedo ayudarle con eso.",
        [BHD_REPLY_DONE] = "Ya está hecho. ¿Puedo ayudarle en algo más?",
        [BHD_REPLY_FAILED] = "Lo siento, eso no ha funcionado. " OFFER_ES,
        [BHD_REPLY_IDENTITY] =
            "Soy %s, un asistente automático: respondo con nuestros artículos de ayuda. " OFFER_ES,
        [BHD_REPLY_UNKNOWN] =
            "Lo siento, no he encontrado una respuesta a eso en nuestros artículos de ayuda. " OFFER_ES,
        [BHD_REPLY_PARTLY] = "No he encontrado una respuesta a «%s». " OFFER_ES,
        [BHD_REPLY_SORRY] = "Siento que esto no le haya ayudado. " OFFER_ES,
        [BHD_REPLY_FILE] =
            "Gracias, su archivo ha llegado. No puedo abrir archivos, pero una persona del equipo puede verlo. " OFFER_ES,
        [BHD_REPLY_SPENT] = "Ya he dado todas las respuestas que puedo dar por hoy. " OFFER_ES,
        [BHD_REPLY_BROKEN] =
            "Lo siento, algo ha fallado por nuestra parte y ahora mismo no puedo responder. He pedido a una persona del equipo que se ocupe.",
    } },
  { "ar",
    OFFER_AR,
    {
        [BHD_REPLY_GREETING] = "مرحبًا! كيف يمكنني مساعدتك؟",
        [BHD_REPLY_WELCOME] = "على الرحب والسعة! هل من شيء آخر أساعدك فيه؟",
        [BHD_REPLY_BYE] = "شكرًا لتواصلك معنا. مع السلامة!",
        [BHD_REPLY_DECLINED] = "حسنًا. إن احتجت إلى شيء آخر فاسأل فقط.",
        [BHD_REPLY_UNCLEAR] = "ماذا تريد أن تعرف؟ تكفي بضع كلمات.",
        [BHD_REPLY_CHOICES] = "لست متأكدًا مما تبحث عنه. هل تقصد أحد هذه المواضيع؟",
        [BHD_REPLY_BLOCKED] = "عذرًا، لا يمكنني المساعدة في ذلك هنا.",
        [BHD_REPLY_DONE] = "تم ذلك. هل من شيء آخر أساعدك فيه؟",
        [BHD_REPLY_FAILED] = "عذرًا، لم ينجح ذلك. " OFFER_AR,
        [BHD_REPLY_IDENTITY] = "أنا %s، مساعد آلي أجيب من مقالات المساعدة لدينا. " OFFER_AR,
        [BHD_REPLY_UNKNOWN] = "عذرًا، لم أجد إجابة عن ذلك في مقالات المساعدة لدينا. " OFFER_AR,
        [BHD_REPLY_PARTLY] = "لم أجد إجابة عن «%s». " OFFER_AR,
        [BHD_REPLY_SORRY] = "يؤسفني أن ذلك لم يساعدك. " OFFER_AR,
        [BHD_REPLY_FILE] =
            "شكرًا، لقد وصل ملفك. لا أستطيع فتح الملفات، لكن شخصًا من الفريق يستطيع الاطلاع عليه. " OFFER_AR,
        [BHD_REPLY_SPENT] = "لقد قدمت كل الإجابات المسموح لي بها اليوم. " OFFER_AR,
        [BHD_REPLY_BROKEN] =
            "عذرًا، حدث خطأ من جانبنا ولا أستطيع الرد الآن. لقد طلبت من شخص في الفريق أن يتولى الأمر.",
    } },
  { "ja",
    OFFER_JA,
    {
        [BHD_REPLY_GREETING] = "こんにちは。どのようなご用件でしょうか？",
        [BHD_REPLY_WELCOME] = "どういたしまして。ほかにお手伝いできることはありますか？",
        [BHD_REPLY_BYE] = "お問い合わせありがとうございました。失礼いたします。",
        [BHD_REPLY_DECLINED] = "承知しました。ほかにもご質問がありましたら、お気軽にどうぞ。",
        [BHD_REPLY_UNCLEAR] = "どのようなことをお知りになりたいですか？短い言葉でもかまいません。",
        [BHD_REPLY_CHOICES] = "お探しの内容がはっきりしません。次のどれかでしょうか？",
        [BHD_REPLY_BLOCKED] = "申し訳ありませんが、その件についてはここではお手伝いできません。",
        [BHD_REPLY_DONE] = "完了しました。ほかにお手伝いできることはありますか？",
        [BHD_REPLY_FAILED] = "申し訳ありません、うまくいきませんでした。" OFFER_JA,
        [BHD_REPLY_IDENTITY] =
            "私は自動応答アシスタントの%sです。ヘルプ記事をもとにお答えしています。" OFFER_JA,
        [BHD_REPLY_UNKNOWN] =
            "申し訳ありません、ヘルプ記事にその答えが見つかりませんでした。" OFFER_JA,
        [BHD_REPLY_PARTLY] = "「%s」の答えは見つかりませんでした。" OFFER_JA,
        [BHD_REPLY_SORRY] = "お役に立てず申し訳ありません。" OFFER_JA,
        [BHD_REPLY_FILE] =
            "ファイルを受け取りました。私はファイルを開けませんが、担当者が確認できます。" OFFER_JA,
        [BHD_REPLY_SPENT] = "本日お答えできる回数に達しました。" OFFER_JA,
        [BHD_REPLY_BROKEN] =
            "申し訳ありません、こちらで問題が発生し、ただいまお答えできません。担当者に対応を依頼しました。",
    } },
  { NULL },
};
