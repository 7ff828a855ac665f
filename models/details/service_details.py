from markupsafe import Markup

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from ..procedure.types import DRAFT
from ..service.text_limits import LIMITS
from .detail import KINDS, LABEL_LIMIT, TEXT_KINDS, Detail
from .detail_definition import DETAIL_FLAGS


class ServiceDetails(models.Model):
    """Which details a service asks for: a manager defines them as Odoo's own properties.

    What filed applications say stays readable: a detail that they use is not taken away and stays of its kind, and so
    do its options. The next SOP revision takes the details along and may ask for others.
    """

    _inherit = "ptsp.service"

    detail_definition = fields.PropertiesDefinition(
        "Details", help="What applicants declare under this service, beside who they are."
    )
    detail_overview = fields.Html(compute="_compute_detail_overview", sanitize=False)

    @api.depends("detail_definition")
    def _compute_detail_overview(self):
        for service in self:
            service.detail_overview = service._overview_of_details()

    def _overview_of_details(self):
        """Return the details as a table for the manager: label, kind, whether required or public, placeholder."""
        kinds = self._kinds_of_details()
        yes = self.env._("Yes")
        rows = Markup().join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td><code>[[%s]]</code></td></tr>")
            % (
                detail.label,
                kinds[detail.kind],
                yes if detail.required else "",
                yes if detail.public else "",
                detail.placeholder,
            )
            for detail in map(Detail.of, self.detail_definition)
        )
        if not rows:
            return False
        head = Markup().join(
            Markup("<th>%s</th>") % title
            for title in (
                self.env._("Detail"),
                self.env._("Kind"),
                self.env._("Required"),
                self.env._("Public"),
                self.env._("Placeholder in Letters"),
            )
        )
        return Markup('<table class="table table-sm"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>') % (
            head,
            rows,
        )

    @api.model
    def _kinds_of_details(self):
        """Return the kinds that a detail may be of, as a dict from Odoo's name to what a manager reads."""
        return {
            "char": self.env._("Text"),
            "text": self.env._("Text of several lines"),
            "integer": self.env._("Whole number"),
            "float": self.env._("Decimal number"),
            "date": self.env._("Date"),
            "selection": self.env._("Choice"),
            "tags": self.env._("Tags"),
        }

    @tools.ormcache("self.id")
    def _details(self):
        """Return the details that the service asks for, in their order, remembered until they change.

        :return: tuple of ``Detail``
        """
        # Whoever reads an application reads what it declares.
        return tuple(map(Detail.of, self.sudo().detail_definition or ()))

    @api.constrains("detail_definition")
    def _check_detail_definition(self):
        for service in self:
            placeholders = {}
            for definition in service.detail_definition:
                service._check_definition(definition)
                detail = Detail.of(definition)
                other = placeholders.setdefault(detail.placeholder, detail)
                if other is not detail:
                    raise ValidationError(
                        self.env._(
                            "%(label)s and %(other)s would have the same placeholder in letters. Call one of them "
                            "otherwise.",
                            label=detail.label,
                            other=other.label,
                        )
                    )

    def _check_definition(self, definition):
        """Refuse a detail that no applicant could fill in, or that would show more than was declared.

        :param dict definition: as Odoo keeps it
        :raises ValidationError: saying what to change
        """
        detail = Detail.of(definition) if definition["type"] in KINDS else None
        if not detail:
            raise ValidationError(
                self.env._(
                    "%(label)s is of a kind that no detail can have. Choose one of: %(kinds)s.",
                    label=definition.get("string") or definition["name"],
                    kinds=", ".join(self._kinds_of_details().values()),
                )
            )
        if not detail.placeholder:
            raise ValidationError(self.env._("Give every detail a label with letters, such as Research Title."))
        texts = (detail.label, detail.suffix, *(label for _key, label in detail.options))
        if any(not isinstance(text, str) or len(text) > LABEL_LIMIT for text in texts):
            raise ValidationError(
                self.env._(
                    "%(label)s: a label is a text of at most %(limit)s characters. Shorten it.",
                    label=detail.label[:LABEL_LIMIT],
                    limit=LABEL_LIMIT,
                )
            )
        if detail.kind in ("selection", "tags") and not all(
            isinstance(key, str) and label.strip() for key, label in detail.options or [("", "")]
        ):
            raise ValidationError(
                self.env._("%(label)s: enter from what applicants choose, each option with a name.", label=detail.label)
            )
        if any(definition.get(flag) not in (None, False, True) for flag in DETAIL_FLAGS):
            raise ValidationError(
                self.env._("%(label)s: let Required and Public be either yes or no.", label=detail.label)
            )
        if problem := self._problem_with_detail(detail, definition.get("default")):
            raise ValidationError(problem)

    @api.model
    def _problem_with_detail(self, detail, value):
        """Tell why a value cannot stand for a detail.

        :param Detail detail: the detail
        :param value: as Odoo keeps it
        :return: one sentence, or nothing
        """
        limit = self._detail_limits().get(detail.kind)
        if limit and isinstance(value, str):
            if len(value) > limit.chars:
                return self.env._(
                    "%(field)s is longer than %(limit)s characters. Shorten it.", field=detail.label, limit=limit.chars
                )
            if limit.lines and value.count("\n") >= limit.lines:
                return self.env._(
                    "%(field)s has more than %(limit)s lines. Shorten it.", field=detail.label, limit=limit.lines
                )
        if not detail.fits(value):
            return self.env._(
                "%(field)s: %(value)s does not fit. It must be of the kind: %(kind)s.",
                field=detail.label,
                value=str(value)[:LABEL_LIMIT],
                kind=self._kinds_of_details()[detail.kind],
            )
        return None

    @api.model
    def _detail_limits(self):
        """Return the longest text of each kind, as ``Limit``: the same as of an application's other texts."""
        return {kind: LIMITS[kind] for kind in TEXT_KINDS}

    def write(self, vals):
        if "detail_definition" not in vals:
            return super().write(vals)
        before = {service: tuple(map(Detail.of, service.detail_definition)) for service in self}
        result = super().write(vals)
        for service, details in before.items():
            service._check_details_kept(details)
        return result

    def _check_details_kept(self, before):
        """Refuse to take away what filed applications say.

        :param tuple before: the ``Detail`` of before
        :raises UserError: naming what they use
        """
        self.ensure_one()
        after = {detail.name: detail for detail in map(Detail.of, self.detail_definition)}
        for detail in before:
            kept = after.get(detail.name)
            if not kept or kept.kind != detail.kind:
                lost = [detail.label] if self._is_declared(detail) else []
            else:
                gone = dict(detail.options).keys() - dict(kept.options).keys()
                lost = [label for key, label in detail.options if key in gone and self._is_declared(detail, key)]
            if lost:
                raise UserError(
                    self.env._(
                        "Applications that were filed under %(service)s say something about %(details)s, so it stays "
                        "as it is. Create a new SOP revision to ask for something else.",
                        service=self.display_name,
                        details=", ".join(lost),
                    )
                )

    def _is_declared(self, detail, option=None):
        """Tell whether an application that is no draft any more says something about a detail.

        :param Detail detail: the detail
        :param str option: key of an option; only applications that chose it count
        """
        path = f"details.{detail.name}"
        said = (path, "in", [option]) if option else (path, "!=", False)
        domain = [("service_id", "=", self.id), ("state", "!=", DRAFT), said]
        # Whatever the manager may read of them.
        return bool(self.env["ptsp.application"].sudo().search(domain, limit=1))

    def action_define_details(self):
        """Open the dialog in which a manager defines the details.

        :return: the action
        """
        self.ensure_one()
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.detail_editor_action")
        return {**action, "context": {"default_service_id": self.id}}
