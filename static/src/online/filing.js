// Filing online, made more comfortable. Everything works without this, too: it sends each paper by itself as soon as it
// is chosen, so that a broken connection loses one file only, and keeps what was typed until it is saved.
(function () {
    "use strict";

    const problems = document.getElementById("problems");
    if (problems) {
        problems.focus();
    }

    // What was typed, in case that the session is lost before it is saved

    const answers = document.querySelector("form[data-ptsp-filing]");
    if (answers) {
        const key = "ptsp" + new URL(answers.action).pathname;
        const fields = () => [...answers.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
        const stored = sessionStorage.getItem(key);
        sessionStorage.removeItem(key);
        if (stored && new URLSearchParams(location.search).has("again")) {
            const typed = JSON.parse(stored);
            for (const field of fields().filter((each) => each.name in typed)) {
                if (["radio", "checkbox"].includes(field.type)) {
                    field.checked = typed[field.name].includes(field.value);
                } else {
                    field.value = typed[field.name][0];
                }
            }
        }
        answers.addEventListener("submit", () => {
            const typed = {};
            for (const field of fields()) {
                typed[field.name] = typed[field.name] || [];
                if (!["radio", "checkbox"].includes(field.type) || field.checked) {
                    typed[field.name].push(field.value);
                }
            }
            sessionStorage.setItem(key, JSON.stringify(typed));
        });
    }

    // Papers

    const papers = document.querySelector("form[data-ptsp-papers]");
    if (!papers) {
        return;
    }
    const weight = document.getElementById("weight");
    const fileLimit = Number(weight.dataset.fileLimit);
    const totalLimit = Number(weight.dataset.limit);
    let queue = Promise.resolve();
    let waiting = 0;

    function says(what, values) {
        const text = papers.querySelector(`[data-ptsp-says="${what}"]`).textContent;
        return text.replace(/\{(\w+)\}/g, (_match, name) => values[name]);
    }

    function size(bytes) {
        return `${(bytes / 1024 / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
    }

    function show(line, text, wrong) {
        let note = line.querySelector("[data-ptsp-note]");
        if (!note) {
            note = document.createElement("div");
            note.dataset.ptspNote = "1";
            line.append(note);
        }
        note.setAttribute("role", wrong ? "alert" : "status");
        note.className = wrong ? "text-danger fw-bold mt-1" : "mt-1";
        note.textContent = text;
        return note;
    }

    // Sends one file, or the removal of one, and shows the line as the server answers.
    function send(line, data, name) {
        return new Promise((resolve) => {
            const request = new XMLHttpRequest();
            const note = show(line, name ? says("sending", { name }) : "", false);
            const progress = document.createElement("progress");
            progress.setAttribute("aria-label", name);
            progress.max = 1;
            if (name) {
                note.append(progress);
            }
            request.upload.addEventListener("progress", (event) => {
                progress.value = event.lengthComputable ? event.loaded / event.total : 0;
            });
            request.addEventListener("load", () => {
                const page = new DOMParser().parseFromString(request.responseText, "text/html");
                const total = page.querySelector("[data-ptsp-weight]");
                if (!total) {
                    show(line, says(request.status === 200 ? "lost" : "broken", { name }), true);
                    return resolve();
                }
                weight.textContent = total.textContent;
                total.remove();
                line.replaceChildren(...page.body.childNodes);
                const problem = line.querySelector("[id$=-error]");
                if (problem) {
                    problem.setAttribute("role", "alert");
                }
                resolve();
            });
            request.addEventListener("error", () => {
                show(line, says("broken", { name }), true);
                resolve();
            });
            data.append("csrf_token", papers.elements.csrf_token.value);
            request.open("POST", line.dataset.ptspLine);
            request.send(data);
        });
    }

    function later(line, data, name) {
        waiting += 1;
        queue = queue.then(() => send(line, data, name)).then(() => {
            waiting -= 1;
        });
        return queue;
    }

    papers.addEventListener("change", (event) => {
        const input = event.target;
        const line = input.closest("[data-ptsp-line]");
        if (input.type !== "file" || !line) {
            return;
        }
        const chosen = [...input.files];
        const total = chosen.reduce((sum, file) => sum + file.size, 0);
        // What the server makes smaller is weighed there.
        const smaller = papers.elements.smaller.checked;
        const weighed = chosen.filter((file) => !smaller || !file.type.startsWith("image/"));
        const heavy = weighed.reduce((sum, file) => sum + file.size, 0) > totalLimit;
        const refused = weighed.find((file) => file.size > fileLimit) || (heavy ? weighed[0] : null);
        if (refused) {
            const large = refused.size > fileLimit;
            show(line, says(large ? "large" : "total", { name: refused.name, limit: size(large ? fileLimit : totalLimit) }), true);
            input.value = "";
            return;
        }
        show(line, says("before", { count: chosen.length, size: size(total) }), false);
        for (const file of chosen) {
            const data = new FormData();
            data.append(input.name, file);
            if (smaller) {
                data.append("smaller", "1");
            }
            later(line, data, file.name);
        }
        // The files are on their way; the form does not send them once more.
        input.value = "";
    });

    papers.addEventListener("submit", (event) => {
        const button = event.submitter;
        if (button && button.name === "remove") {
            event.preventDefault();
            const data = new FormData();
            data.append("remove", button.value);
            const line = button.closest("[data-ptsp-line]");
            later(line, data, "").then(() => line.querySelector("input[type=file]").focus());
        } else if (waiting) {
            // First what is on its way, then the next page.
            event.preventDefault();
            queue.then(() => papers.requestSubmit(button));
        }
    });
})();
