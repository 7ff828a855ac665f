// The kiosk: prints a number, goes back to the beginning by itself, and gives one number for one touch.
(function () {
    "use strict";

    const START = "/ptsp/queue/kiosk";
    // Seconds that a number stays on the screen, and that a page waits for somebody who has gone.
    const SHOWN = 15;
    const IDLE = 45;
    // Minutes after which the first page is loaded anew: a holiday or the evening may have begun.
    const FRESH = 5;
    // Seconds after which the server does not answer any more, and until it is asked again.
    const PATIENCE = 8;
    const AGAIN = 5;

    const slip = document.getElementById("slip");
    const form = document.querySelector("form.buttons");
    const cut = document.getElementById("cut");

    /** Whether the server answers: the browser's own page for errors has no way back at a kiosk. */
    async function isReached() {
        let reached = false;
        try {
            const signal = AbortSignal.timeout(PATIENCE * 1000);
            const answer = await fetch(START, { cache: "no-store", signal });
            reached = answer.status < 500;
        } catch {
            // It is not.
        }
        cut.hidden = reached;
        return reached;
    }

    async function leave(address) {
        if (await isReached()) {
            location.replace(address);
        } else {
            setTimeout(() => leave(address), AGAIN * 1000);
        }
    }

    function goTo(address, seconds) {
        return setTimeout(() => leave(address), seconds * 1000);
    }

    if (slip) {
        if (slip.dataset.prints && !sessionStorage.getItem(location.search)) {
            // Loaded anew, it is not printed again.
            sessionStorage.setItem(location.search, "1");
            window.print();
        }
        goTo(START, SHOWN);
    } else {
        const first = !location.search;
        let waits = goTo(START, first ? FRESH * 60 : IDLE);
        document.addEventListener("pointerdown", () => {
            clearTimeout(waits);
            waits = goTo(START, IDLE);
        });
    }
    const keypad = document.getElementById("keypad");
    if (keypad) {
        const code = document.getElementById("code");
        keypad.hidden = false;
        keypad.addEventListener("click", (event) => {
            const { digit } = event.target.dataset;
            if (digit !== undefined) {
                code.value = digit ? code.value + digit : "";
            }
        });
    }
    for (const sent of document.querySelectorAll("form")) {
        sent.addEventListener("submit", async (event) => {
            if (sent.dataset.reached === "1") {
                // On its way, once.
                sent.dataset.reached = "2";
                return;
            }
            event.preventDefault();
            if (sent.dataset.asking) {
                return;
            }
            sent.dataset.asking = "1";
            for (const button of sent.querySelectorAll("button")) {
                button.setAttribute("aria-disabled", "true");
            }
            if (await isReached()) {
                sent.dataset.reached = "1";
                sent.requestSubmit(event.submitter);
                return;
            }
            delete sent.dataset.asking;
            for (const button of sent.querySelectorAll("button")) {
                button.removeAttribute("aria-disabled");
            }
        });
    }
    if (form) {
        // Shown again from the browser's memory, the page is an old one: its number is taken.
        window.addEventListener("pageshow", (event) => event.persisted && location.replace(START));
    }
})();
