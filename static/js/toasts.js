// What the page says by itself: messages, counts that changed, and what went wrong on the way.

// Asked for anew each time: a refused form may have come back with a place of its own.
const toasts = () => document.getElementById("toasts");

// Toasts ----------------------------------------------------------------------------------------

function leave(toast) {
  let timer;
  const start = () => (timer = setTimeout(() => toast.remove(), 8000));
  const stop = () => clearTimeout(timer);
  for (const event of ["pointerenter", "focusin"]) toast.addEventListener(event, stop);
  for (const event of ["pointerleave", "focusout"]) toast.addEventListener(event, start);
  start();
}

// What passes by itself, such as a lost connection, goes with the next request that arrives.
function show(text, tone = "info", passing = false) {
  const template = document.getElementById(`toast-${tone}`) ?? document.getElementById("toast-info");
  if (!toasts() || !template || !text) return;
  // Said once, however often it happens.
  for (const old of toasts().children) if (old.querySelector("p")?.textContent === text) old.remove();
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("p").textContent = text;
  toast.toggleAttribute("data-passing", passing);
  toasts().append(toast);
  // Bad news stays until it is closed.
  if (tone !== "error") leave(toast);
}

toasts()?.querySelectorAll('[data-toast]:not([data-toast="error"])').forEach(leave);
document.addEventListener("toast", ({ detail }) => show(detail.text ?? detail.value, detail.tone));
document.addEventListener("click", ({ target }) => target.closest("[data-close]")?.closest("[data-toast]")?.remove());

// Counts that change by themselves are said to those who cannot see them. --------------------------

const said = new Map();

function tell() {
  for (const one of document.querySelectorAll("[data-told]")) {
    const before = said.get(one.id);
    said.set(one.id, one.dataset.told);
    if (before && before !== one.dataset.told) document.getElementById("told").textContent = one.dataset.told;
  }
}

tell();
document.addEventListener("htmx:after:swap", tell);

// Errors of htmx: refused forms and conflicts are swapped in; anything else becomes a toast. -------

document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  const { status } = ctx.response;
  const draft = ctx.sourceElement.matches("[data-draft]");
  // A draft that brings back a new token is sent once more with it, without a word.
  if ([409, 422].includes(status) || quiet(ctx) || (draft && /"token"/.test(ctx.hx?.trigger))) return;
  const page = new DOMParser().parseFromString(ctx.text ?? "", "text/html");
  show(page.querySelector("[data-error]")?.textContent ?? toasts()?.dataset.failed, "error", status === 401);
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx?.response?.status < 400) for (const toast of document.querySelectorAll("[data-passing]")) toast.remove();
});

// Only where something was typed is there something to be reassured about.
function offline() {
  const fields = document.querySelectorAll("main :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=color]))");
  const typed = [...fields].some((field) => (field.type === "file" ? field.files.length : field.value !== field.defaultValue));
  return typed ? toasts()?.dataset.offlineTyped : toasts()?.dataset.offline;
}

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  // A picture that went by itself says so in its own place.
  if (!ctx?.response && !quiet(ctx) && !ctx?.alone) show(offline(), "error", true);
});

// A poll nobody asked for must not complain every twenty seconds.
function quiet(ctx) {
  return /every|changed/.test(ctx?.sourceElement?.getAttribute?.("hx-trigger") ?? "");
}
