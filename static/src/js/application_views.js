import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** Offers an action of the menu only where every record at hand says by a field that it can work. */
function offered(item, records, field) {
    const { isAvailable } = item;
    return { ...item, isAvailable: () => isAvailable() && records().every((record) => record.data[field]) };
}

function offeredItems({ addPropertyFieldValue, ...items }, records) {
    // What a service asks for is defined at the service, so nobody edits properties here.
    return {
        ...items,
        duplicate: offered(items.duplicate, records, "may_duplicate"),
        delete: offered(items.delete, records, "may_delete"),
    };
}

export class ApplicationFormController extends FormController {
    getStaticActionMenuItems() {
        const items = offeredItems(super.getStaticActionMenuItems(), () => [this.model.root]);
        // Giving up is no step of the way forward: where it is all that one may do, it stands here.
        for (const [position, { key, label }] of (this.model.root.data.ways_out || []).entries()) {
            items[key] = {
                isAvailable: () => !this.model.root.isNew,
                sequence: 60 + position,
                icon: "fa fa-ban",
                description: label,
                callback: () => this.giveUp(key),
            };
        }
        return items;
    }

    async giveUp(key) {
        await this.model.root.save();
        const { resModel, resId } = this.model.root;
        const context = { ...this.props.context, transition: key };
        const action = await this.model.orm.call(resModel, "action_ask_note", [[resId]], { context });
        this.env.services.action.doAction(action, { onClose: () => this.model.root.load() });
    }
}

export class ApplicationListController extends ListController {
    getStaticActionMenuItems() {
        return offeredItems(super.getStaticActionMenuItems(), () => this.model.root.selection);
    }
}

registry.category("views").add("ptsp_application_form", { ...formView, Controller: ApplicationFormController });
registry.category("views").add("ptsp_application_list", { ...listView, Controller: ApplicationListController });
