import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";

/** Downloads a receipt with a new code. It is posted: a code that stood in an address would stay in logs. */
async function giveReceipt(env, action) {
    await download({ url: `/ptsp/complaint/receipt/${action.params.complaint_id}`, data: {} });
    await env.services.action.doAction("soft_reload");
}

registry.category("actions").add("ptsp_exhibition.complaint_receipt", giveReceipt);
