"""Make the first administrator, from the machine itself."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.accounts.services import make_administrator


class Command(BaseCommand):
    """`manage.py make_administrator EMAIL`: an account with the role, and a link to set its password."""

    help = "Give an address the role of administrator; prints and mails a link to set the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and the person's name."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and say where to set the password."""
        try:
            validate_email(options["email"])
        except ValidationError as refusal:
            raise CommandError(f"{options['email']} is not an e-mail address.") from refusal
        person, link = make_administrator(options["email"], name=options["name"])
        if options["json"]:
            self.stdout.write(json.dumps({"email": person.email, "link": link}))
        else:
            self.stdout.write(f"{person.email} is an administrator. Set the password here (works once):\n{link}")
