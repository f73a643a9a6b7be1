// Runs before the first paint: marks that script is here, so that nothing jumps when the rest arrives.
document.documentElement.classList.add("js");
