// Compares a file with the letter, in the visitor's browser. Nothing is sent anywhere: the page's
// Content-Security-Policy does not even allow it.
(function () {
    "use strict";

    const LARGEST = 50 * 1024 * 1024;

    const section = document.getElementById("comparison");
    const drop = document.getElementById("drop");
    const input = document.getElementById("file");
    const result = document.getElementById("result");

    // Without https the browser has no crypto.subtle. The page then says how to compare by hand.
    if (!section || !section.dataset.sha256 || !window.crypto || !window.crypto.subtle) {
        return;
    }
    document.getElementById("by_hand").hidden = true;
    drop.hidden = false;

    let latest = 0;

    function show(outcome) {
        result.replaceChildren(section.querySelector(`[data-result="${outcome}"]`).cloneNode(true));
    }

    async function judge(file) {
        if (file.size > LARGEST) {
            return "large";
        }
        try {
            const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
            const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
            return sha256 === section.dataset.sha256 ? "match" : "mismatch";
        } catch {
            return "unreadable";
        }
    }

    async function compare(file) {
        const mine = ++latest;
        show("working");
        const outcome = await judge(file);
        // Another file may have been chosen meanwhile.
        if (mine === latest) {
            show(outcome);
        }
    }

    input.addEventListener("change", () => {
        if (input.files.length) {
            compare(input.files[0]);
        }
    });
    // A file that misses the area must not open in place of the page.
    for (const kind of ["dragover", "drop"]) {
        window.addEventListener(kind, (event) => event.preventDefault());
    }
    drop.addEventListener("dragover", () => drop.classList.add("over"));
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
        drop.classList.remove("over");
        if (event.dataTransfer.files.length) {
            input.value = "";
            compare(event.dataTransfer.files[0]);
        }
    });
})();
