// Draws every chart of a page from the table beside it, in the colours of the theme.

import "../vendor/chart-4.6.1.umd.min.js";

const { Chart } = globalThis;
const drawn = new Map();

// What a token is on this part of the page: a colour that Chart.js can reckon with.
function painter(figure) {
  const probe = figure.appendChild(document.createElement("i"));
  // A colour on its way to another is not the one asked for.
  probe.style.transitionProperty = "none";
  const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const brush = pixel.getContext("2d", { willReadFrequently: true });
  return {
    colour(token) {
      probe.style.color = `var(${token})`;
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = getComputedStyle(probe).color;
      brush.fillRect(0, 0, 1, 1);
      const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
      return `rgb(${red}, ${green}, ${blue})`;
    },
    done: () => probe.remove(),
  };
}

function read(figure) {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const names = [...figure.querySelectorAll("thead th")].slice(1).map((heading) => heading.textContent);
  const labels = rows.map((row) => row.querySelector("th").textContent);
  const numbers = (at) => rows.map((row) => Number(row.querySelectorAll("[data-value]")[at].dataset.value));
  return { labels, series: names.map((name, at) => ({ name, numbers: numbers(at) })) };
}

function settings(figure) {
  const { colour, done } = painter(figure);
  const [ink, line] = [colour("--ink-soft"), colour("--line")];
  const { labels, series } = read(figure);
  const font = { family: getComputedStyle(figure).fontFamily, size: 13 };
  const datasets = series.map(({ name, numbers }, at) => ({
    label: name,
    data: numbers,
    backgroundColor: colour(`--chart-${at + 1}`),
    borderColor: colour(`--chart-${at + 1}`),
    borderRadius: 4,
    borderWidth: figure.dataset.chart === "line" ? 2.5 : 0,
    maxBarThickness: 36,
    pointRadius: 3,
  }));
  done();
  return {
    type: figure.dataset.chart,
    data: { labels, datasets },
    options: {
      locale: document.documentElement.lang,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300 },
      maintainAspectRatio: false,
      color: ink,
      font,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { display: series.length > 1, position: "bottom", align: "start", labels: { boxWidth: 12, boxHeight: 12, font } } },
      scales: {
        x: { ticks: { color: ink, font, maxRotation: 0, autoSkipPadding: 12 }, grid: { display: false }, border: { color: line } },
        y: { beginAtZero: true, ticks: { color: ink, font, precision: 0, maxTicksLimit: 5 }, grid: { color: line }, border: { display: false } },
      },
    },
  };
}

function draw(figure) {
  drawn.get(figure)?.destroy();
  drawn.set(figure, new Chart(figure.querySelector("canvas"), settings(figure)));
}

function drawAll() {
  for (const [figure, chart] of drawn) {
    if (figure.isConnected) continue;
    chart.destroy();
    drawn.delete(figure);
  }
  document.querySelectorAll("[data-chart]").forEach(draw);
}

drawAll();
document.addEventListener("htmx:after:swap", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
