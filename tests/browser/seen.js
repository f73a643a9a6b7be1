// Whether the focused element shows that it is, and can be seen: something of it is in the window
// and under no bar. Says what is wrong, or nothing.
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const name = one.outerHTML.slice(0, 100);
  if (one.id === "main") return "";
  const style = getComputedStyle(one);
  const around = getComputedStyle(one.closest("label") ?? one);
  const after = getComputedStyle(one, "::after");
  const ringed = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 1) || s.boxShadow !== "none";
  if (![style, around, after].some(ringed)) return `${name} does not show that it has the focus`;
  for (const { left, right, top, bottom } of one.getClientRects()) {
    for (const x of [left + 2, (left + right) / 2, right - 2]) {
      for (const y of [top + 2, (top + bottom) / 2, bottom - 2]) {
        const there = document.elementFromPoint(x, y);
        if (!there) continue;
        if (one.contains(there) || there.contains(one) || there.closest("label")?.control === one) return "";
      }
    }
  }
  return `${name} has the focus and cannot be seen`;
}
