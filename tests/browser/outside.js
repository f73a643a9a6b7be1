// What is wider than the window, reaches out of it, loses the end of its words or breaks them in two.
// Regions that scroll by themselves may be wide; what only screen readers meet has no width.
() => {
  const room = document.documentElement.clientWidth;
  const found = [];
  const name = (one) => one.outerHTML.slice(0, 90).replaceAll(/\s+/g, " ");
  const wide = document.documentElement.scrollWidth;
  if (wide > room) found.push(`the page is ${wide} px wide`);
  const scrolls = (one) => one && one !== document.body &&
    (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  for (const one of document.body.querySelectorAll("*")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(".skip-link, .visually-hidden")) continue;
    const { left, right, width, height } = one.getBoundingClientRect();
    if (width <= 1 || height <= 1) continue;
    if ((right > room + 1 || left < -1) && !scrolls(one.parentElement)) found.push(`${name(one)} from ${left} to ${right}`);
    const style = getComputedStyle(one);
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (words && /hidden|clip/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1 &&
        style.textOverflow !== "ellipsis") found.push(`${name(one)} is cut off`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const around = text.parentElement;
    if (!around.checkVisibility() || around.closest(".visually-hidden, textarea, option")) continue;
    if (around.offsetWidth === 1) continue;
    // Whole words only: addresses may break anywhere.
    for (const word of text.data.matchAll(/(?<!\S)\p{Script=Latin}{2,14}(?!\S)/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
      if (lines.size > 1) found.push(`"${word[0]}" is broken in ${name(around)}`);
    }
  }
  return found.slice(0, 4);
}
