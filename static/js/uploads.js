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

// A look at the picture before it goes ------------------------------------------------------------

document.addEventListener("change", ({ target }) => {
  const box = target.type === "file" && target.closest("[data-drop]")?.querySelector(".file-preview");
  if (!box) return;
  const [file] = target.files;
  const drawable = file && /^image\/(png|jpeg|webp|gif|avif)$/.test(file.type);
  box.replaceChildren();
  box.hidden = !drawable;
  if (!drawable) return;
  const image = new Image();
  image.alt = file.name;
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  box.append(image);
});

// How far it has gone: fetch() cannot tell, XMLHttpRequest can --------------------------------------

const carries = (body) => body instanceof FormData && [...body.values()].some((value) => value instanceof File && value.size);

// One bar, in the place where the file was chosen.
function meter(form, body) {
  const named = [...body.entries()].find(([, value]) => value instanceof File && value.size)[0];
  const input = [...(form.elements ?? form.querySelectorAll("input"))].find((one) => one.type === "file" && one.name === named);
  const place = input?.closest("[data-drop]")?.querySelector(".progress");
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
  const show = meter(ctx.sourceElement.closest("form") ?? ctx.sourceElement, ctx.request.body);
  ctx.fetch = (address, request) => send(address, request, show);
});

// A whole page's form: the hub says where to go next instead of leading there, so that what it flashed is not lost.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[hx-post]")) return;
  const body = new FormData(form, event.submitter);
  if (!carries(body)) return;
  event.preventDefault();
  if ("sending" in form.dataset) return;
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
  try {
    const answer = await send(event.submitter?.getAttribute("formaction") || form.action, { method: "POST", headers: { "X-Upload": "watched" }, body }, meter(form, body));
    const next = answer.headers.get("X-Location");
    if (next) location.assign(next);
    else showAnswer(await answer.text());
  } catch {
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: document.getElementById("toasts")?.dataset.offlineTyped, tone: "error" } }));
  } finally {
    delete form.dataset.sending;
    event.submitter?.removeAttribute("aria-busy");
  }
});

// A refused form comes back in the page's place, as it would without script.
function showAnswer(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = document.getElementById("main");
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.title = page.title;
  globalThis.htmx.process(main);
  scrollTo({ top: 0 });
  main.querySelector("[data-form-errors], [aria-invalid=true]")?.focus();
}
