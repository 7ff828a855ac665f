import { registry } from "@web/core/registry";
import { download } from "@web/core/network/download";
import { user } from "@web/core/user";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

/**
 * Downloads this addon's documents straight away: they do not need wkhtmltopdf, on whose absence the web
 * client would otherwise show them as a web page.
 */
async function downloadDocument(action, options, env) {
    if (action.report_type !== "qweb-pdf" || !action.ptsp_code) {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...action.context }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("ptsp_exhibition.documents", downloadDocument);
