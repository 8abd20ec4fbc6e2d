#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mail server that others wrote (aiosmtpd), for tests: smtp-server.py FOLDER [WORD …]

Prints its port, then each letter as one line of JSON, read by Python's own parser: what it got from
whom for whom, the decoded headers, and both texts.  Ends when its standard input does.  Words:
  starttls       offers STARTTLS with FOLDER/cert.pem and FOLDER/key.pem, and wants it
  auth           takes mail only from bellhop with the password “opensesame”
  refuse=CODE    answers DATA with this code; refuse-rcpt=CODE the recipient
  times=N        refuses only so often
  hang-up        ends the connection in the middle of a letter
"""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, words = sys.argv[1], dict(word.partition("=")[::2] for word in sys.argv[2:])
left = int(words.get("times", 1000000))


def refuses():
    global left
    left -= 1
    return left >= 0


def text_of(letter, kind):
    part = letter.get_body(preferencelist=(kind,))
    return part.get_content().replace("\r\n", "\n") if part is not None else None


def read(envelope):
    letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
    return {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "names": list(letter.keys()),
        "from": str(letter["From"]),
        "to": str(letter["To"]),
        "subject": str(letter["Subject"]),
        "id": str(letter["Message-ID"]),
        "type": letter.get_content_type(),
        "defects": [str(defect) for defect in letter.defects],
        "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
        "bare": envelope.content.replace(b"\r\n", b"").count(b"\n"),
        "text": text_of(letter, "plain"),
        "html": text_of(letter, "html"),
    }


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if "refuse-rcpt" in words and refuses():
            return words["refuse-rcpt"] + " not here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "hang-up" in words and refuses():
            server.transport.abort()
            return "250 never heard"
        if "refuse" in words and refuses():
            return words["refuse"] + " not this one"
        print(json.dumps(read(envelope)), flush=True)
        return "250 2.0.0 queued as 4711"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(handled=False, success=data.login == b"bellhop" and data.password == b"opensesame")


def options():
    made = {"hostname": "mail.example.org"}
    if "starttls" in words:
        made["tls_context"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        made["tls_context"].load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
        made["require_starttls"] = True
    if "auth" in words:
        made.update(authenticator=authenticate, auth_required=True, auth_require_tls="starttls" in words)
    return made


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, **options()), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
