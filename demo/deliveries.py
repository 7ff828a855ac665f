"""Files on their way to OPD in the demo, and the calls by which liaison asks after opinions."""

from datetime import timedelta

from odoo import api, models

#: Whose office was closed when the file was to be delivered.
CLOSED = "agency_transport"
#: Of whom liaison has asked the opinion: how, who answered, what was promised, and when it is asked again, in days.
CONTACTS = {
    "agency_public_order": (
        ("message", "Hendra, Seksi Operasi", "Berkas sudah diterima; peninjauan lokasi direncanakan lusa.", 1),
    ),
    "agency_tourism": (
        ("call", "Lestari, staf Bidang Destinasi", "Belum dapat dihubungi, diminta menelepon kembali.", 0),
        ("call", "Lestari, staf Bidang Destinasi", "Pertimbangan ditandatangani kepala dinas besok siang.", 1),
    ),
}


class PtspDemoDeliveries(models.AbstractModel):
    """Lets liaison take files to OPD, once in vain, and ask after opinions."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_deliveries(self):
        """Take a file to an OPD in vain, and note calls, unless that has been done."""
        if self.env["ptsp.opd.contact"].search_count([], limit=1):
            return
        self._deliver_in_vain()
        for agency, contacts in CONTACTS.items():
            self._ask_after(self._awaited(agency), contacts)

    def _deliver_in_vain(self):
        agency = self.env.ref(f"ptsp_exhibition.{CLOSED}")
        review = self.env["ptsp.technical.review"].search(
            [("agency_id", "=", agency.id), ("to_deliver", "=", True)], order="id desc", limit=1
        )
        review = self._as_user(review, self._officer("liaison", 0))
        moment = self._moment_between(review.sudo().service_id, review.application_id.waiting_since)
        with self._at(moment(0.4)):
            review.action_prepare_delivery()
        with self._at(moment(0.8)):
            review.delivery_id.action_fail("nobody", "Petugas penerima surat sedang rapat, diminta kembali besok pagi.")

    def _ask_after(self, review, contacts):
        review = self._as_user(review, self._officer("liaison", 0))
        service = review.sudo().service_id
        moment = self._moment_between(service, review.dispatched_at)
        today = service._today()
        for number, (channel, person, said, days) in enumerate(contacts, start=1):
            next_on = today + timedelta(days=days)
            with self._at(moment(number / (len(contacts) + 1))):
                review.action_note_contact(channel, person, said, next_on)
