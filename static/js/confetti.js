// A little paper in the air, once, for a first badge. Whoever wants less motion gets none.

import confetti from "../vendor/confetti-1.9.4.mjs";

const part = document.querySelector("[data-celebration]");
const medal = part.querySelector(".medal").getBoundingClientRect();

// On the page's own thread: a worker from a blob would need a weaker policy.
const sheet = document.body.appendChild(document.createElement("canvas"));
sheet.className = "confetti";
sheet.ariaHidden = "true";

const flown = confetti
  .create(sheet, { resize: true, useWorker: false, disableForReducedMotion: true })({
    particleCount: 60,
    spread: 70,
    startVelocity: 26,
    scalar: 0.8,
    ticks: 140,
    origin: { x: (medal.left + medal.width / 2) / innerWidth, y: (medal.top + medal.height / 2) / innerHeight },
    colors: ["#1e7a5f", "#f0b429", "#e2674a", "#4a8fd8"],
  });
Promise.resolve(flown).then(() => sheet.remove());

// Seen is seen: the next page does not say it again.
const seen = new FormData();
seen.set("csrf_token", part.querySelector("input[name=csrf_token]").value);
fetch(part.dataset.celebration, { method: "POST", body: seen, redirect: "manual", keepalive: true });
