# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo's client of Bellhop's interface: one kept-alive connection."""
import http.client
import json
import uuid


class Client:
    """Whoever has a token: an operator, or a visitor.  A refusal ends the program with its reason."""

    def __init__(self, address, token=None):
        self.connection = http.client.HTTPConnection(address)
        self.token = token

    def call(self, method, path, body=None):
        headers = {'Content-Type': 'application/json'}
        if self.token:
            headers['Authorization'] = f'Bearer {self.token}'
        self.connection.request(method, f'/v1{path}', None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f'{method} {path}: {answer.status} {text.decode()}')
        return json.loads(text) if text else None

    def add(self, path, **members):
        """Makes what is named by the client, and returns its name."""
        made = str(uuid.uuid4())
        self.call('POST', path, {'id': made, **members})
        return made


def sign_in(address, email, password):
    client = Client(address)
    session = client.call('POST', '/desk/sign-in', {'email': email, 'password': password})
    client.token, client.id = session['token'], session['operator']['id']
    return client


def colleague(name):
    """Everybody's address is their first name, and the demo's password is everybody's."""
    return f'{name.split()[0].lower()}@northwind.example'
