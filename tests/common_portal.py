"""Somebody at the pages of the portal and at public ones, as a browser without JavaScript uses them."""

import json
import re
from contextlib import contextmanager
from unittest.mock import patch

from lxml import html

from odoo import http
from odoo.sql_db import Cursor
from odoo.tests import HttpCase

#: What Odoo asks for every page of its portal, whoever made it: the account, its company, defaults.
_ODOO = re.compile(r'FROM "(?:res_users|res_company|ir_default|website\w*|ir_ui_view)"')


class RecordedCase(HttpCase):
    """Pages whose questions to the database are looked at."""

    @contextmanager
    def recorded(self, ours=False):
        """Give the list of the questions to the database, but for the savepoints that only tests need.

        :param bool ours: leave out what Odoo asks for every page of its portal, too
        """
        self.env.flush_all()
        queries, execute = [], Cursor.execute

        def record(cursor, query, *args, **kwargs):
            text = str(getattr(query, "code", query))
            if "SAVEPOINT" not in text and not (ours and _ODOO.search(text)):
                queries.append(text)
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", record):
            yield queries


class ReaderCase(RecordedCase):
    """Somebody who is logged in, and reads English."""

    def log_in(self, login):
        """Log in, as each user of the tests does, with the login as password."""
        self.authenticate(login, login)
        self.opener.cookies["frontend_lang"] = "en_US"

    def get(self, path):
        """Return a page as lxml element; what came is kept as ``response``."""
        self.response = self.url_open(path)
        return html.fromstring(self.response.content)

    def csrf(self):
        """Return what Odoo asks of every form of this session."""
        return http.Request.csrf_token(self)

    def send_form(self, page, path, **values):
        """Send a form of a page, with what it hides, and return the page that follows.

        :param page: lxml element
        :param str path: where the form goes
        """
        form = page.xpath(f"//form[@action='{path}']")[0]
        hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        self.response = self.url_open(path, data={**hidden, **values})
        self.env.invalidate_all()
        return html.fromstring(self.response.content)

    def enter_address(self, user, **values):
        """Log in and send Odoo's form of the own address, and return what it answers.

        :param user: ``res.users``, with the login as password
        :param values: what is entered beside, or in place of, a whole address
        :return: dict
        """
        self.authenticate(user.login, user.login)
        partner, indonesia = user.partner_id, self.env.ref("base.id")
        data = {
            "partner_id": str(partner.id),
            "name": partner.name,
            "email": partner.email,
            "phone": "0541-733333",
            "street": "Jl. Awang Long 12",
            "city": "Samarinda",
            "zip": "75121",
            "country_id": str(indonesia.id),
            "state_id": str(indonesia.state_ids[:1].id),
            "csrf_token": self.csrf(),
            **values,
        }
        return json.loads(self.url_open("/my/address/submit", data=data).text)
