import { _t } from "@web/core/l10n/translation";
import { usePopover } from "@web/core/popover/popover_hook";
import { registry } from "@web/core/registry";
import { propertiesField, PropertiesField } from "@web/views/fields/properties/properties_field";
import { PropertyDefinition } from "@web/views/fields/properties/property_definition";
import { PropertyValue } from "@web/views/fields/properties/property_value";

/** The kinds that a detail may be of; the server refuses others. */
const KINDS = {
    char: _t("Text"),
    text: _t("Text of several lines"),
    integer: _t("Whole number"),
    float: _t("Decimal number"),
    date: _t("Date"),
    selection: _t("Choice"),
    tags: _t("Tags"),
};

/** Odoo's editor of a property, which also asks whether the detail is required, and whether it is public. */
export class DetailDefinition extends PropertyDefinition {
    static template = "ptsp_exhibition.DetailDefinition";

    get availablePropertyTypes() {
        return Object.entries(KINDS);
    }

    onFlagChange(flag, value) {
        const propertyDefinition = { ...this.state.propertyDefinition, [flag]: value };
        this.props.onChange(propertyDefinition);
        this.state.propertyDefinition = propertyDefinition;
    }
}

/** Odoo's value of a property, but a number that nobody has entered is empty, where Odoo shows a zero. */
export class DetailValue extends PropertyValue {
    get isBlankNumber() {
        return ["integer", "float"].includes(this.props.type) && typeof this.props.value !== "number";
    }

    get displayValue() {
        return this.isBlankNumber ? "" : super.displayValue;
    }

    async onValueChange(newValue) {
        if (["integer", "float"].includes(this.props.type) && !newValue.trim()) {
            return this.props.onChange(false);
        }
        return super.onValueChange(newValue);
    }
}

/**
 * Odoo's properties, as details of an application: what is required is marked. In edit mode, which is that of the
 * dialog of a service, the details are defined; elsewhere they are only filled in.
 */
export class DetailsField extends PropertiesField {
    static template = "ptsp_exhibition.DetailsField";
    static components = { ...PropertiesField.components, PropertyValue: DetailValue };

    setup() {
        super.setup();
        this.popover = usePopover(DetailDefinition, {
            closeOnClickAway: this.checkPopoverClose,
            popoverClass: "o_property_field_popover",
            position: "right",
            onClose: () => this.onCloseCurrentPopover?.(),
            fixedPosition: true,
            arrow: false,
            setActiveElement: false,
        });
    }

    async checkDefinitionWriteAccess() {
        return Boolean(this.props.editMode) && super.checkDefinitionWriteAccess();
    }

    kindLabel(kind) {
        return KINDS[kind];
    }

    _getPropertyEditWarningText() {
        return _t("A manager defines the details of a service under Configuration, Services.");
    }
}

registry.category("fields").add("ptsp_details", { ...propertiesField, component: DetailsField });
