"""A service that is about no exhibition, and asks for details of its own."""

from .common import PtspCase

#: What a manager defines: one detail of each kind, some required, some public.
DEFINITION = [
    {"name": "title", "string": "Judul Penelitian", "type": "char", "required": True, "public": True},
    {"name": "summary", "string": "Ringkasan", "type": "text"},
    {
        "name": "field",
        "string": "Bidang",
        "type": "selection",
        "selection": [["health", "Kesehatan"], ["law", "Hukum"]],
        "required": True,
        "public": True,
    },
    {
        "name": "places",
        "string": "Lokasi",
        "type": "tags",
        "tags": [["smd", "Samarinda", 1], ["bpn", "Balikpapan", 2], ["brt", "Berau", 3]],
        "required": True,
    },
    {"name": "begins", "string": "Tanggal Mulai", "type": "date", "required": True, "public": True},
    {"name": "people", "string": "Jumlah Peneliti", "type": "integer", "suffix": "orang", "required": True},
    {"name": "budget", "string": "Biaya (juta rupiah)", "type": "float"},
]


class DetailsCase(PtspCase):
    """The service *Rekomendasi Penelitian*, with applications that may be submitted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exhibitions = cls.service
        cls.service = cls.exhibitions.copy(
            {
                "name": "Rekomendasi Penelitian",
                "code": "PNL-01",
                "about": "details",
                "in_force_from": cls.exhibitions.in_force_from,
                "detail_definition": DEFINITION,
                "letter_template_recommended": "<p>Untuk [[judul_penelitian]]:</p><p>[[facts]]</p>",
            }
        )

    @classmethod
    def declared(cls, **details):
        """Return what an applicant declares about a research, by names of details."""
        return {
            "title": "Gizi Balita <Pesisir>",
            "field": "health",
            "places": ["brt", "smd"],
            "begins": "2031-05-03",
            "people": 1200,
            **details,
        }

    @classmethod
    def application_vals(cls, **values):
        return {
            "service_id": cls.service.id,
            "partner_id": cls.applicant.id,
            "applicant_identity": "6472051203850001",
            "details": cls.declared(),
            **values,
        }

    def define(self, *definition, user="manager"):
        """Define the details of the service as a manager does."""
        self.service.with_user(self.users[user]).detail_definition = list(definition)

    @staticmethod
    def changed(name, **keys):
        """Return the definition with one detail changed, or without it where no keys are given."""
        definition = [detail for detail in DEFINITION if keys or detail["name"] != name]
        return [{**detail, **keys} if detail["name"] == name else detail for detail in definition]
