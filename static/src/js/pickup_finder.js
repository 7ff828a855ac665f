import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { useExternalListener } from "@odoo/owl";

/** The dialog in which a letter is sought: scanners end what they have read with the Enter key. */
export class PickupFinderController extends FormController {
    setup() {
        super.setup();
        useExternalListener(window, "keydown", (event) => {
            if (event.key !== "Enter" || !event.target.closest?.(".modal [name=sought]")) return;
            event.preventDefault();
            event.target.closest(".modal").querySelector("button[name=action_find]").click();
        });
    }
}

registry.category("views").add("ptsp_pickup_finder", { ...formView, Controller: PickupFinderController });
