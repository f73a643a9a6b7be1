// What pages cannot do by markup alone. Everything here is a comfort: the hub works without it.

// Forms -----------------------------------------------------------------------------------------

// A form of a whole page is sent from the page that is open: refused, it comes back in its place and leaves nothing behind
// in the history, where Back would ask whether to send it again.
const inPlace = JSON.stringify({ target: "#main", select: "#main", swap: "outerHTML show:top", push: "false" });

function takeForms() {
  for (const form of document.querySelectorAll("main form[method=post]:not([hx-post], [hx-boost])")) {
    form.setAttribute("hx-boost", inPlace);
    globalThis.htmx.process(form);
  }
}

takeForms();
document.addEventListener("htmx:after:swap", takeForms);

const firstWrong = (root) => root.querySelector("[data-form-errors], [aria-invalid=true]");

// "Show more" adds to the list: go on at the first thing that is new, and drop the way back to what already stands above.
// The address says how far the list is opened: whoever loads it again, or comes back to it, finds all of it at its place.
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const bar = ctx?.sourceElement?.closest?.("[data-more]")?.parentElement;
  if (bar) ctx.grows = { bar: bar.id, seen: ctx.target.children.length, first: !bar.querySelector("[rel=prev]") };
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const added = ctx?.grows && ctx.target.children[ctx.grows.seen];
  if (!added) return;
  const bar = document.getElementById(ctx.grows.bar);
  opened(bar?.dataset.through);
  if (ctx.grows.first) bar?.querySelectorAll("[rel=prev], [rel=start]").forEach((way) => way.remove());
  if (!bar?.querySelector("a")) bar?.remove();
  added.tabIndex = -1;
  added.focus({ preventScroll: true });
});

function opened(through) {
  if (!through) return;
  const here = new URL(location);
  const [start] = (here.searchParams.get("page") ?? "").split("~");
  here.searchParams.set("page", `${start}~${through}`);
  history.replaceState(history.state, "", here);
}

// htmx writes the style attribute of what it replaces into what it puts there, which the page's policy refuses. A
// field that somebody made larger has one; its size is set anew, in the way the policy allows.
const sizes = new Map();

document.addEventListener("htmx:before:swap", () => {
  for (const field of document.querySelectorAll("textarea[id][style]")) {
    sizes.set(field.id, field.style.cssText);
    field.removeAttribute("style");
  }
});

document.addEventListener("htmx:after:swap", () => {
  for (const [id, size] of sizes) {
    const field = document.getElementById(id);
    if (field) field.style.cssText = size;
  }
  sizes.clear();
});

// The part of the page in which the person was when a request went out.
let attended = null;

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const source = ctx?.sourceElement;
  attended = source?.contains?.(document.activeElement) ? (ctx.target?.id || source.closest("[id]")?.id) ?? null : null;
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx?.response?.status === 422 && !ctx.sourceElement.matches("[data-draft]")) {
    firstWrong(document.getElementById("main") ?? document)?.focus();
  } else if (attended && document.activeElement === document.body) {
    // The pressed button is gone: go on where it was, not at the top of the page.
    const part = document.getElementById(attended);
    const place = part?.querySelector("[autofocus], [data-onward]") ?? part?.querySelector(".alert, h1, h2, h3") ?? part;
    if (place && !place.matches("a, button, input, select, textarea")) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  }
});

// Whoever signed in again beside this page goes on with the new session's token.
document.addEventListener("token", ({ detail: { text } }) => {
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = text;
  for (const part of document.querySelectorAll("[hx-headers\\:inherited]")) {
    part.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": text }));
  }
});

// Unsent drafts stay in this browser for whoever wrote them; not after signing out.
document.addEventListener("submit", ({ target }) => {
  if (!/\/sign-out/.test(target.action)) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  sessionStorage.removeItem("kept");
});

// One goes through what such a list offers by the arrow keys, and nothing follows before the button beside it is pressed.
document.addEventListener("change", (event) => event.target.matches("select[data-hold]") && event.stopPropagation(), true);

// Where nothing is kept while one types, the browser asks before the page is left. The hub marks a form as unsaved, too:
// one that it refused still holds what was typed.
const guarded = (form) => form && "guard" in form.dataset;
document.addEventListener("input", ({ target }) => guarded(target.form) && target.type !== "search" && (target.form.dataset.guard = "unsaved"));
document.addEventListener("submit", ({ target }) => guarded(target) && (target.dataset.guard = "sent"));
document.addEventListener("unsent", ({ target }) => guarded(target) && (target.dataset.guard = "unsaved"));
addEventListener("beforeunload", (event) => document.querySelector("[data-guard=unsaved]") && event.preventDefault());

// A whole page that came back with errors says so at once, too.
firstWrong(document)?.focus();

// The second of two quick presses is dropped. Not by `disabled`: the pressed button's name and value must be sent.
const sending = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get") return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sending.add(form);
  // Once every listener has spoken: a submit that was called off, and not taken over by htmx, is over.
  setTimeout(() => {
    if (event.defaultPrevented && !form.matches("[hx-post], [hx-boost]")) sending.delete(form);
    else if (sending.has(form)) event.submitter?.setAttribute("aria-busy", "true");
  });
}, true);

function release() {
  sending.clear();
  for (const button of document.querySelectorAll("form button[aria-busy]")) button.removeAttribute("aria-busy");
}

function finished({ detail: { ctx } }) {
  const form = ctx?.sourceElement;
  // On its way to another page: nothing is pressed any more.
  if (ctx?.hx?.redirect || ctx?.hx?.refresh) return;
  if (!(ctx?.response?.status < 400)) form?.dispatchEvent(new Event("unsent", { bubbles: true }));
  if (sending.delete(form)) form.querySelectorAll("button[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
}

document.addEventListener("htmx:finally:request", finished);
addEventListener("pageshow", release);

// From one door of the hub to the next, and into another language, a typed address goes along: not in an address of a page,
// and no further than the next page.
const brought = sessionStorage.getItem("carried");
sessionStorage.removeItem("carried");
const carried = () => document.querySelector("[data-carried]");
if (carried()) carried().value ||= brought ?? "";
addEventListener("pagehide", () => carried()?.value && sessionStorage.setItem("carried", carried().value));

// Menus, theme, keys ----------------------------------------------------------------------------

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(target)) menu.open = false;
});

// Chosen in the menu and kept by the hub; this page need not be loaded again for it.
function look(text) {
  if (text === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = text;
  for (const choice of document.querySelectorAll("button[name=theme]")) choice.ariaPressed = String(choice.value === text);
}

// The other tabs of the hub follow.
const looks = new BroadcastChannel("theme");
looks.addEventListener("message", ({ data }) => look(data));
document.addEventListener("theme", ({ detail: { text } }) => {
  look(text);
  looks.postMessage(text);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.key === "/" && localStorage.getItem("keys") !== "off" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const field = document.querySelector("[data-search]");
    const link = document.querySelector("[data-search-link]");
    if (!field && !link) return;
    event.preventDefault();
    if (!field) return location.assign(link.href);
    field.focus();
    field.select();
  }
});

// What only some pages need is fetched by them alone. --------------------------------------------

const needed = {
  "[data-chart]": "./charts.js",
  "[data-celebration]": "./confetti.js",
  "[data-drop]": "./uploads.js",
  "[data-draft]": "./drafts.js",
  "[data-copy]": "./copy.js",
  "[data-guard]": "./kept.js",
  "[data-keys]": "./desk.js",
  "[data-passes]": "./desk.js",
  "[data-carried]": "./kept.js",
  "[data-colour]": "./colours.js",
  "[data-zones]": "./zones.js",
};

function fetchNeeded() {
  for (const [part, module] of Object.entries(needed)) {
    if (!document.querySelector(part)) continue;
    delete needed[part];
    import(module);
  }
}

fetchNeeded();
document.addEventListener("htmx:after:swap", fetchNeeded);
