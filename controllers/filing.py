from odoo.exceptions import AccessError, UserError
from odoo.http import request

from .portal import ApplicantPortal

#: What the pages show of an application beside what is filled in.
PAGE_FIELDS = ("name", "service_id", "company_id", "state", "filed_online", "about", "commercial_partner_id")
#: Bytes of all that is posted at once: Odoo's own limit lies higher, and a phone would wait for minutes.
POST_LIMIT = 120 * 1024 * 1024


class OnlineFiling(ApplicantPortal):
    """Applicants file online: choose a service, fill in one page after the other, check, hand in.

    Each page is a form that works without JavaScript. The models decide what is allowed and say what is wrong.
    """

    def _do(self, work, refused, forbidden=None):
        """Do what an applicant has sent: counted, and wholly or not at all.

        :param work: function that does it and returns the response
        :param refused: function of the sentence that says why not, which returns the response
        :param forbidden: function that returns the response for whoever may not; the list of applications where none
            is named
        """
        try:
            request.env["ptsp.online.request"]._count()
            with request.env.cr.savepoint():
                return work()
        except AccessError:
            return forbidden() if forbidden else request.redirect("/my/applications")
        except UserError as error:
            return refused(str(error))

    def _readable_application(self, application_id):
        """Return an own application, empty where there is none.

        :param int application_id: its id
        """
        domain = [("id", "=", application_id), *self._applications_domain()]
        return request.env["ptsp.application"].search_fetch(domain, self._page_fields())

    @staticmethod
    def _page_fields():
        """Return the names of what the pages show of an application: read in one question to the database."""
        Application = request.env["ptsp.application"]
        fields = Application._fields
        names = [name for name in fields if getattr(fields[name], "editable_in", None) == "file"]
        return [
            *(name for name in names if Application._has_field_access(fields[name], "read")),
            *PAGE_FIELDS,
        ]

    def _open_application(self, application_id):
        """Return an own application that may be filled in now, empty where there is none.

        :param int application_id: its id
        """
        application = self._readable_application(application_id)
        return application if application and application._is_open_online() else application.browse()

    def _redirect_to(self, application_id):
        """Lead to the page of an application; it leads to the list whoever may not read it."""
        return request.redirect(f"/my/applications/{application_id}")

    def _title(self, name, wrong):
        """Return the title of a page: it says first that something is wrong."""
        title = request.env._("%(page)s – Filing Online", page=name)
        return request.env._("Error: %(title)s", title=title) if wrong else title

    def _weight_text(self, weight):
        """Say how much is attached, and how much may be.

        :param dict weight: as the model tells it
        """
        return request.env._(
            "%(files)s of at most %(files_limit)s files, %(size)s of %(limit)s. One file has at most %(file_limit)s.",
            files=weight["files"],
            files_limit=weight["files_limit"],
            size=self._size(weight["bytes"]),
            limit=self._size(weight["bytes_limit"]),
            file_limit=self._size(weight["file_limit"]),
        )

    @staticmethod
    def _size(count):
        """Write a number of bytes in the language of the page."""
        lang = request.env["res.lang"]._lang_get(request.env.lang or "en_US")
        megabytes = round(count / 1024 / 1024, 1)
        form = "%d" if megabytes == int(megabytes) else "%.1f"
        return f"{lang.format(form, megabytes)} MB" if megabytes else f"{-(-count // 1024)} kB"


def number(text):
    """Return a number that came as a text; 0 where it is none."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else 0
