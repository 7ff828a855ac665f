import { Component, useEffect, useExternalListener, useRef, useState, useSubEnv } from "@odoo/owl";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { FileModel } from "@web/core/file_viewer/file_model";
import { FileViewer } from "@web/core/file_viewer/file_viewer";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useFileUploader } from "@web/core/utils/files";
import { useService } from "@web/core/utils/hooks";
import { many2ManyBinaryField, Many2ManyBinaryField } from "@web/views/fields/many2many_binary/many2many_binary_field";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { x2ManyField, X2ManyField } from "@web/views/fields/x2many/x2many_field";

/** What a paper is, by name; the server looks at the content. */
const KINDS = [".pdf", ".jpg", ".jpeg", ".png"];

/** Odoo's list of the checklist with Odoo's viewer beside it: papers open where they are marked, one after the other. */
export class ChecklistField extends X2ManyField {
    static template = "ptsp_exhibition.ChecklistField";
    static components = { ...X2ManyField.components, FileViewer };

    setup() {
        super.setup();
        this.ui = useService("ui");
        this.overlay = useFileViewer();
        this.beside = useState({ files: [], index: 0, key: 0, style: "" });
        useExternalListener(window, "resize", () => this.placeBeside());
        // The list lays out its columns by its width.
        useEffect(
            () => {
                window.dispatchEvent(new Event("resize"));
            },
            () => [this.beside.files.length > 0]
        );
        this.closePaper = this.closePaper.bind(this);
        useSubEnv({ openPaper: this.openPaper.bind(this) });
    }

    get papers() {
        return this.list.records.flatMap((line) =>
            line.data.attachment_ids.records.map((paper) =>
                Object.assign(new FileModel(), {
                    id: paper.resId,
                    name: paper.data.name,
                    mimetype: paper.data.mimetype,
                    type: "binary",
                })
            )
        );
    }

    openPaper(id) {
        const files = this.papers;
        const index = files.findIndex((file) => file.id === id);
        if (this.ui.isSmall) {
            this.overlay.open(files[index], files);
        } else {
            Object.assign(this.beside, { files, index, key: this.beside.key + 1 });
            this.placeBeside();
        }
    }

    /** Lay the viewer over the chatter where that stands beside the form, so that the list keeps its width. */
    placeBeside() {
        const chatter = document.querySelector(".o-mail-Form-chatter.o-aside");
        if (chatter) {
            const { left, top } = chatter.getBoundingClientRect();
            this.beside.style = `position: fixed; left: ${left}px; top: ${top}px; right: 0; bottom: 0; height: auto;`;
        } else {
            this.beside.style = "";
        }
    }

    closePaper() {
        this.beside.files = [];
    }
}

registry.category("fields").add("ptsp_checklist", { ...x2ManyField, component: ChecklistField });

/** The papers of a line by their names; files are dropped on them. */
export class PapersField extends Many2ManyBinaryField {
    static template = "ptsp_exhibition.PapersField";

    setup() {
        super.setup();
        this.root = useRef("root");
        this.upload = useFileUploader();
        useDropzone(this.root, this.onDrop.bind(this), "o_ptsp_drop", () => !this.props.readonly);
    }

    get kinds() {
        return KINDS.join(",");
    }

    openPaper(id) {
        this.env.openPaper(id);
    }

    async onWillUploadFiles(files) {
        const refused = files.filter((file) => !KINDS.some((kind) => file.name.toLowerCase().endsWith(kind)));
        for (const file of refused) {
            this.notification.add(
                _t("The file %(name)s is not a PDF, JPEG or PNG. Save it as PDF and attach it again.", {
                    name: file.name,
                }),
                { type: "danger" }
            );
        }
        return files.filter((file) => !refused.includes(file));
    }

    async onDrop(ev) {
        const files = await this.onWillUploadFiles([...ev.dataTransfer.files]);
        if (files.length) {
            const { resModel, resId } = this.props.record;
            const uploaded = await this.upload("/web/binary/upload_attachment", {
                csrf_token: odoo.csrf_token,
                ufile: files,
                model: resModel,
                id: resId || 0,
            });
            await this.onFileUploaded(uploaded || []);
        }
    }
}

registry.category("fields").add("ptsp_papers", {
    ...many2ManyBinaryField,
    component: PapersField,
    // Also while the line is not in edit mode, as with the stars of a list.
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...many2ManyBinaryField.extractProps(fieldInfo, dynamicInfo),
        readonly: dynamicInfo.readonly,
    }),
});

/** A finding as tick and cross, each one click; a second click takes it back. */
export class MarkField extends Component {
    static template = "ptsp_exhibition.MarkField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get options() {
        const looks = { ok: ["fa-check", "success"], deficient: ["fa-times", "danger"] };
        return this.props.record.fields[this.props.name].selection.map(([value, label]) => {
            const [icon, colour] = looks[value];
            return { value, label, icon, colour, chosen: value === this.value };
        });
    }

    get chosen() {
        return this.options.find((option) => option.chosen);
    }

    mark(value) {
        return this.props.record.update({ [this.props.name]: value === this.value ? false : value });
    }
}

registry.category("fields").add("ptsp_mark", {
    component: MarkField,
    supportedTypes: ["selection"],
    extractProps: (fieldInfo, dynamicInfo) => ({ readonly: dynamicInfo.readonly }),
});
