// Answers that are saved while one types. What the hub has not confirmed is kept in this browser: a page that is
// loaded again, a closed tab or a lost network loses nothing.

const PREFIX = "draft:";
const LONGEST_DAYS = 30;
const AGAIN_MS = 10_000;

const partOf = (node) => node?.closest?.("[data-draft]");
const draftOf = (part) => `${PREFIX}${part.dataset.draft}:`;
// Each page keeps its own: windows with the same answer must not take each other's words away.
const keyOf = (part) => draftOf(part) + seenOf(part).value.slice(0, 16);
const seenOf = (part) => part.querySelector("[name^=seen-]");
const fieldsOf = (part) => [...part.querySelectorAll("[name^=step-]")];
const valuesOf = (part) => fieldsOf(part).map((field) => (/checkbox|radio/.test(field.type) ? field.checked : field.value));

// Saves and words are counted in one row, also across pages of this browser.
let last = 0;
const next = () => (last = Math.max(last + 1, Date.now()));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    // Storage is forbidden here, or holds what another version wrote.
    return null;
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the hub still gets every word, only this browser does not keep it.
  }
}

// What is typed and not yet confirmed, with the turn at which it was typed.
const unsent = new Map();

function type(part) {
  const turn = next();
  unsent.set(part, turn);
  write(keyOf(part), { turn, seen: seenOf(part).value, values: valuesOf(part) });
  // What is typed since is not what was saved.
  part.querySelector("[data-saved]")?.remove();
  count(part);
}

function confirmed(part, turn) {
  if (unsent.get(part) <= turn) unsent.delete(part);
  if (read(keyOf(part))?.turn <= turn) localStorage.removeItem(keyOf(part));
}

// What pages of this browser keep for this answer, the newest first.
function keptOf(part) {
  const mine = keys().filter((key) => key.startsWith(draftOf(part)));
  const kept = mine.map((key) => ({ key, ...read(key) })).filter(({ values }) => values?.length === fieldsOf(part).length);
  return kept.sort((one, other) => other.turn - one.turn);
}

// Back on the page: what the hub does not have yet takes its place again, and goes on from the page it was typed on.
function restore(part) {
  const now = JSON.stringify(valuesOf(part));
  const kept = keptOf(part);
  const other = kept.filter(({ values }) => JSON.stringify(values) !== now);
  for (const { key } of kept.filter((one) => !other.includes(one))) localStorage.removeItem(key);
  // What the hub has just refused stands here and nowhere else.
  if ("unkept" in part.dataset) return type(part);
  const [newest] = other;
  if (!newest) return;
  last = Math.max(last, newest.turn);
  fieldsOf(part).forEach((field, place) => {
    if (/checkbox|radio/.test(field.type)) field.checked = newest.values[place];
    else field.value = newest.values[place];
  });
  const [from, ...before] = newest.seen.split(" ");
  const [page, digest] = from.split(".");
  seenOf(part).value = [`${seenOf(part).value.slice(0, 16)}.${digest}`, `${page}.${digest}.${newest.turn}`, ...before].join(" ");
  localStorage.removeItem(newest.key);
  type(part);
  send(part);
}

// This script may come before htmx has looked at the page.
function send(part) {
  if (!part.hasAttribute("data-htmx-powered")) return setTimeout(send, 50, part);
  fieldsOf(part)[0].dispatchEvent(new Event("input", { bubbles: true }));
}

function count(part) {
  const box = part.querySelector("[data-count]");
  if (!box) return;
  const { count: field, least, most } = box.dataset;
  // As the hub counts: characters, without the space around.
  const length = [...document.getElementById(field).value.replaceAll("\r\n", "\n").trim()].length;
  const number = (value) => Number(value).toLocaleString(document.documentElement.lang);
  box.textContent = +most ? `${number(length)} / ${number(most)}` : `${number(length)} / ${number(least)}+`;
  box.toggleAttribute("data-short", length > 0 && length < least);
  box.toggleAttribute("data-long", +most > 0 && length > most);
}

const ready = new WeakSet();

function begin() {
  for (const part of document.querySelectorAll("[data-draft]")) {
    if (ready.has(part)) continue;
    ready.add(part);
    count(part);
    // Typed before this script had come.
    const typed = fieldsOf(part).some((f) => (/checkbox|radio/.test(f.type) ? f.checked !== f.defaultChecked : f.value !== f.defaultValue));
    if (typed && part.contains(document.activeElement)) send(part);
    else restore(part);
  }
}

document.addEventListener("input", ({ target }) => partOf(target) && type(partOf(target)));

// Every request says which word was the last that it carries.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const part = ctx.sourceElement;
  if (part.matches("[data-draft]")) ctx.request.body.set("turn", (ctx.turn = unsent.get(part) ?? next()));
});
document.addEventListener("formdata", ({ target, formData }) => target.id === "work" && formData.set("turn", next()));

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const source = ctx?.sourceElement;
  const turn = ctx?.turn ?? Number(ctx?.request?.body?.get?.("turn"));
  if (!turn) return;
  const parts = partOf(source) ? [partOf(source)] : document.querySelectorAll("[data-draft]");
  if (ctx.response.status < 400) for (const part of parts) confirmed(part, turn);
});

// Not sent after all: once more in a while, and at once when the network is back.
const sendAll = () => [...unsent.keys()].forEach((part) => (part.isConnected ? send(part) : unsent.delete(part)));
document.addEventListener("htmx:error", ({ detail: { ctx } }) => ctx?.sourceElement?.matches?.("[data-draft]") && navigator.onLine && setTimeout(sendAll, AGAIN_MS));
addEventListener("online", sendAll);
// Somebody signed in again beside this page: by now, or as the hub has just told with its new token.
document.addEventListener("token", () => setTimeout(sendAll));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const [part, turn] of unsent) {
    if (!part.isConnected) continue;
    const data = new FormData();
    data.set("csrf_token", document.querySelector("input[name=csrf_token]")?.value ?? "");
    data.set("turn", turn);
    for (const field of part.querySelectorAll("[name]:not(button)")) {
      if (!/checkbox|radio/.test(field.type) || field.checked) data.append(field.name, field.value);
    }
    navigator.sendBeacon(part.getAttribute("hx-post"), data);
  }
});

// What is saved is taken instead of what was typed here.
document.addEventListener("click", ({ target }) => {
  const part = target.closest("[data-forget]") && partOf(target);
  if (!part) return;
  unsent.delete(part);
  for (const { key } of keptOf(part)) localStorage.removeItem(key);
}, true);

// What nobody came back for goes after a while.
function tidy() {
  const oldest = Date.now() - LONGEST_DAYS * 86_400_000;
  for (const key of keys()) if (!(read(key)?.turn > oldest)) localStorage.removeItem(key);
}

tidy();

begin();
document.addEventListener("htmx:after:swap", begin);
