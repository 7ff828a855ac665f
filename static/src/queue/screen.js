// The call screen: shows the numbers at the counters and speaks those that are called.
//
// What it shows it always asks for as a whole, so a lost connection or a new start of the server leaves nothing behind.
// By Odoo's bus it is only told to look; where the bus cannot be reached, it looks every few seconds by itself.
(function () {
    "use strict";

    const AUDIO = "/ptsp_exhibition/static/audio/";
    // Seconds between looks: with the bus, and without it or a connection.
    const SELDOM = 10;
    const OFTEN = 3;
    // Seconds after which an answer does not come any more.
    const PATIENCE = 8;
    // Milliseconds until the bus is tried again, growing.
    const AGAIN = [500, 1000, 2000, 5000, 10000];
    // Calls that are spoken when several were missed.
    const MISSED = 3;

    // By this name a message to Odoo's bus says of what kind it is.
    const KIND = ["event", "name"].join("_");

    const wordOf = {};
    for (const name of ["counter", "waiting"]) {
        wordOf[name] = document.getElementById(`word_${name}`).textContent;
    }
    const parts = {};
    for (const name of ["now", "nothing", "numbers", "lines", "cut", "gone", "anew", "since", "sound", "clock"]) {
        parts[name] = document.getElementById(name);
    }
    let spoken = null;
    let state = null;
    let socket = null;
    let tries = 0;
    let timer = null;
    let looking = false;
    let lookAgain = false;
    const welcome = parts.nothing.textContent;

    // What is shown

    function element(tag, name, text) {
        const made = document.createElement(tag);
        made.className = name;
        made.textContent = text;
        return made;
    }

    function counterOf(each) {
        return `${wordOf.counter} ${each.counter}`;
    }

    function show() {
        const [last, ...others] = state.numbers;
        const shown = parts.now.dataset.call;
        if (!last) {
            parts.now.replaceChildren(parts.nothing);
            parts.nothing.textContent = state.closed || welcome;
            delete parts.now.dataset.call;
        } else if (shown !== String(last.call)) {
            parts.now.replaceChildren(
                element("p", "number", last.name),
                element("p", "counter", counterOf(last)),
                element("p", "desk", last.desk)
            );
            parts.now.dataset.call = last.call;
            parts.now.classList.remove("new");
            // Begins the animation anew.
            void parts.now.offsetWidth;
            parts.now.classList.toggle("new", last.called);
        }
        parts.numbers.replaceChildren(
            ...others.map((each) => {
                const line = element("li", each.called ? "called" : "", "");
                line.append(element("span", "number", each.name), element("span", "counter", counterOf(each)));
                return line;
            })
        );
        parts.lines.replaceChildren(
            ...state.lines.map((each) =>
                element("li", "", `${each.letter} ${each.name}: ${each.waiting} ${wordOf.waiting}`)
            )
        );
        parts.clock.textContent = state.time;
    }

    async function look() {
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        try {
            const answer = await fetch("/ptsp/queue/state", {
                cache: "no-store",
                signal: AbortSignal.timeout(PATIENCE * 1000),
            });
            if (answer.status === 403) {
                parts.gone.hidden = parts.anew.hidden = false;
                parts.numbers.replaceChildren();
                parts.now.replaceChildren();
                delete parts.now.dataset.call;
            } else if (answer.ok) {
                state = await answer.json();
                parts.gone.hidden = parts.anew.hidden = true;
                parts.cut.hidden = true;
                show();
                announce();
                listen();
            } else {
                throw new Error(answer.status);
            }
        } catch {
            parts.since.textContent = state ? state.time : "";
            parts.cut.hidden = !state;
            // A cable that was pulled leaves the bus open for long, but nothing comes by it: it is begun anew.
            hangUp();
        }
        looking = false;
        clearTimeout(timer);
        const told = socket && socket.readyState === WebSocket.OPEN;
        timer = setTimeout(look, (told ? SELDOM : OFTEN) * 1000);
        if (lookAgain) {
            lookAgain = false;
            look();
        }
    }

    // How it is told to look

    function hangUp() {
        if (socket) {
            socket.onopen = socket.onmessage = socket.onclose = null;
            socket.close();
            socket = null;
        }
    }

    function listen() {
        if (socket && socket.channel === state.channel && socket.readyState <= WebSocket.OPEN) {
            return;
        }
        hangUp();
        const scheme = location.protocol === "https:" ? "wss" : "ws";
        try {
            socket = new WebSocket(`${scheme}://${location.host}/websocket?version=${state.version}`);
        } catch {
            return;
        }
        socket.channel = state.channel;
        socket.onopen = () => {
            tries = 0;
            const data = { channels: [state.channel], last: 0 };
            socket.send(JSON.stringify({ [KIND]: "subscribe", data }));
            // What was called while nobody listened.
            look();
        };
        socket.onmessage = look;
        socket.onclose = () => {
            socket = null;
            setTimeout(look, AGAIN[Math.min(tries, AGAIN.length - 1)] * (0.75 + Math.random() / 2));
            tries += 1;
        };
    }

    // What is spoken

    const sounds = {};
    let audio = null;
    let queue = Promise.resolve();

    function words(each) {
        const counter = each.counter;
        const said = ["number", ...each.name, "counter"];
        if (counter < 12) {
            said.push(counter);
        } else if (counter < 20) {
            said.push(counter % 10, "belas");
        } else {
            said.push(Math.floor(counter / 10), "puluh", ...(counter % 10 ? [counter % 10] : []));
        }
        return said.map(String);
    }

    async function load(word) {
        if (!sounds[word]) {
            const answer = await fetch(`${AUDIO}${word}.mp3`);
            sounds[word] = await audio.decodeAudioData(await answer.arrayBuffer());
        }
        return sounds[word];
    }

    /** Two tones, which the browser makes itself. Returns their length in seconds. */
    function chime() {
        for (const [pitch, begin] of [[660, 0], [523, 0.45]]) {
            const tone = audio.createOscillator();
            const volume = audio.createGain();
            const at = audio.currentTime + begin;
            tone.frequency.value = pitch;
            volume.gain.setValueAtTime(0.0001, at);
            volume.gain.exponentialRampToValueAtTime(0.5, at + 0.02);
            volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
            tone.connect(volume).connect(audio.destination);
            tone.start(at);
            tone.stop(at + 1);
        }
        return 1.3;
    }

    function wait(seconds) {
        return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }

    async function speak(each) {
        await wait(chime());
        try {
            const parts = await Promise.all(words(each).map(load));
            let at = audio.currentTime;
            for (const part of parts) {
                const source = audio.createBufferSource();
                source.buffer = part;
                source.connect(audio.destination);
                source.start(at);
                at += part.duration + 0.06;
            }
            await wait(at - audio.currentTime + 0.5);
        } catch {
            // The voice of the device, where the files cannot be had.
            if (window.speechSynthesis) {
                const text = `Nomor antrean ${[...each.name].join(" ")}, silakan menuju loket ${each.counter}`;
                const speech = new SpeechSynthesisUtterance(text);
                speech.lang = "id-ID";
                window.speechSynthesis.speak(speech);
                await wait(5);
            }
        }
    }

    function announce() {
        const newest = Math.max(0, ...state.numbers.map((each) => each.call));
        const fresh = state.numbers.filter((each) => each.called && each.call > spoken).reverse();
        // What was called before the screen was switched on is shown only.
        const first = spoken === null;
        spoken = Math.max(spoken || 0, newest);
        if (first || !audio || audio.state !== "running") {
            return;
        }
        for (const each of fresh.slice(-MISSED)) {
            document.body.dataset.spoken = words(each).join(" ");
            queue = queue.then(() => speak(each));
        }
    }

    function prepareSound() {
        const Audio = window.AudioContext || window.webkitAudioContext;
        if (!Audio) {
            return;
        }
        audio = new Audio();
        const changed = () => {
            parts.sound.hidden = audio.state === "running";
        };
        audio.onstatechange = changed;
        parts.sound.addEventListener("click", () => audio.resume());
        changed();
    }

    window.addEventListener("online", look);
    prepareSound();
    look();
})();
