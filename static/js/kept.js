// A form that was sent after its session had ended: who signs in again in this tab is at it again, with what they typed.
// Neither passwords nor files are kept, and nothing for anybody else.

const KEY = "kept";
const reader = document.body.dataset.reader;
const here = () => location.pathname + location.search;
const skipped = (field) => !field.name || field.name === "csrf_token" || /file|password|submit|button|fieldset/.test(field.type);
const fieldsOf = (form) => [...form.elements].filter((field) => !skipped(field));

function valuesOf(form) {
  const names = new Set(fieldsOf(form).map(({ name }) => name));
  return [...new FormData(form)].filter(([name, value]) => names.has(name) && typeof value === "string");
}

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const form = ctx?.request?.form;
  if (ctx?.response?.status !== 401 || !form?.matches("[data-guard]")) return;
  if ([...form.elements].some(({ type, files }) => type === "file" && files.length)) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ reader, page: here(), action: form.getAttribute("action"), values: valuesOf(form) }));
  } catch {
    // Full or forbidden: the page stays, and with it what was typed.
    return;
  }
  form.dataset.guard = "sent";
  // The hub asks for a sign-in and leads back here.
  location.reload();
});

const say = (word) => document.dispatchEvent(new CustomEvent("toast", { detail: { text: document.getElementById("toasts").dataset[word], tone: "info" } }));

function fill(form, values) {
  const left = [...values];
  for (const field of fieldsOf(form)) {
    const given = left.filter(([name]) => name === field.name);
    if (/checkbox|radio/.test(field.type)) field.checked = given.some(([, value]) => value === field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = given.some(([, value]) => value === option.value);
    else if (given.length) [[, field.value]] = left.splice(left.indexOf(given[0]), 1);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// A form that grows and shrinks, such as the steps of a challenge, is drawn by the hub from what was typed; nothing is saved.
function draw(form, values) {
  // This script may come before htmx has looked at the page.
  if (!form.hasAttribute("data-htmx-powered")) return setTimeout(draw, 50, form, values);
  for (const field of fieldsOf(form)) field.disabled = true;
  for (const [name, value] of values) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  const button = Object.assign(document.createElement("button"), { name: "action", value: form.dataset.drawn, hidden: true });
  form.append(button);
  form.requestSubmit(button);
}

function giveBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEY));
  if (!kept) return;
  if (!reader) return say("kept");
  const form = [...document.querySelectorAll("[data-guard]")].find((one) => one.getAttribute("action") === kept.action);
  sessionStorage.removeItem(KEY);
  if (kept.reader !== reader || kept.page !== here() || !form) return;
  (form.dataset.drawn ? draw : fill)(form, kept.values);
  say("back");
}

giveBack();
