import { registry } from "@web/core/registry";

/**
 * A notebook that names a field in `opens` opens the page of which that field holds the name, also when it changes.
 * Odoo's own notebooks open the first page, or the one with `autofocus`, whatever the record.
 */
registry.category("form_compilers").add("ptsp_exhibition.work_page", {
    selector: "notebook[opens]",
    fn(node, params) {
        const field = node.getAttribute("opens");
        node.removeAttribute("opens");
        const notebook = this.compileNotebook(node, params);
        const byPage = `__comp__.props.record.data.${field}`;
        const pages = [...notebook.children].map(
            (page) => `${byPage} === ${page.getAttribute("name")} ? "${page.getAttribute("t-set-slot")}" : `
        );
        notebook.setAttribute("defaultPage", `${pages.join("")} ${notebook.getAttribute("defaultPage")}`);
        return notebook;
    },
});
