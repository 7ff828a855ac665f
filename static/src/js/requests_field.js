import { Component } from "@odoo/owl";
import { FileModel } from "@web/core/file_viewer/file_model";
import { FileViewer } from "@web/core/file_viewer/file_viewer";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { many2ManyBinaryField } from "@web/views/fields/many2many_binary/many2many_binary_field";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { textField, TextField } from "@web/views/fields/text/text_field";
import { PapersField } from "./checklist_field";

/** What a request asks for, chosen at once: a question, a paper of the checklist, a detail, or an additional paper. */
export class AskedForField extends Component {
    static template = "ptsp_exhibition.AskedForField";
    static props = { ...standardFieldProps };

    get data() {
        return this.props.record.data;
    }

    get kinds() {
        return Object.fromEntries(this.props.record.fields[this.props.name].selection);
    }

    get groups() {
        const choices = this.data.choices || [];
        return ["paper", "data"]
            .map((kind) => ({
                kind,
                label: this.kinds[kind],
                options: choices
                    .filter((choice) => choice[0] === kind)
                    .map(([, id, label]) => ({ key: `${kind},${id}`, id, label })),
            }))
            .filter((group) => group.options.length);
    }

    get chosen() {
        const { kind, checklist_line_id: line, field_name: detail } = this.data;
        return { paper: `paper,${line && line.id}`, data: `data,${detail}` }[kind] || kind;
    }

    choose(ev) {
        const [kind, ...rest] = ev.target.value.split(",");
        const id = rest.join(",");
        const label = ev.target.selectedOptions[0].label;
        return this.props.record.update({
            [this.props.name]: kind,
            checklist_line_id: kind === "paper" ? { id: Number(id), display_name: label } : false,
            field_name: kind === "data" ? id : false,
            paper_name: kind === "extra_paper" ? this.data.paper_name : false,
        });
    }

    rename(ev) {
        return this.props.record.update({ paper_name: ev.target.value.trim() });
    }
}

registry.category("fields").add("ptsp_asked_for", {
    component: AskedForField,
    supportedTypes: ["selection"],
});

/** The words of a request. A phrase of the library goes behind what is written, by one click, and is changed there. */
export class PhrasedField extends TextField {
    static template = "ptsp_exhibition.PhrasedField";

    get phrases() {
        const { kind, checklist_line_id: line, choices, phrase_choices } = this.props.record.data;
        const paper = (choices || []).find((choice) => choice[0] === "paper" && line && choice[1] === line.id);
        return (phrase_choices || [])
            .map(([id, name, text, of, requirement]) => ({ id, name, text, of, requirement }))
            .filter((phrase) => !phrase.of || phrase.of === kind)
            .filter((phrase) => !phrase.requirement || (paper && phrase.requirement === paper[3]));
    }

    insert(phrase) {
        const said = this.textareaRef.el.value.trim();
        const text = !said || said.includes(phrase.text) ? said || phrase.text : `${said} ${phrase.text}`;
        return this.props.record.update({
            phrase_id: { id: phrase.id, display_name: phrase.name },
            [this.props.name]: text,
        });
    }
}

registry.category("fields").add("ptsp_phrased", { ...textField, component: PhrasedField });

/** What was answered: the words, and the files below. */
export class AnswerField extends PapersField {
    static template = "ptsp_exhibition.AnswerField";
}

registry.category("fields").add("ptsp_answer", {
    ...many2ManyBinaryField,
    component: AnswerField,
    extractProps: (fieldInfo, dynamicInfo) => ({ readonly: dynamicInfo.readonly }),
});

/** One of several, or several of them, by a click each; kept as a list of keys. */
export class ChoicesField extends Component {
    static template = "ptsp_exhibition.ChoicesField";
    static props = { ...standardFieldProps, options: { type: String }, kind: { type: String } };

    get several() {
        return this.props.record.data[this.props.kind] === "tags";
    }

    get chosen() {
        return this.props.record.data[this.props.name] || [];
    }

    get choices() {
        return (this.props.record.data[this.props.options] || []).map(([key, label]) => ({
            key,
            label,
            chosen: this.chosen.includes(key),
        }));
    }

    toggle({ key, chosen }) {
        const others = this.several ? this.chosen.filter((other) => other !== key) : [];
        return this.props.record.update({ [this.props.name]: chosen && this.several ? others : [...others, key] });
    }
}

registry.category("fields").add("ptsp_choices", {
    component: ChoicesField,
    supportedTypes: ["json"],
    extractProps: ({ options }) => ({ options: options.among, kind: options.kind }),
});

/** Files in Odoo's viewer, where they stand: with zoom, next and previous. */
export class ShownFilesField extends Component {
    static template = "ptsp_exhibition.ShownFilesField";
    static components = { FileViewer };
    static props = { ...standardFieldProps };

    get nothing() {
        return _t("No file");
    }

    get files() {
        return this.props.record.data[this.props.name].records.map((file) =>
            Object.assign(new FileModel(), {
                id: file.resId,
                name: file.data.name,
                mimetype: file.data.mimetype,
                type: "binary",
            })
        );
    }
}

registry.category("fields").add("ptsp_shown_files", {
    component: ShownFilesField,
    supportedTypes: ["many2many"],
    relatedFields: many2ManyBinaryField.relatedFields,
});
