import json

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...tools import hash_chain
from ...tools.boolean_search import positive

_lt = LazyTranslate(__name__)
#: What groups are called in which it is not there yet.
_NOT_DONE = _lt("Not Done Yet")

#: What the hash of a closed line covers, by its version. A list that has been used is never changed: a line that is
#: to cover more gets the next version, and the lines of before stay verifiable by theirs.
HASHED_FIELDS = {
    0: (
        "application_id",
        "sequence",
        "step_id",
        "state",
        "action",
        "user_id",
        "started_at",
        "ended_at",
        "working_minutes",
        "norm_minutes",
        "within_norm",
        "note",
        "document_sha256",
        "deputation_id",
    ),
    1: (
        "application_id",
        "sequence",
        "step_id",
        "state",
        "action",
        "user_id",
        "deputation_id",
        "started_at",
        "ended_at",
        "working_minutes",
        "norm_minutes",
        "within_norm",
        "note",
        "document_sha256",
    ),
}
HASHED_FIELDS[2] = (*HASHED_FIELDS[1], "evidence", "unseparated")
HASHED_FIELDS[3] = (*HASHED_FIELDS[2], "effective_at", "taken_at")
#: With which version lines are closed now.
HASH_VERSION = 3


class ControlLine(models.Model):
    """A line of the process control sheet (*map pengendali proses*): one actor's share of the work.

    The line is opened by the transition into a state and closed, with the actor's name, by the one that
    leaves it. After that nothing changes it: every closed line carries a hash over itself and all before.
    """

    _name = "ptsp.control.line"
    _description = "Process Control Line"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, sequence"
    _rec_name = "state"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    sequence = fields.Integer("Line", required=True, readonly=True)
    step_id = fields.Many2one("ptsp.step", ondelete="restrict", readonly=True, index="btree_not_null")
    state = fields.Selection(selection="_selection_state", required=True, readonly=True)
    is_last = fields.Boolean(
        "Last Line",
        compute="_compute_is_last",
        search="_search_is_last",
        help="It stands for the end of the procedure, at which nobody works.",
    )
    action = fields.Selection(
        selection="_selection_action",
        readonly=True,
        falsy_value_label=_NOT_DONE,
        help="What the actor did, and with which the line was closed.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Actor",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        falsy_value_label=_NOT_DONE,
    )
    deputation_id = fields.Many2one(
        "ptsp.deputation",
        "Acting As",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Where the actor did not hold the role but acted for somebody.",
    )
    started_at = fields.Datetime("Time In", required=True, readonly=True)
    ended_at = fields.Datetime("Time Out", readonly=True, falsy_value_label=_NOT_DONE)
    taken_at = fields.Datetime(
        "Taken in Hand",
        readonly=True,
        help="When an officer took the file. From time in until then it waited, from then on it was handled.",
    )
    effective_at = fields.Datetime(
        "Effective From",
        readonly=True,
        help="The moment that counts for the promise, where it lies before the time out: the receipt of an opinion on "
        "paper that was entered later.",
    )
    working_minutes = fields.Float(
        "Minutes",
        readonly=True,
        aggregator="avg",
        digits=(16, 2),
        help="Minutes within service hours between time in and time out.",
    )
    waiting_minutes = fields.Float(
        "Minutes Waiting",
        readonly=True,
        aggregator="avg",
        digits=(16, 2),
        help="Minutes within service hours from time in until an officer took the file. Only where one did.",
    )
    handling_minutes = fields.Float(
        "Minutes Handled",
        readonly=True,
        aggregator="avg",
        digits=(16, 2),
        help="Minutes within service hours from the taking of the file to time out. Only where an officer took it.",
    )
    norm_minutes = fields.Integer(
        "Norm (min)", readonly=True, aggregator="avg", help="Norm of the step, in working minutes."
    )
    within_norm = fields.Boolean(readonly=True, help="The step was done within its norm, or has none.")
    note = fields.Text(readonly=True, max_chars=2000, max_lines=50)
    evidence = fields.Text(
        readonly=True,
        max_chars=1_000_000,
        help="What was settled with this line and stands elsewhere in the application, such as numbers and the "
        "fingerprints of papers, as JSON. The chain covers it.",
    )
    line_hash = fields.Char("Chain", readonly=True, help="SHA-256 over this line and the chain before it.")

    _sequence_unique = models.UniqueIndex(
        "(application_id, sequence)", "Each line of a control sheet has its own number."
    )
    _open_line_unique = models.UniqueIndex(
        "(application_id) WHERE ended_at IS NULL", "A control sheet has one open line at most."
    )

    _step_done = models.Index("(step_id, ended_at)")

    @api.model
    def _selection_state(self):
        return self.env["ptsp.service"]._selection_state()

    @api.model
    def _selection_action(self):
        return self.env["ptsp.service"]._selection_transition()

    @api.depends("state", "application_id.service_id")
    def _compute_is_last(self):
        for line in self:
            line.is_last = line.state in line.application_id._procedure().final_states

    def _search_is_last(self, operator, values):
        return positive(operator, values, self._domain_of_last_lines)

    @api.model
    def _domain_of_last_lines(self):
        """Return the domain of the lines that stand for the end of a procedure."""
        return self.env["ptsp.service"]._domain_of_states(
            lambda procedure: procedure.final_states, service="application_id.service_id"
        )

    def _acting_as(self):
        """Return the role that the actor held for somebody, as official documents name it; empty for who held it."""
        return self.deputation_id._official_role()

    def _hash_content(self, version):
        """Return what the hash of a closed line covers.

        :param int version: of the hash
        :return: JSON-serialisable values
        """
        self.ensure_one()
        names = HASHED_FIELDS[version]
        if version == 0 and not self.deputation_id:
            # Sheets of before there were acting officers.
            names = names[:-1]
        return [self._hash_value(name) for name in names]

    def _hash_value(self, name):
        """Return the value of a field as the hash covers it: exactly as it is stored, in one form for ever."""
        value, kind = self[name], self._fields[name].type
        if kind == "many2one":
            return value.id
        if kind == "datetime":
            return fields.Datetime.to_string(value)
        if kind == "float":
            return f"{value:.2f}"
        return value if kind in ("integer", "boolean") else value or ""

    def _evidence_of(self, name):
        """Return what the last of these lines that says something about a matter says of it, or None.

        :param str name: of the matter, as ``ptsp.application._evidence`` names it
        """
        for line in self.sorted("sequence", reverse=True):
            if line.evidence and name in (said := json.loads(line.evidence)):
                return said[name]
        return None

    def _seal(self):
        """Tie closed lines into the chains of their applications, in procedure mode."""
        for line in self:
            application = line.application_id
            previous = application.chain_hash or hash_chain.GENESIS
            line.line_hash = hash_chain.link(previous, line._hash_content(HASH_VERSION), HASH_VERSION)
            application.write({"chain_hash": line.line_hash, "control_count": line.sequence})

    def _first_broken(self):
        """Verify the lines of one control sheet, given in their order.

        :return: number of the first line that is not as the procedure left it, or 0
        """
        previous_hash, previous_end, previous_version = hash_chain.GENESIS, None, 0
        for position, line in enumerate(self, start=1):
            continuous = line.sequence == position and previous_end in (None, line.started_at)
            if line.ended_at:
                version = hash_chain.version_of(line.line_hash)
                # A sheet never goes back to a version that covers less.
                sound = version in HASHED_FIELDS and version >= previous_version
                if sound:
                    previous_hash = hash_chain.link(previous_hash, line._hash_content(version), version)
                    previous_version = version
                    sound = line.line_hash == previous_hash
            else:
                sound = position == len(self) and line.state == line.application_id.state
            if not (continuous and sound):
                return position
            previous_end = line.ended_at
        return 0
