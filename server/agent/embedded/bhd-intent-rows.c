/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-intent-rows.h"

/* English */
#define WHO                                                                                        \
  "person|human|humans|people|someone|somebody|agent|agents|operator|operators|representative|rep" \
  "|advisor|adviser|colleague|colleagues|employee|staff|manager|supervisor|support|team|specialist"
#define HUMAN "person|human|agent|operator|representative|rep|advisor|adviser|employee"
#define DET "a|an|the|one|some|any|your|another|that"
#define ADJ                                                                                        \
  "real|actual|live|living|human|customer|support|service|sales|proper|different|other|breathing"
#define THE_WHO "?" DET " ?of ?" DET " ?" ADJ " ?" ADJ " ?" ADJ " " WHO
#define THE_HUMAN "?" DET " ?" ADJ " ?" ADJ " " HUMAN
#define TALK "talk|speak|chat|talking|speaking|chatting|discuss"
#define BOT "bot|bots|robot|robots|machine|machines|computer|ai|chatbot|chatbots|program|automat*"
#define NOW "$|please|pls|now|here|instead|asap|immediately|right|today"

/* German, folded: umlauts have lost their dots */
#define WER                                                                                        \
  "mensch*|mitarbeiter*|person|jemand|jemandem|jemanden|berater*|kundenberater*|kundenservice"     \
  "|kundendienst|ansprechpartner*|kollege*|kollegin*|support|agent|agenten|sachbearbeiter*|chef"   \
  "|vorgesetzte*|team"
#define MENSCH "mensch*|mitarbeiter*|berater*|kundenberater*|ansprechpartner*|person"
#define EIN "ein|eine|einen|einem|einer|dem|der|den|ihrem|ihren|eurem|euren|deinem"
#define ECHT "echt*|richtig*|menschlich*|wirklich*|lebend*|ander*|zustandig*"
#define EINEM "?" EIN " ?eurer|ihrer ?" ECHT " "
#define REDEN "sprech*|reden|rede|red|telefonier*|chatten|schreiben|unterhalten|gesprach"

#define UN "?un|une|votre|lun ?de ?vos"
#define HUMAIN                                                                                     \
  "personne|humain|humaine|quelquun|conseiller|conseillere|agent|operateur|employe|collegue"
#define UNA "?una|un|algun|alguna"
#define HUMANO "persona|humano|alguien|agente|asesor|asesora|operador|operadora|empleado"
#define MOUWAZZAF "شخص|موظف|انسان|بشري|احد|ممثل"

const BhdIntentRow bhd_intent_rows[] = {
  /* Before the wish for a person, which uses the same words. */
  { BHD_INTENT_IDENTITY, "are|r you|u ?really ?actually ?" DET " ?" ADJ " " BOT "|" HUMAN },
  { BHD_INTENT_IDENTITY, "am|are i|we " TALK " to|with ?" DET " ?" ADJ " " BOT "|" WHO },
  { BHD_INTENT_IDENTITY, "is this|that ?" DET " ?" ADJ " " BOT "|" HUMAN " $" },
  { BHD_INTENT_IDENTITY, "who|what are you $" },
  { BHD_INTENT_IDENTITY,
    "bist|sind du|sie ?" EIN " ?" ECHT " bot|roboter|maschine|computer|ki|" WER },
  { BHD_INTENT_IDENTITY, "wer|was bist|sind du|sie $" },
  { BHD_INTENT_IDENTITY, "" REDEN " ich ~ bot|roboter|maschine|computer|ki" },

  { BHD_INTENT_PERSON, TALK " to|with|2 " THE_WHO },
  { BHD_INTENT_PERSON, "connect|transfer|forward|put|pass|refer|hand|switch|redirect|get|escalate "
                       "me|us|this|it ?over ?through ?on ?back to|with|2 " THE_WHO },
  { BHD_INTENT_PERSON,
    TALK "|connect|transfer|forward|put|pass|get ?me|us ?through ?over to|with ?the|your customer "
         "service|support|care" },
  { BHD_INTENT_PERSON, "escalate this|it|me|to" },
  { BHD_INTENT_PERSON, "get|give|find|fetch|bring|send me|us " THE_WHO " " NOW },
  { BHD_INTENT_PERSON, "get|give|find|fetch|bring|send me|us " THE_WHO " who|that|to" },
  { BHD_INTENT_PERSON, "get|fetch|bring " THE_HUMAN " " NOW },
  { BHD_INTENT_PERSON, "want|need|like|prefer|wanna|require|rather ?to ?have " THE_WHO " " NOW },
  { BHD_INTENT_PERSON, "want|need|like|prefer|wanna|require|rather ?to ?have " THE_WHO
                       " to|who|that ?can ?could help|talk|speak|assist|answer|call|chat|explain" },
  { BHD_INTENT_PERSON, "is|isnt|are there " THE_WHO " ~ " TALK },
  { BHD_INTENT_PERSON, "is|isnt|are there " THE_HUMAN " here|there|available|around|online" },
  { BHD_INTENT_PERSON, "can|could|will someone|somebody ?please help|call|contact|assist me" },
  { BHD_INTENT_PERSON, "please call|phone|ring|contact me ?back" },
  { BHD_INTENT_PERSON, "call|phone|ring me back" },
  { BHD_INTENT_PERSON, "^ ?just ?only " THE_HUMAN " " NOW },
  { BHD_INTENT_PERSON, "real|live|actual|human person|human|agent|operator|representative $" },
  { BHD_INTENT_PERSON, "human help|support|assistance|contact" },
  { BHD_INTENT_PERSON, "no|stop|without ?more|this|the|these|stupid " BOT " $" },
  { BHD_INTENT_PERSON, "dont|not|never|hate|tired|sick|stop ?want|wanna|like ?of ?to ?be " TALK
                       " to|with ?" DET "|this ?stupid|dumb " BOT },

  { BHD_INTENT_PERSON, "mit " EINEM WER " ~ " REDEN },
  { BHD_INTENT_PERSON, "mit " EINEM WER " ~ verbind*|verbunden|kontakt*" },
  { BHD_INTENT_PERSON,
    REDEN "|verbind*|verbunden ?ich ?sie ?du ?mich ?bitte ?jetzt mit " EINEM WER },
  { BHD_INTENT_PERSON, "an " EINEM WER " weiter*|ubergeben|verbind*" },
  { BHD_INTENT_PERSON, "brauche|mochte|will|wunsche|hatte|gib|geben ?ich ?gern|gerne ?mir ?bitte "
                       "?lieber ?sofort " EINEM MENSCH " $|bitte|sprechen|der|die|jetzt" },
  { BHD_INTENT_PERSON, "jemand|jemanden ~ helfen|sprech*|reden|kummert" },
  { BHD_INTENT_PERSON, "^ ?bitte " EINEM MENSCH " ?bitte $" },
  { BHD_INTENT_PERSON, "echt*|richtig* mensch*|person|mitarbeiter* $" },
  { BHD_INTENT_PERSON, "ruf|rufen|rufe|ruft ?sie ?mich ?bitte mich|zuruck|an ?bitte ?zuruck|an" },
  { BHD_INTENT_PERSON,
    "nicht|keinem|keiner ?mehr ?mit ?" EIN " ?bloden bot|roboter|maschine|computer|"
    "ki " REDEN },
  { BHD_INTENT_PERSON, "kein bot|roboter|computer $" },

  /* French, Spanish, Arabic; Japanese, whose words are pairs of letters. */
  { BHD_INTENT_PERSON, "parler|discuter|echanger|parle a|avec " UN " ?vraie|vrai|autre " HUMAIN },
  { BHD_INTENT_PERSON, "^ ?je ?veux|voudrais ?bien " UN " ?vraie|vrai " HUMAIN " $|svp" },
  { BHD_INTENT_PERSON, "hablar|conversar|contactar con " UNA " ?verdadera|real " HUMANO },
  { BHD_INTENT_PERSON, "^ ?quiero|quisiera|necesito " UNA " " HUMANO " $|por" },
  { BHD_INTENT_PERSON, "اتحدث|التحدث|اتكلم|التكلم|تحدث مع|الي|الى ?احد " MOUWAZZAF },
  { BHD_INTENT_PERSON, "人と と話" },
  { BHD_INTENT_PERSON, "担当 当者 者に|者と" },
  { BHD_INTENT_PERSON, "オペ ペレ レー ータ" },

  { BHD_INTENT_UNHAPPY,
    "not|didnt|doesnt|isnt|wasnt|dont ?very ?really|what|that help|helpful|useful|"
    "helping|answer|meant|mean|asked|asking ?me ?at ?all $" },
  { BHD_INTENT_UNHAPPY, "not ?what i meant|mean|asked|asking" },
  { BHD_INTENT_UNHAPPY, "didnt|doesnt|dont|not answer|help ?me ?my ?at ?question" },
  { BHD_INTENT_UNHAPPY,
    "thats|its|this|that ?is wrong|useless|nonsense|rubbish|ridiculous|unacceptable" },
  { BHD_INTENT_UNHAPPY, "wrong answer" },
  { BHD_INTENT_UNHAPPY, "hilft|half ?mir ?leider ?uberhaupt nicht" },
  { BHD_INTENT_UNHAPPY, "nicht ?das was ich meinte|meine|wollte" },
  { BHD_INTENT_UNHAPPY, "war nicht meine frage" },
  { BHD_INTENT_UNHAPPY, "das ist falsch|quatsch|unsinn|unverschamt" },

  { BHD_INTENT_BYE,
    "thats|that ?is|was ?it ?really all|it|everything ?i ?need|needed|wanted ?for|to "
    "?now|today|know $" },
  { BHD_INTENT_BYE, "that ?will|ll be all" },
  { BHD_INTENT_BYE, "nothing else|more ?thanks|thank ?you $" },
  { BHD_INTENT_BYE, "bye|goodbye|byebye|cya|farewell|tschuss|tschau|ciao|servus" },
  { BHD_INTENT_BYE, "good bye" },
  { BHD_INTENT_BYE, "see you|ya|u ?later ?soon $" },
  { BHD_INTENT_BYE, "have a good|nice|great|lovely day|one|evening|weekend|night|afternoon" },
  { BHD_INTENT_BYE, "auf wiedersehen|wiederschauen|wiederhoren" },
  { BHD_INTENT_BYE, "das wars" },
  { BHD_INTENT_BYE, "das war ?es ?schon ?alles $" },
  { BHD_INTENT_BYE, "das ware|ist alles" },
  { BHD_INTENT_BYE, "schonen|schones ?guten tag|abend|wochenende ?noch" },
  { BHD_INTENT_BYE, "bis bald|dann|spater|morgen $" },

  { BHD_INTENT_NO, "^ no|nope|nah|nee|nein|ne|no ?thank|thanks|danke ?you" },
  { BHD_INTENT_NO, "^ non|no|لا|كلا ?merci|gracias|شكرا $" },
  { BHD_INTENT_NO, "^ いい いえ" },
  { BHD_INTENT_NO, "not now|needed|necessary|yet $" },
  { BHD_INTENT_NO, "nicht notig|jetzt $" },
  { BHD_INTENT_NO, "lieber nicht" },
  { BHD_INTENT_NO, "dont|do|please|no ?not ?need ?want ?get|bother ?a|to person|human|that|it $" },

  { BHD_INTENT_YES,
    "^ ?oh ?ok|well yes|yeah|yep|yup|ye|sure|absolutely|definitely|certainly|ja|jo|jep|"
    "jawohl|klar|naturlich|gern|gerne|unbedingt|oui|si ?please|bitte|gern|gerne|sure|yes|ja|yeah" },
  { BHD_INTENT_YES, "^ oui|claro|vale|dale|daccord|نعم|اجل|ايوه|تمام" },
  { BHD_INTENT_YES, "^ はい $|お願|そう" },
  { BHD_INTENT_YES, "^ お願 願い" },
  { BHD_INTENT_YES, "^ of course" },
  { BHD_INTENT_YES, "^ ?please go ahead" },
  { BHD_INTENT_YES, "^ ?please do ?so|it|that|this ?please $" },
  { BHD_INTENT_YES, "^ ?that|it would|ll|will ?be great|good|nice|lovely|perfect|helpful" },
  { BHD_INTENT_YES, "^ sounds good|great" },
  { BHD_INTENT_YES, "^ das ware ?sehr gut|nett|schon|super|toll|prima" },
  { BHD_INTENT_YES, "^ mach|machen ?sie ?das ?mal ?bitte $" },
  { BHD_INTENT_CONSENT, "^ ok|okay|please|bitte|alright|fine|gut|yes $" },
  { BHD_INTENT_CONSENT, "^ ok|okay|alright|fine please|bitte" },

  { BHD_INTENT_THANKS,
    "thank|thanks|thx|ty|thankyou|cheers|tysm ?you|u ?so|very ?much ?a ?lot|ton" },
  { BHD_INTENT_THANKS, "شكرا ?جزيلا ?لك" },
  { BHD_INTENT_THANKS, "あり りが がと" },
  { BHD_INTENT_THANKS, "much appreciated|obliged" },
  { BHD_INTENT_THANKS, "?that|this|was|is|very|really helpful|perfect|great|awesome|brilliant $" },
  { BHD_INTENT_THANKS, "that|this ?really helped|helps ?me ?a ?lot $" },
  { BHD_INTENT_THANKS, "vielen|besten|herzlichen|lieben|tausend dank" },
  { BHD_INTENT_THANKS, "danke|dankeschon|dank|merci|gracias ?schon|sehr|dir|ihnen|euch" },
  { BHD_INTENT_THANKS, "?sehr hilfreich|super|prima|perfekt|toll|klasse $" },
  { BHD_INTENT_THANKS, "das hilft|hat ?mir ?sehr ?weiter ?geholfen $" },

  { BHD_INTENT_GREETING,
    "^ hi|hello|hey|heya|hiya|howdy|yo|greetings|hallo|hei|moin|servus|hola|bonjour|"
    "hallochen ?there|all|team|everyone|zusammen|liebes ?team" },
  { BHD_INTENT_GREETING, "^ bonsoir|salut|buenas|buenos|مرحبا|اهلا ?tardes|dias|noches" },
  { BHD_INTENT_GREETING, "^ السلام عليكم" },
  { BHD_INTENT_GREETING, "^ こん んに にち ちは" },
  { BHD_INTENT_GREETING, "^ good morning|afternoon|evening|day" },
  { BHD_INTENT_GREETING, "^ guten|gruss|gruezi ?tag|morgen|abend|gott" },
  { BHD_INTENT_GREETING, "how are|r you|u ?doing|today" },
  { BHD_INTENT_GREETING, "wie gehts|geht ?es ?dir|ihnen ?so $" },
  { BHD_INTENT_GREETING, "^ ?can|could ?you ?please help ?me ?out ?please $" },
  { BHD_INTENT_GREETING, "^ ?i|ive have|had|got ?got ?a|another ?quick question|problem|issue $" },
  { BHD_INTENT_GREETING, "^ ?ich habe|hab ?da ?mal eine|ein ?kurze frage|problem $" },
  { BHD_INTENT_GREETING, "^ ?kannst|konnen|konnten ?du|sie mir ?bitte helfen $" },
  { BHD_INTENT_GREETING, "^ anyone|anybody|jemand there|here|da $" },
  { 0, NULL },
};

const char *const bhd_intent_negations = "dont|not|never|without|nicht|kein*|nie|niemals|ohne";
const char *const bhd_intent_reached =
    "i|want|wanna|like|need|wish|think|to|have|be|really|actually|just|ever|me|yet|care|feel|going|a|an|the|"
    "mit|unbedingt|extra|gleich|sofort|jetzt";
const char *const bhd_intent_fillers =
    "please|ok|okay|well|so|um|uh|hmm|there|all|team|everyone|and|then|now|just|also|oh|ah|alright|"
    "right|fine|sorry|again|much|very|for|the|your|you|u|info|information|help|answer|quick|fast|"
    "response|support|that|this|it|i|am|im|was|is|bitte|mal|und|dann|also|ja|gut|schon|sehr|fur|die|"
    "das|hilfe|antwort|auskunft|schnelle|alles|klar|dear|sir|madam|bot|friend|mate|bell|today|day|a|"
    "one|more|else|with|from|about|my|in|to|at|of|ich|mit|von|uber|got|get|nice|lol|haha|ha";
const char *const bhd_intent_question_starts =
    "how|hows|what|whats|when|whens|where|wheres|who|whos|why|which|whose|can|could|do|does|did|is|are|"
    "am|was|may|will|would|should|shall|must|have|has|any|wie|was|wann|wo|woher|wohin|wer|warum|"
    "wieso|weshalb|welche|welcher|welches|welchen|wieviel|kann|kannst|konnen|konnt|gibt|ist|sind|hat|"
    "habt|haben|darf|durfen|muss|mussen|wird|werden|soll|lasst|bietet|bieten|nehmt|comment|combien|"
    "quand|ou|quel|quelle|como|cuando|donde|cuanto";
