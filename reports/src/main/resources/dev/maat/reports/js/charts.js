// @ts-check
'use strict';

/**
 * A page of charts. Both axes are logarithmic, and each line has a band from the lowest to the highest number behind its mean.
 *
 * @typedef {{name: string, points: number[][]}} ChartSeries points are [x, mean, low, high]
 * @typedef {{title: string, note: string, x: string, y: string, series: ChartSeries[]}} Chart
 * @typedef {{title: string, lead: string[], command: string, charts: Chart[], header: string[], rows: string[][]}} Charts
 */

const PLOT_HEIGHT = 300;

/** Each line has a colour and a dash of its own, so that colour is never the only sign (Okabe, Ito). */
const LINES = [
  { colour: '#0072b2', dash: [] },
  { colour: '#d55e00', dash: [9, 4] },
  { colour: '#009e73', dash: [2, 3] },
  { colour: '#cc79a7', dash: [12, 3, 2, 3] },
  { colour: '#8a6d1c', dash: [5, 2] },
  { colour: '#6b7077', dash: [1, 2] },
];

/** @param {number} value */
function magnitude(value) {
  if (value >= 1000) return count(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** Whole powers of ten around all values, at least one apart. @param {number[]} values */
function decades(values) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return [Math.pow(10, low), Math.pow(10, Math.max(high, low + 1))];
}

/**
 * The powers of ten from one through another.
 * @param {number} low
 * @param {number} high
 */
function powers(low, high) {
  const all = [];
  for (let power = Math.round(Math.log10(low)); power <= Math.round(Math.log10(high)); power++) all.push(Math.pow(10, power));
  return all;
}

/** @param {Chart} chart */
function columnsOf(chart) {
  const xs = [...new Set(chart.series.flatMap((series) => series.points.map((point) => point[0])))].sort((a, b) => a - b);
  /** @type {(number|null)[][]} */
  const columns = [xs];
  for (const series of chart.series) {
    const byX = new Map(series.points.map((point) => [point[0], point]));
    for (const part of [1, 2, 3]) {
      columns.push(xs.map((x) => {
        const point = byX.get(x);
        return point && point.slice(1).every((value) => value > 0) ? point[part] : null;
      }));
    }
  }
  return columns;
}

/**
 * @param {Chart} chart
 * @param {HTMLElement} box
 */
function plot(chart, box) {
  const columns = columnsOf(chart);
  const ys = /** @type {number[]} */ (columns.slice(1).flat().filter((value) => value !== null));
  if (ys.length === 0) {
    box.append(make('p', {}, 'Nothing of this kind happened.'));
    return null;
  }
  const style = getComputedStyle(document.documentElement);
  const [ink, line] = ['--ink', '--line'].map((name) => paintOf(style, name));
  const show = (/** @type {any} */ _, /** @type {number|null} */ value) => (value === null ? '-' : magnitude(value));
  const axis = (/** @type {number} */ size, /** @type {string} */ label) => ({
    label,
    size,
    labelSize: label ? 22 : 0,
    stroke: ink,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
    splits: (/** @type {any} */ _u, /** @type {number} */ _axis, /** @type {number} */ low, /** @type {number} */ high) => powers(low, high),
    values: (/** @type {any} */ _u, /** @type {number[]} */ splits) => splits.map(magnitude),
  });
  const series = chart.series.flatMap((one, i) => {
    const { colour, dash } = LINES[i % LINES.length];
    const edge = { show: true, stroke: 'transparent', points: { show: false }, value: show };
    return [
      { label: one.name, stroke: colour, width: 2, dash, points: { show: true, size: 7, fill: colour }, value: show, spanGaps: true },
      { ...edge, label: `${one.name}, lowest` },
      { ...edge, label: `${one.name}, highest` },
    ];
  });
  // @ts-ignore: the library declares it
  const drawn = new uPlot(
    {
      width: Math.max(280, box.clientWidth),
      height: PLOT_HEIGHT,
      scales: {
        x: { time: false, distr: 3, range: () => decades(/** @type {number[]} */ (columns[0])) },
        y: { distr: 3, range: () => decades(ys) },
      },
      // The title says what the vertical axis counts.
      axes: [axis(36, chart.x), axis(64, '')],
      series: [{ label: chart.x, value: show }, ...series],
      bands: chart.series.map((_, i) => ({ series: [3 * i + 3, 3 * i + 2], fill: `${LINES[i % LINES.length].colour}33` })),
      cursor: { drag: { x: false, y: false } },
    },
    columns,
    box,
  );
  box.querySelectorAll('.u-legend .u-series').forEach((row, i) => {
    /** @type {HTMLElement} */ (row).hidden = i > 0 && i % 3 !== 1;
  });
  return drawn;
}

/**
 * A colour of the style sheet, resolved for a canvas.
 * @param {CSSStyleDeclaration} style
 * @param {string} name
 */
function paintOf(style, name) {
  const probe = make('span', {});
  probe.style.color = style.getPropertyValue(name);
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** @param {Charts} page */
function showCharts(page) {
  byId('title').textContent = page.title;
  document.title = page.title;
  byId('lead').append(...page.lead.map((text) => make('p', {}, text)));
  byId('study-command').textContent = page.command;
  byId('numbers-head').append(make('tr', {}, ...page.header.map((text) => make('th', { scope: 'col' }, text))));
  byId('numbers-body').append(...page.rows.map((row) => make('tr', {}, ...row.map((text) => make('td', {}, text)))));
  const boxes = page.charts.map((chart) => {
    const box = make('div', { role: 'img', 'aria-label': `${chart.title}. ${chart.note} The numbers are in the table below.` });
    byId('charts').append(make('figure', { class: 'chart' }, make('h2', {}, chart.title), make('figcaption', {}, chart.note), box));
    return box;
  });
  /** @type {any[]} */
  let plots = [];
  const draw = () => {
    plots.forEach((drawn) => drawn && drawn.destroy());
    plots = page.charts.map((chart, i) => plot(chart, boxes[i]));
  };
  draw();
  let width = byId('charts').clientWidth;
  new ResizeObserver(() => {
    if (byId('charts').clientWidth !== width) {
      width = byId('charts').clientWidth;
      draw();
    }
  }).observe(byId('charts'));
  listenToDark(draw);
}

/** @param {() => void} redraw */
function listenToDark(redraw) {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  byId('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    redraw();
  });
  system.addEventListener('change', redraw);
}

try {
  showCharts(JSON.parse(byId('study').textContent));
  document.body.dataset.ready = 'true';
} catch (error) {
  const box = byId('failure');
  box.hidden = false;
  box.textContent = `This page could not be drawn: ${error instanceof Error ? error.message : error}. Use a browser of 2024 or newer.`;
  throw error;
}
