/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-synonyms.h"

#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-tokens.h"

typedef struct
{
  const char *language;
  const char *words;
} Group;

/* One group a line; a word may be in several. */
static const Group groups[] = {
  { "en", "refund reimburse reimbursement repay return compensation chargeback" },
  { "en", "cancel terminate end stop quit unsubscribe withdraw leave discontinue" },
  { "en", "subscription plan membership contract subscribe" },
  { "en", "price cost fee charge rate tariff" },
  { "en", "cheap cheaper cheapest discount reduced reduction saving deal offer half" },
  { "en", "voucher coupon promo code discount gift" },
  { "en", "delivery deliver shipping ship shipment dispatch courier" },
  { "en", "arrive arrival delivery receive come" },
  { "en", "parcel package box shipment" },
  { "en", "broken break damaged damage defective defect faulty fault unsafe wrong" },
  { "en", "repair fix mend service maintenance" },
  { "en", "delete remove erase wipe close deactivate" },
  { "en", "account profile registration login" },
  { "en", "login signin log sign access" },
  { "en", "password passcode pin" },
  { "en", "contact reach call phone write email chat support" },
  { "en", "staff team agent person human employee support" },
  { "en", "hours open opening closing daily staffed time" },
  { "en", "lost lose left leave forgot forget forgotten missing found" },
  { "en", "fine penalty fee surcharge" },
  { "en", "invoice bill receipt statement" },
  { "en", "allowed allow may permitted permit forbidden possible" },
  { "en", "child children kid toddler baby infant" },
  { "en", "friend companion guest group partner family parents" },
  { "en", "student university college school pupil" },
  { "en", "bicycle bike cycle" },
  { "en", "phone mobile smartphone telephone" },
  { "en", "refused declined rejected failed fail denied error" },
  { "en", "payment pay paid card" },
  { "en", "data information privacy history" },
  { "en", "fast quick speed slow" },
  { "en", "battery charge power range" },
  { "en", "motor engine electric" },
  { "en", "injured hurt injury wound accident crash collision hit" },
  { "en", "insurance insured cover coverage liability policy" },
  { "en", "age old older minimum adult" },
  { "en", "park parking parked spot place zone area" },
  { "en", "pause hold suspend away holiday vacation freeze" },
  { "en", "begin start activate" },
  { "en", "change edit update modify alter switch" },
  { "en", "address location place" },
  { "en", "upgrade downgrade switch plan" },
  { "en", "buy purchase order" },
  { "en", "stock available availability" },
  { "en", "track tracking status where" },
  { "en", "exchange swap replace replacement" },
  { "en", "warranty guarantee" },
  { "en", "picture photo image photograph" },
  { "en", "security safe secure fraud stolen theft" },
  { "en", "invite refer referral" },
  { "en", "verify verification identity identification confirm proof" },
  { "en", "transfer send move" },
  { "en", "money cash funds amount" },
  { "en", "trip journey travel ride" },
  { "en", "rent hire rental book reserve booking reservation" },
  { "en", "blocked locked lock stuck suspended" },
  { "en", "month monthly" },
  { "en", "year yearly annual annually" },
  { "en", "week weekly" },
  { "en", "day daily" },
  { "en", "hotel room stay accommodation" },
  { "en", "luggage baggage suitcase bag" },
  { "en", "doctor appointment visit" },
  { "en", "install installation setup configure" },
  { "en", "crash freeze bug error problem issue" },
  { "en", "size fit measure dimension" },
  { "en", "colour color shade" },
  { "en", "language translate translation" },
  { "en", "notification alert reminder" },
  { "en", "pet dog cat animal" },
  { "en", "wifi internet network connection connect online" },
  { "en", "slow lag delay delayed late" },
  { "en", "email mail inbox" },
  { "en", "username name nickname" },
  { "en", "balance credit wallet points" },
  { "en", "register join create signup" },
  { "en", "unlink disconnect detach remove" },
  { "en", "export download backup" },
  { "en", "import upload" },
  { "en", "share invite collaborate" },
  { "en", "trial free demo" },
  { "en", "license seat user" },
  { "en", "administrator admin owner manager" },
  { "en", "integration integrate plugin connect" },
  { "en", "ticket booking reservation" },
  { "en", "flight plane departure" },
  { "en", "food meal menu dish drink" },
  { "en", "allergy allergic ingredient" },
  { "en", "medicine medication prescription drug" },
  { "en", "loan mortgage credit" },
  { "en", "deposit hold reserve" },
  { "en", "withdraw withdrawal atm cash" },
  { "en", "currency exchange conversion convert" },
  { "en", "customs duty tax vat" },
  { "en", "abroad foreign international overseas country" },
  { "en", "wheelchair disabled accessible accessibility" },
  { "en", "lift elevator" },
  { "en", "car vehicle van" },
  { "en", "door gate entrance" },
  { "en", "noise loud quiet" },
  { "en", "wash clean cleaning laundry" },
  { "en", "rain wet waterproof" },
  { "en", "protection protective safety safe" },
  { "en", "complain complaint feedback review" },
  { "en", "wrong mistake incorrect error" },
  { "en", "sick ill illness" },
  { "en", "nearby near close" },
  { "en", "empty flat low" },
  { "en", "heavy weight weigh" },
  { "en", "loan lend borrow" },
  { "en", "newsletter email marketing subscribe" },
  { "en", "expire expired expiry valid validity" },
  { "en", "renew renewal extend extension" },
  { "en", "minimum least" },
  { "en", "maximum most limit" },
  { "en", "sign signature" },
  { "en", "job career vacancy hire work" },
  { "en", "owner landlord host" },
  { "en", "tenant renter guest" },
  { "de", "erstattung erstatten rückerstattung zurückzahlen geld rückzahlung" },
  { "de", "kündigen beenden stornieren abbestellen widerrufen kündigung" },
  { "de", "abo abonnement vertrag mitgliedschaft tarif" },
  { "de", "preis kosten kostet gebühr tarif betrag" },
  { "de", "günstig billig rabatt ermäßigung nachlass gutschein" },
  { "de", "lieferung liefern versand verschicken zustellung" },
  { "de", "paket sendung päckchen" },
  { "de", "kaputt defekt beschädigt schaden mangel" },
  { "de", "reparieren reparatur wartung service" },
  { "de", "löschen entfernen schließen" },
  { "de", "konto profil registrierung anmeldung" },
  { "de", "kontakt erreichen anrufen telefon schreiben" },
  { "de", "öffnungszeiten geöffnet uhrzeit" },
  { "de", "verloren vergessen liegengelassen fundsachen" },
  { "de", "rechnung beleg quittung" },
  { "de", "kind kinder baby" },
  { "de", "fahrrad rad bike" },
  { "de", "handy smartphone telefon" },
  { "de", "zahlung zahlen bezahlen karte" },
  { "de", "ändern aktualisieren bearbeiten wechseln" },
  { "de", "kaufen bestellen bestellung" },
  { "de", "umtauschen umtausch zurückgeben rückgabe rücksendung" },
  { "de", "mieten leihen verleih miete buchen" },
  { "de", "garantie gewährleistung" },
  { "de", "unfall verletzt versicherung haftung" },
};

static void
relate (GHashTable *table, const char *key, const char *stem)
{
  GPtrArray *related = g_hash_table_lookup (table, key);

  if (related == NULL)
    {
      related = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) key, related);
    }
  for (guint i = 0; i < related->len; i++)
    if (related->pdata[i] == stem)
      return;
  g_ptr_array_add (related, (gpointer) stem);
}

/* Folded and stemmed as documents are. */
static const char *
intern_stem (guint language, const char *word)
{
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, word);
  bhd_tokens_next (&tokens, &token);
  return g_intern_string (bhd_language_stem (language, token.text, token.length));
}

static void
add_group (GHashTable *table, guint language, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; words[j] != NULL; j++)
      {
        const char *key = intern_stem (language, words[i]);
        const char *other = intern_stem (language, words[j]);

        if (key != other)
          relate (table, key, other);
      }
}

/* By language, each stem → stems; made once. */
static GHashTable **
tables (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GHashTable **all = g_new0 (GHashTable *, BHD_LANGUAGES);

      for (guint i = 0; i < BHD_LANGUAGES; i++)
        {
          all[i] = g_hash_table_new (g_str_hash, g_str_equal);
          for (guint j = 0; j < G_N_ELEMENTS (groups); j++)
            if (g_str_equal (groups[j].language, bhd_language_code (i)))
              add_group (all[i], i, groups[j].words);
        }
      g_once_init_leave (&once, (gsize) all);
    }
  return (GHashTable **) once;
}

const GPtrArray *
bhd_synonyms_find (guint language, const char *stem)
{
  return g_hash_table_lookup (tables ()[language], stem);
}
