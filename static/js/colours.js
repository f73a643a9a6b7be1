// A colour is picked or typed; what is typed is what is sent.
document.addEventListener("input", ({ target }) => {
  const typed = document.getElementById(target.dataset?.colour ?? "");
  if (typed) typed.value = target.value;
  const picker = target.id && document.querySelector(`[data-colour="${CSS.escape(target.id)}"]`);
  const [, digits] = target.value.trim().match(/^#?([0-9a-f]{6})$/i) ?? [];
  if (picker && digits) picker.value = `#${digits}`;
});
