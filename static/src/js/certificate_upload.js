import { Component, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

/**
 * The dialog in which a manager uploads the certificate of the agency. File and password are posted as a form: as
 * parameters of a remote call they would stand in the server's log where that is set to DEBUG.
 */
export class CertificateUploadDialog extends Component {
    static template = "ptsp_exhibition.CertificateUploadDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.http = useService("http");
        this.action = useService("action");
        this.notification = useService("notification");
        this.form = useRef("form");
        this.state = useState({ problem: "", busy: false });
        this.companies = user.allowedCompanies;
        this.company = user.activeCompany;
    }

    async upload() {
        if (this.state.busy || !this.form.el.reportValidity()) {
            return;
        }
        this.state.busy = true;
        const { message, problem } = await this.post();
        this.state.busy = false;
        this.state.problem = problem;
        if (message) {
            this.notification.add(message, { type: "success" });
            this.props.close();
            await this.action.doAction("soft_reload");
        }
    }

    async post() {
        const data = new FormData(this.form.el);
        data.append("csrf_token", odoo.csrf_token);
        try {
            return await this.http.post(`/ptsp/certificate/${data.get("company")}`, data);
        } catch {
            // The session has ended, or the server refuses so large a file: it answers with a page, or not at all.
            return { problem: _t("The file was not uploaded: reload the page, and choose a file of less than 250 kB.") };
        }
    }
}

function openCertificateUpload(env) {
    env.services.dialog.add(CertificateUploadDialog);
}

registry.category("actions").add("ptsp_exhibition.certificate_upload", openCertificateUpload);
