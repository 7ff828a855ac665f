from odoo import api, fields, models


class ApplicationProposals(models.Model):
    """Which opinions are proposed for an application, from its facts (step 7)."""

    _inherit = "ptsp.application"

    proposal_ids = fields.One2many(
        "ptsp.opinion.proposal",
        "application_id",
        "Proposed Opinions",
        copy=False,
        groups="ptsp_exhibition.group_reader",
        help="Which opinions the catalogue proposes, why, and what verification has decided.",
    )
    rules_unusable = fields.Text(
        "Cannot Be Proposed",
        compute="_compute_rules_unusable",
        compute_sudo=True,
        groups="ptsp_exhibition.group_reader",
        help="Rules of the catalogue that cannot be used at the moment: who verifies decides without them.",
    )

    @api.depends("state", "service_id")
    def _compute_rules_unusable(self):
        for application in self:
            kinds = application._kinds_to_propose() if application._state_asks_for_opinions() else None
            problems = kinds and [kind.rule_problem for kind in kinds if kind.rule_problem]
            application.rules_unusable = "\n".join(problems) if problems else False

    def write(self, vals):
        result = super().write(vals)
        # A file that enters the desk is looked at as it enters.
        if "state" not in vals and self.env["ptsp.opinion.kind"]._fields_of_rules().intersection(vals):
            self._as_procedure()._propose_opinions()
        return result

    def _state_entered(self, transition, now):
        result = super()._state_entered(transition, now)
        self._propose_opinions()
        return result

    def _state_asks_for_opinions(self):
        """Tell whether the file lies where opinions are asked for."""
        self.ensure_one()
        return "reviews" in self._state().opens

    def _asks_for_opinions(self, user):
        """Tell whether a user is of the desk that asks for opinions, and has the file.

        :param user: ``res.users``
        """
        self.ensure_one()
        return self._state_asks_for_opinions() and bool(
            user._ptsp_roles(self.company_id).intersection(self._state().roles)
        )

    def _kinds_to_propose(self):
        """Return the kinds of opinion of the service that have a rule."""
        return self.env["ptsp.opinion.kind"].browse(self.service_id._proposing_kind_ids())

    def _propose_opinions(self):
        """Hold the rules of the catalogue against the applications that lie where opinions are asked for.

        What is decided stays decided; what no rule proposes any more, and nobody has decided, is proposed no longer.
        In procedure mode.
        """
        here = self.filtered(lambda one: one._state_asks_for_opinions() and one.service_id._proposing_kind_ids())
        if not here:
            return
        known = self.env["ptsp.opinion.proposal"].search([("application_id", "in", here.ids)])
        known_pairs = {(proposal.application_id, proposal.kind_id) for proposal in known}
        proposed, vals_list = set(), []
        for service, applications in here.grouped("service_id").items():
            for kind in self.env["ptsp.opinion.kind"].browse(service._proposing_kind_ids()):
                for application in kind._matching(applications):
                    proposed.add((application, kind))
                    if (application, kind) not in known_pairs:
                        vals_list.append(application._vals_of_proposal(kind))
        known.filtered(
            lambda proposal: (
                proposal.state == "proposed" and (proposal.application_id, proposal.kind_id) not in proposed
            )
        ).unlink()
        if vals_list:
            self.env["ptsp.opinion.proposal"].create(vals_list)._take_what_is_asked()

    def _vals_of_proposal(self, kind):
        """Return the values of a new proposal.

        :param kind: the ``ptsp.opinion.kind``
        """
        self.ensure_one()
        return {
            "application_id": self.id,
            "kind_id": kind.id,
            "name": kind._official_name(),
            "reason": kind._official_reason(),
            "agency_id": kind.agency_id.id if kind.agency_id.active else False,
        }

    def _guard_proposals_decided(self):
        """Verification has decided on each opinion that is proposed."""
        if not self.service_id._proposing_kind_ids():
            return None
        open_proposals = self.proposal_ids.filtered(lambda proposal: proposal.state == "proposed")
        if not open_proposals:
            return None
        return self.env._(
            "Decide under Technical Reviews of %(name)s which opinions are asked for: %(kinds)s.",
            name=self.name,
            kinds=", ".join(open_proposals.mapped("name")),
        )
