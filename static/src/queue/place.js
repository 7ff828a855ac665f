// The page of a number looks again by itself, and says so to who cannot see it.
(function () {
    "use strict";

    const SECONDS = 15;
    const place = document.getElementById("place");

    async function look() {
        try {
            const answer = await fetch(location.href, { cache: "no-store" });
            if (answer.ok) {
                const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                const now = page.getElementById("place");
                if (now && now.innerHTML !== place.innerHTML) {
                    place.className = now.className;
                    place.replaceChildren(...now.childNodes);
                    if (navigator.vibrate && now.classList.contains("valid")) {
                        navigator.vibrate([300, 100, 300]);
                    }
                }
            }
        } catch {
            // Without a connection what was seen last stays.
        }
        setTimeout(look, SECONDS * 1000);
    }

    setTimeout(look, SECONDS * 1000);
})();
