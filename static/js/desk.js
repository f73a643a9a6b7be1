// The review desk by keyboard. Every key presses what stands on the page; the queue works without any of it.

const KEY = "keys";
const on = () => localStorage.getItem(KEY) !== "off";
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row] [data-open]")];
const help = () => document.getElementById("keys-help");

function move(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus();
  next.closest("[data-row]").scrollIntoView({ block: "nearest" });
  return true;
}

function press(key) {
  const there = document.querySelector(`[data-key="${key}"]`);
  there?.click();
  return Boolean(there);
}

// Returning and rejecting need a message: without one the key leads to where it is written.
function decline(key) {
  const message = document.querySelector("#decide textarea");
  if (!message) return false;
  if (message.value.trim()) return press(key);
  message.focus();
  return true;
}

const does = {
  j: () => move(1) || press("j"),
  k: () => move(-1) || press("k"),
  o: () => {
    const link = document.activeElement.closest?.("[data-row]")?.querySelector("[data-open]") ?? rows()[0];
    link?.click();
    return Boolean(link);
  },
  a: () => press("a"),
  r: () => decline("r"),
  x: () => decline("x"),
  "?": () => {
    help()?.togglePopover();
    return Boolean(help());
  },
};

document.addEventListener("keydown", (event) => {
  if (!on() || event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (help()?.matches(":popover-open") && event.key !== "?") return;
  if (does[event.key]?.()) event.preventDefault();
});

// Whoever speaks to the browser or presses keys by accident turns them off; it stays so in this browser.
function show() {
  for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = on();
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-keys-switch]")) return;
  if (target.checked) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
});

// What can be done for a while only goes when the while is over.
function passing() {
  for (const part of document.querySelectorAll("[data-passes]")) {
    setTimeout(() => part.contains(document.activeElement) || part.remove(), part.dataset.passes * 1000);
    delete part.dataset.passes;
  }
}

function begin() {
  show();
  passing();
}

begin();
document.addEventListener("htmx:after:swap", begin);
