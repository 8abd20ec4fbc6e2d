/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { C_, npgettext } from './word';

// Every English text of the widget, and the one place to add one:
//
//  1. a line here, of this form (the context is always "widget", quotes are double):
//       key: C_("widget", "Text with {name}"),
//       key: npgettext("widget", "{count} thing", "{count} things"),   the number is always {count}
//  2. in the views words.key, or words.key({ name }) where the text has something to fill in;
//     numbers are written the visitor's way by themselves, texts are put in as they are
//  3. its translation in po/de.po, es.po, fr.po, ar.po (six plural forms) and ja.po, under
//     msgctxt "widget"; the test “widget-words” names what is missing (the widget shows English
//     until it is there), and data/widget/words/compile-words makes the visitor's file of it.
//
// A comment that begins with TRANSLATORS: goes to them.  This file is never shipped: it is read by
// xgettext, by compile-words, and by tsc for the types.

export const en = {
  chat: C_("widget", "Chat"),
  close: C_("widget", "Close chat"),
  back: C_("widget", "Back"),
  unloaded: C_("widget", "The chat could not be loaded."),
  noScript: C_("widget", "The chat needs JavaScript."),
  conversation: C_("widget", "Conversation"),
  tryAgain: C_("widget", "Try again"),

  loadingOrganization: C_("widget", "Connecting…"),
  loadingSession: C_("widget", "Finding your conversation…"),
  loadingConversation: C_("widget", "Opening your conversation…"),

  failedTitle: C_("widget", "The chat could not start"),
  failedNotFound: C_("widget", "This page names a help desk that does not exist. Please tell the owner of the website."),
  failedMissing: C_("widget", "This page does not say which help desk to open. Please tell the owner of the website."),
  failedOrigin: C_("widget", "This website is not allowed to show this help desk."),
  failedOffline: C_("widget", "The help desk cannot be reached. Check your connection, then try again."),
  failedBusy: C_("widget", "The help desk is busy. Please try again in a moment."),
  failedChunk: C_("widget", "A part of the chat could not be loaded. Check your connection, then try again."),
  failedOther: C_("widget", "Something went wrong on our side. Please try again."),

  formTitle: C_("widget", "How can we help?"),
  formIntro: C_("widget", "Tell us who you are, so that we can get back to you."),
  formExpired: C_("widget", "Your last visit was a while ago. Please introduce yourself again; what you typed is still here."),
  name: C_("widget", "Name"),
  email: C_("widget", "E-mail"),
  nameMissing: C_("widget", "Please enter your name."),
  nameBad: C_("widget", "This name is too long or contains characters that cannot be used."),
  emailMissing: C_("widget", "Please enter your e-mail address."),
  emailBad: C_("widget", "This does not look like an e-mail address, such as ada@example.org."),
  fieldMissing: C_("widget", "Please fill this in."),
  fieldBad: C_("widget", "This cannot be used. Please check it."),
  choiceMissing: C_("widget", "Please choose one."),
  checkMissing: C_("widget", "Please tick this box."),
  optional: C_("widget", "(optional)"),
  start: C_("widget", "Start chat"),
  starting: C_("widget", "Starting…"),

  you: C_("widget", "You"),
  ai: C_("widget", "AI"),
  team: C_("widget", "Team"),
  stateAi: C_("widget", "{name} answers"),
  stateTeam: C_("widget", "Our team answers here"),
  stateWaiting: C_("widget", "Waiting for a person"),
  statePerson: C_("widget", "{name} is with you"),
  stateEnded: C_("widget", "Conversation ended"),
  person: C_("widget", "Talk to a person"),
  asking: C_("widget", "Calling…"),
  call: C_("widget", "Call me back"),
  phone: C_("widget", "Your phone number"),
  // TRANSLATORS: a made-up number of your country; the same stands in the text that asks for it
  phoneSample: C_("widget", "+44 20 7946 0958"),
  phoneMissing: C_("widget", "Please enter your phone number."),
  phoneBad: C_("widget", "Please write the whole number with its country code, such as +44 20 7946 0958."),
  callSend: C_("widget", "Ask for a call"),
  calling: C_("widget", "Sending…"),
  called: C_("widget", "We have your number and will call you."),
  callFailed: C_("widget", "Your number could not be sent just now. Please try again."),
  cancel: C_("widget", "Cancel"),
  personFailed: C_("widget", "Nobody could be called just now. Please try again."),

  earlier: C_("widget", "Show earlier messages"),
  earlierLoading: C_("widget", "Loading earlier messages…"),
  earlierFailed: C_("widget", "Earlier messages could not be loaded."),
  beginning: C_("widget", "This is where the conversation began."),
  today: C_("widget", "Today"),
  yesterday: C_("widget", "Yesterday"),
  newest: C_("widget", "New messages"),

  writing: C_("widget", "{name} is writing"),
  source: C_("widget", "Source"),
  sources: C_("widget", "Sources"),

  choices: C_("widget", "Did you mean"),
  noneOfThese: C_("widget", "None of these"),
  confirm: C_("widget", "Yes, do it"),
  decline: C_("widget", "No"),
  actionDone: C_("widget", "Done"),
  actionFailed: C_("widget", "That did not work."),
  actionCancelled: C_("widget", "Not done."),
  helpful: C_("widget", "Did this help?"),
  helpfulYes: C_("widget", "Yes, this helped"),
  helpfulNo: C_("widget", "No, this did not help"),
  rated: C_("widget", "Thank you for telling us."),
  offerFailed: C_("widget", "That could not be sent just now. Please try again."),

  sending: C_("widget", "Sending…"),
  waiting: C_("widget", "Waiting for the connection"),
  delivered: C_("widget", "Delivered"),
  // TRANSLATORS: below the visitor's message: a person has read it
  read: C_("widget", "Read"),
  failed: C_("widget", "Not sent."),
  failedClosed: C_("widget", "Not sent: the conversation had ended."),
  failedTooLong: C_("widget", "Not sent: too long."),
  retry: C_("widget", "Send again"),

  offline: C_("widget", "No connection. What you write is sent as soon as it is back."),
  connecting: C_("widget", "Reconnecting…"),
  wait: npgettext("widget", "You are writing quickly. The rest is sent in {count} second.", "You are writing quickly. The rest is sent in {count} seconds."),

  message: C_("widget", "Message"),
  placeholder: C_("widget", "Write a message…"),
  send: C_("widget", "Send message"),
  left: C_("widget", "{count} of {max} characters"),
  tooLong: npgettext("widget", "{count} character too many", "{count} characters too many"),
  hint: C_("widget", "Enter sends, Shift and Enter start a new line."),
  ended: C_("widget", "This conversation has ended."),
  fresh: C_("widget", "Start a new conversation"),
  freshFailed: C_("widget", "A new conversation could not be started. Please try again."),

  csatQuestion: C_("widget", "How was this conversation?"),
  csat1: C_("widget", "Very bad"),
  csat2: C_("widget", "Bad"),
  csat3: C_("widget", "Okay"),
  csat4: C_("widget", "Good"),
  csat5: C_("widget", "Very good"),
  csatComment: C_("widget", "Would you like to add something? (optional)"),
  csatSend: C_("widget", "Send rating"),
  csatThanks: C_("widget", "Thank you for your rating."),
  csatFailed: C_("widget", "Your rating could not be sent just now. Please try again."),

  menu: C_("widget", "Conversation menu"),
  transcriptDownload: C_("widget", "Download transcript"),
  transcriptMail: C_("widget", "E-mail transcript to {address}"),
  transcriptSaved: C_("widget", "The transcript is being downloaded."),
  transcriptSent: C_("widget", "The transcript is on its way to {address}."),
  transcriptNoMail: C_("widget", "This help desk sends no e-mail. Please download the transcript."),
  transcriptOften: C_("widget", "The transcript was sent several times already. Please try again later."),
  transcriptFailed: C_("widget", "That did not work just now. Please try again."),

  noticeHandoff: C_("widget", "You asked for a person. Somebody will be with you soon."),
  noticeJoined: C_("widget", "{name} joined the conversation"),
  noticeLeft: C_("widget", "{name} left the conversation"),
  noticeResolved: C_("widget", "The conversation has ended"),
  noticeReopened: C_("widget", "The conversation goes on"),
  noticeReturned: C_("widget", "The assistant answers again"),

  // The loader's, on the page around.
  openChat: C_("widget", "Open chat"),
  unread: npgettext("widget", "{count} unread message", "{count} unread messages"),
  greeting: C_("widget", "A message from the team"),
  dismiss: C_("widget", "Dismiss"),
  // TRANSLATORS: a switch: on while new messages ring
  sound: C_("widget", "Sound for new messages"),
} as const;
