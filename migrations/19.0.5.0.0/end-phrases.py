def migrate(cr, version):
    """Later revisions of a service that have no phrases for requests get those of the service as it was delivered."""
    cr.execute(
        """INSERT INTO ptsp_request_phrase (service_id, sequence, name, text, kind, requirement_id, active)
           SELECT revision.id, phrase.sequence, phrase.name, phrase.text, phrase.kind, paper.id, phrase.active
             FROM ptsp_request_phrase phrase
             JOIN ir_model_data known ON known.model = 'ptsp.request.phrase'
                                     AND known.module = 'ptsp_exhibition'
                                     AND known.res_id = phrase.id
             JOIN ptsp_service service ON service.id = phrase.service_id
             JOIN ptsp_service revision ON revision.code = service.code AND revision.id != service.id
        LEFT JOIN ptsp_requirement named ON named.id = phrase.requirement_id
        LEFT JOIN ptsp_requirement paper ON paper.service_id = revision.id
                                        AND paper.name ->> 'en_US' = named.name ->> 'en_US'
            WHERE NOT EXISTS (SELECT 1 FROM ptsp_request_phrase own WHERE own.service_id = revision.id)
              AND (named.id IS NULL OR paper.id IS NOT NULL)"""
    )
