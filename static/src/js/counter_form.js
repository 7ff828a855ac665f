import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { onWillUnmount } from "@odoo/owl";

/** The screen of a counter, which looks again when a number is taken or called elsewhere. */
export class CounterFormController extends FormController {
    setup() {
        super.setup();
        const bus = useService("bus_service");
        let waits = null;
        const lookAgain = () => {
            // Several numbers in one moment are one look.
            clearTimeout(waits);
            waits = setTimeout(() => this.model.root.resId && this.model.root.load(), 300);
        };
        bus.subscribe("ptsp_queue", lookAgain);
        onWillUnmount(() => {
            clearTimeout(waits);
            bus.unsubscribe("ptsp_queue", lookAgain);
        });
    }
}

registry.category("views").add("ptsp_counter_form", { ...formView, Controller: CounterFormController });
