// The player of an episode's page: lights the sentence being spoken, jumps, and remembers where the listener was.
// The page is whole without it: native controls, chapter links and the text.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const audio = $("audio");
  const seek = $("seek");
  const total = Number(seek.max);
  const sentences = [...document.querySelectorAll(".s")];
  const starts = sentences.map((sentence) => Number(sentence.dataset.t));
  const chapters = [...document.querySelectorAll(".chapters a")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const STEP = 10_000; // ms
  const KEEP = 5_000; // ms of playing between two notes of the position

  // ---- What the browser keeps; it may refuse to, as for files and in private windows.
  const place = `briefing ${audio.querySelector("source").getAttribute("src").split("/").pop()}`;
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const keep = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // then it is not remembered
    }
  };

  // ---- Time
  const clock = (ms) => {
    const seconds = Math.floor(ms / 1000);
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (n) => String(n).padStart(2, "0");
    return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  };
  let wanted = null; // ms: where to go once the audio is there; some browsers load nothing before a tap
  const now = () => wanted ?? Math.round(audio.currentTime * 1000);
  const at = (ms, times) => {
    let [low, high] = [0, times.length]; // the last that has begun
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const start = () => audio.play().catch(state); // the browser may refuse, or the file be gone
  const go = (ms, { play = false, follow = true } = {}) => {
    const target = Math.min(Math.max(ms, 0), total);
    if (audio.readyState) audio.currentTime = target / 1000;
    else wanted = target;
    show(target, follow);
    if (play) start();
  };

  // ---- The sentence being spoken
  let lit = -1;
  let ready = -1; // the one sentence that the Tab key reaches, so that the text is not hundreds of stops
  const arm = (number) => {
    if (number === ready || !sentences[number]) return;
    const before = sentences[ready];
    for (const name of before ? ["role", "tabindex", "aria-describedby"] : []) before.removeAttribute(name);
    ready = number;
    const sentence = sentences[number];
    sentence.setAttribute("role", "button");
    sentence.setAttribute("tabindex", "0");
    sentence.setAttribute("aria-describedby", "hint");
  };
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
  const scroll = (element) => element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  let gone = false; // the audio
  const name = (sentence) => {
    const voice = sentence && !gone ? $(`v${sentence.dataset.v}`) : null;
    $("now").textContent = gone ? "No audio found" : (voice?.textContent ?? "");
    $("now").className = voice?.className ?? "";
  };
  const light = (number, follow) => {
    if (number === lit) return;
    const [before, after] = [sentences[lit], sentences[number]];
    // A listener who has scrolled away from the sentence is reading something else: leave the page where it is.
    const following = follow || (before && visible(before));
    before?.removeAttribute("aria-current");
    lit = number;
    name(after);
    if (!after) return;
    after.setAttribute("aria-current", "true");
    if (document.activeElement !== sentences[ready]) arm(number);
    if (following && !audio.paused) scroll(after);
  };
  const tell = (ms) => {
    const speaker = $("now").textContent;
    seek.setAttribute("aria-valuetext", `${clock(ms)} of ${clock(total + 500)}${speaker && `, ${speaker}`}`);
  };
  const chapterStarts = chapters.map((link) => Number(link.dataset.t));
  let chapter = -1;
  const show = (ms, follow = false) => {
    light(at(ms + 1, starts), follow);
    const number = at(ms + 1, chapterStarts);
    if (number !== chapter) {
      chapters[chapter]?.removeAttribute("aria-current");
      chapters[number]?.setAttribute("aria-current", "true");
      chapter = number;
    }
    seek.value = ms;
    $("time").textContent = clock(ms);
    if (document.activeElement !== seek || audio.paused) tell(ms); // else it would be read out every second
  };

  // ---- Following the audio
  let noted = 0;
  const note = () => {
    if (!audio.readyState) return; // nothing was heard, so what was kept stays
    noted = now();
    keep(place, noted > KEEP && noted < total - KEEP ? String(noted) : null);
  };
  const frame = () => {
    if (audio.paused) return;
    show(now());
    requestAnimationFrame(frame);
  };
  const state = () => {
    document.documentElement.classList.toggle("is-playing", !audio.paused);
    $("play").setAttribute("aria-label", audio.paused ? "Play" : "Pause");
  };
  audio.addEventListener("play", () => {
    state();
    if (sentences[lit]) scroll(sentences[lit]);
    frame();
  });
  audio.addEventListener("pause", () => {
    state();
    note();
  });
  audio.addEventListener("timeupdate", () => {
    show(now());
    if (Math.abs(now() - noted) > KEEP) note();
  });
  audio.addEventListener("ended", () => keep(place, null));
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) audio.currentTime = wanted / 1000;
    wanted = null;
  });
  const lost = () => {
    gone = true;
    name();
  };
  audio.addEventListener("error", lost);
  audio.lastElementChild.addEventListener("error", lost); // the last of the formats could not be played either
  if (audio.networkState === audio.NETWORK_NO_SOURCE) lost(); // that was so before anybody listened
  addEventListener("pagehide", note);

  // ---- Controls
  const toggle = () => (audio.paused ? start() : audio.pause());
  $("play").addEventListener("click", toggle);
  $("back").addEventListener("click", () => go(now() - STEP));
  $("on").addEventListener("click", () => go(now() + STEP));
  seek.addEventListener("input", () => {
    go(Number(seek.value));
    tell(Number(seek.value));
  });
  $("speed").addEventListener("change", () => {
    audio.playbackRate = audio.defaultPlaybackRate = Number($("speed").value);
    keep("briefing speed", $("speed").value);
  });
  document.addEventListener("click", (event) => {
    const target = event.target.closest(".s, .chapters a");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.matches(".s") && !getSelection().isCollapsed) return; // who marks a word does not want to jump
    event.preventDefault();
    go(Number(target.dataset.t), { play: true });
    if (target.matches(".s")) arm(sentences.indexOf(target));
  });

  // ---- Keys: none is a letter, which would collide with what screen readers and voice control use (WCAG 2.1.4).
  const inText = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => go(starts[ready], { play: true }),
    " ": () => (ready === lit ? toggle() : inText.Enter()),
  };
  const anywhere = {
    ArrowLeft: () => go(now() - STEP),
    ArrowRight: () => go(now() + STEP),
    " ": toggle,
  };
  const step = (by) => {
    arm(Math.min(Math.max(ready + by, 0), sentences.length - 1));
    sentences[ready].focus({ preventScroll: true });
    sentences[ready].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const sentence = event.target.closest(".s");
    if (!sentence && event.target.closest("a, button, input, select, audio")) return;
    const act = (sentence && inText[event.key]) || anywhere[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  const session = navigator.mediaSession;
  if (session && window.MediaMetadata) {
    session.metadata = new MediaMetadata({ title: document.querySelector("h1").textContent });
    session.setActionHandler("seekbackward", () => go(now() - STEP));
    session.setActionHandler("seekforward", () => go(now() + STEP));
    session.setActionHandler("previoustrack", () => go(chapterStarts[Math.max(chapter - 1, 0)] ?? 0));
    session.setActionHandler("nexttrack", () => go(chapterStarts[chapter + 1] ?? total));
  }

  // ---- Set out
  audio.controls = false;
  for (const part of [document.querySelector(".deck"), seek, $("hint")]) part.hidden = false;
  document.documentElement.classList.add("is-live");
  const speed = kept("briefing speed");
  if ([...$("speed").options].some((option) => option.value === speed)) {
    $("speed").value = speed;
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed);
  }
  const asked = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  const from = asked ? Number(asked[1]) * 1000 : Number(kept(place)) || 0;
  arm(0);
  if (from > 0) go(from, { follow: false });
  else show(0);
  if (asked && sentences[lit]) scroll(sentences[lit]);
  state();
})();
