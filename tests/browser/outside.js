// What is wider than the window, reaches out of it, or loses the end of its words.
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
  return found.slice(0, 4);
}
