import { patch } from "@web/core/utils/patch";
import { ActionMenus } from "@web/search/action_menus/action_menus";

/**
 * Offers the documents of an application in the order in which the server names them: those that fit the state of
 * the application first. Odoo asks the server which of them can be printed, and keeps the order of its own list.
 */
patch(ActionMenus.prototype, {
    async loadAvailablePrintItems() {
        const items = await super.loadAvailablePrintItems();
        if (this.props.resModel !== "ptsp.application") {
            return items;
        }
        const ids = await this.orm.call("ir.actions.report", "get_valid_action_reports", [
            items.map((item) => item.key),
            this.props.resModel,
            this.props.getActiveIds(),
        ]);
        return items.sort((one, other) => ids.indexOf(one.key) - ids.indexOf(other.key));
    },
});
