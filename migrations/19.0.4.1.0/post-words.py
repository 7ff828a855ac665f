from odoo.tools.translate import TranslationImporter

MODULE = "ptsp_exhibition"
#: Names of steps in English, which were one text for two steps, and what each is.
ENGLISH = (
    (
        "step_12",
        "Check draft and file; return it or initial it",
        "Check draft and file; return it, or initial it and pass it to the division head; propose a joint meeting "
        "where needed",
    ),
    (
        "step_13",
        "Check draft and file; return it or initial it",
        "Check draft and file; return it, or initial it and pass it to the agency head; call for a joint meeting "
        "where needed",
    ),
)
#: Names of steps in Indonesian, as they were and as they are.
INDONESIAN = (
    (
        "step_07",
        "Memastikan kelengkapan dan kevalidan berkas; menentukan jenis pertek yang dibutuhkan; membuat surat pengantar "
        "ke OPD terkait; atau meminta perbaikan",
        "Memastikan kelengkapan dan kevalidan berkas; menentukan jenis pertimbangan teknis yang dibutuhkan; membuat "
        "surat pengantar ke OPD terkait; atau meminta perbaikan",
    ),
    (
        "step_12",
        "Memeriksa konsep surat dan berkas terkait; meminta perbaikan atau membubuhkan paraf",
        "Memeriksa konsep surat dan berkas; meminta perbaikan, atau membubuhkan paraf dan menyerahkannya kepada Kepala "
        "Bidang; mengusulkan rapat gabungan jika diperlukan",
    ),
    (
        "step_13",
        "Memeriksa konsep surat dan berkas terkait; meminta perbaikan atau membubuhkan paraf",
        "Memeriksa konsep surat dan berkas; meminta perbaikan, atau membubuhkan paraf dan menyerahkannya kepada Kepala "
        "Dinas; meminta rapat gabungan jika diperlukan",
    ),
    (
        "step_14",
        "Memberikan persetujuan dengan menandatangani surat; atau mengembalikan konsep surat; atau meminta konfirmasi "
        "pemohon atau tinjauan teknis kembali",
        "Memberikan persetujuan dengan menandatangani surat; atau mengembalikan konsep surat; atau meminta penjelasan "
        "pemohon atau telaah teknis kembali",
    ),
)


def migrate(cr, version):
    """Say labels, menus, views and steps in the words of today; what an agency has named itself stays."""
    importer = TranslationImporter(cr)
    importer.load_file(f"{MODULE}/i18n/id.po", "id_ID")
    # Of data that belong to the agency (noupdate) it leaves the words as they are.
    importer.save(overwrite=True)
    for lang, names in (("en_US", ENGLISH), ("id_ID", INDONESIAN)):
        for name, before, after in names:
            cr.execute(
                """UPDATE ptsp_step step
                      SET name = jsonb_set(step.name, %(path)s, to_jsonb(%(after)s::text))
                     FROM ir_model_data data
                    WHERE data.module = %(module)s
                      AND data.name = %(name)s
                      AND data.model = 'ptsp.step'
                      AND data.res_id = step.id
                      AND step.name ->> %(lang)s = %(before)s""",
                {"path": [lang], "lang": lang, "module": MODULE, "name": name, "before": before, "after": after},
            )
