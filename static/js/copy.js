// Words that are offered, taken along by one press.

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Not allowed here: the words are selected, ready for the keys that copy.
    said.textContent = "";
    return;
  }
  said.textContent = said.dataset.copied;
});
