// Buttons and links that do nothing, ids that come twice, words that were meant to be replaced.
() => {
  const found = [];
  const name = (one) => one.outerHTML.slice(0, 120);
  const hooked = (one) => [...one.attributes].some(({ name }) => /^(hx-|data-|popovertarget|commandfor|form$)/.test(name));
  for (const button of document.querySelectorAll("button:not([disabled])")) {
    if (button.closest("[inert]")) continue;
    const sends = button.form && button.type === "submit";
    if (!sends && !hooked(button)) found.push(`does nothing: ${name(button)}`);
  }
  for (const link of document.querySelectorAll("a")) {
    if (!link.getAttribute("href") || link.getAttribute("href") === "#") found.push(`leads nowhere: ${name(link)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`id twice: ${id}`);
  if (/lorem ipsum|dolor sit|todo:/i.test(document.body.innerText)) found.push("placeholder text");
  return found;
}
