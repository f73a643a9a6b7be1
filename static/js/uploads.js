// Files: dropped or chosen, looked at before they go, and seen going.

const over = (event) => event.target.closest?.("[data-drop]");
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const place = over(event);
    if (!place || !carriesFiles(event)) return;
    event.preventDefault();
    place.toggleAttribute("data-over", name === "dragenter" || name === "dragover");
    if (name !== "drop") return;
    const input = place.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// What cannot arrive is told at once, and what did not arrive can be sent again ---------------------

const dropOf = (input) => input.closest("[data-drop]");

function complain(input, word) {
  const box = dropOf(input)?.querySelector("[data-drop-error]");
  if (!box) return;
  const attended = box.contains(document.activeElement);
  box.hidden = !word;
  box.replaceChildren();
  if (attended) input.focus();
  if (!word) return;
  const words = dropOf(input).querySelector(`[data-words="${word}"]`).content.cloneNode(true);
  const kinds = input.accept.split(",").map((kind) => kind.trim().replace(/^(image\/|\.)/, "").toUpperCase().replace("WEBP", "WebP"));
  for (const text of words.childNodes) if (text.nodeType === Node.TEXT_NODE) text.data = text.data.replace("{kinds}", new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(kinds));
  box.append(words);
}

const fits = (file, kind) => (kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind) : kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : file.type === kind);

// The kind as the browser knows it; a file of a kind it does not know goes, and the hub judges.
function wrong(input) {
  const [file] = input.files;
  const kinds = input.accept.split(",").map((kind) => kind.trim()).filter(Boolean);
  if (!file) return null;
  if (file.type && kinds.length && !kinds.some((kind) => fits(file, kind))) return "kind";
  return kinds.some((kind) => kind.startsWith("image/")) && file.size > dropOf(input).dataset.most ? "large" : null;
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file" || !dropOf(input)) return;
  const word = wrong(input);
  complain(input, word);
  if (!word) return;
  input.value = "";
  // Nothing else hears of it: it must not be sent.
  event.stopImmediatePropagation();
}, true);

document.addEventListener("click", ({ target }) => {
  const input = target.closest("[data-again]") && dropOf(target).querySelector("input[type=file]");
  input?.dispatchEvent(new Event("change", { bubbles: true }));
});

// A look at the picture before it goes ------------------------------------------------------------

document.addEventListener("change", ({ target }) => {
  const place = target.type === "file" && target.closest("[data-drop]");
  const box = place && place.querySelector(".file-preview");
  if (!box) return;
  // What was said about the file before is not true of this one.
  target.removeAttribute("aria-invalid");
  document.getElementById(`${target.id}-error`)?.remove();
  const [file] = target.files;
  const drawable = file && /^image\/(png|jpeg|webp|gif|avif)$/.test(file.type);
  box.replaceChildren();
  box.hidden = !drawable;
  if (!drawable) return;
  const image = new Image();
  image.alt = file.name;
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  image.addEventListener("error", () => {
    URL.revokeObjectURL(image.src);
    if (!image.isConnected) return;
    box.hidden = true;
    complain(target, "unshown");
  }, { once: true });
  box.append(image);
});

// How far it has gone: fetch() cannot tell, XMLHttpRequest can --------------------------------------

const carries = (body) => body instanceof FormData && [...body.values()].some((value) => value instanceof File && value.size);

// The field that the first of the files comes from.
function inputOf(form, body) {
  const named = [...body.entries()].find(([, value]) => value instanceof File && value.size)[0];
  return [...(form.elements ?? form.querySelectorAll("input"))].find((one) => one.type === "file" && one.name === named);
}

// One bar, in the place where the file was chosen.
function meter(input) {
  const place = input && dropOf(input)?.querySelector(".progress");
  return (share) => {
    if (!place) return;
    place.hidden = share === null;
    if (share === null) return;
    place.querySelector("progress").value = share * 100;
    place.querySelector("[data-share]").textContent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(share);
  };
}

function headersOf(answer) {
  const headers = new Headers();
  for (const line of answer.getAllResponseHeaders().trim().split("\r\n")) {
    const [name, ...value] = line.split(": ");
    if (name) headers.append(name, value.join(": "));
  }
  return headers;
}

// What fetch() does, with a meter.
function send(address, { method, headers = {}, body, signal }, show) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded, total }) => show(loaded / (total || 1)));
    request.addEventListener("load", () => {
      const empty = [204, 205, 304].includes(request.status);
      resolve(new Response(empty ? null : request.responseText, { status: request.status, headers: headersOf(request) }));
    });
    request.addEventListener("error", () => reject(new TypeError("the connection broke")));
    request.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    request.addEventListener("loadend", () => show(null));
    signal?.addEventListener("abort", () => request.abort());
    show(0);
    request.send(body);
  });
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (!carries(ctx?.request?.body)) return;
  const source = ctx.sourceElement;
  const input = inputOf(source.form ?? source.closest("form") ?? source, ctx.request.body);
  const show = meter(input);
  ctx.fetch = (address, request) => send(address, request, show);
  if (!input || !source.contains(input) || source.matches("form")) return;
  ctx.alone = input;
  underWay.set(input, null);
});

// A file that goes by itself as soon as it is chosen. What sends the whole form meanwhile does not send it
// again; what hands the form in waits until it is there.
const underWay = new Map();

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement.form ?? ctx.sourceElement;
  for (const input of underWay.keys()) if (input.form === form) ctx.request.body.delete(input.name);
});

addEventListener("beforeunload", (event) => underWay.size && event.preventDefault());

// On the window, before anything takes the press for done.
addEventListener("submit", (event) => {
  const input = [...underWay.keys()].find((one) => one.form === event.target);
  if (!input) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  event.submitter?.setAttribute("aria-busy", "true");
  underWay.set(input, event.submitter);
}, true);

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const input = ctx?.alone;
  if (!input) return;
  const waiting = underWay.get(input);
  underWay.delete(input);
  waiting?.removeAttribute("aria-busy");
  if (ctx.response?.status < 400) waiting?.form?.requestSubmit(waiting);
  else if (ctx.response?.status !== 422) complain(input, "broken");
});
