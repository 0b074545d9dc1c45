// @ts-check
'use strict';

/** Small helpers of the page: elements made from text, numbers and times for readers, icons. */

/**
 * @param {string} id
 * @returns {any}
 */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

/**
 * Makes an element. Strings among the children become text, never markup.
 * @param {string} tag
 * @param {Record<string, string|number|boolean|EventListener|undefined>} [attributes] on...: a listener
 * @param {...(Node|string|null)} children
 * @returns {HTMLElement}
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

const WHOLE = new Intl.NumberFormat('en');

/** @param {number} n */
function count(n) {
  return WHOLE.format(n);
}

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
function plural(n, one, many) {
  return `${count(n)} ${n === 1 ? one : many || one + 's'}`;
}

/**
 * A span of time, rounded for reading: 3.21 ms.
 * @param {number} nanos
 */
function duration(nanos) {
  const size = Math.abs(nanos);
  if (size < 1e3) return `${Math.round(nanos)} ns`;
  if (size < 1e6) return `${trim(nanos / 1e3)} µs`;
  if (size < 1e9) return `${trim(nanos / 1e6)} ms`;
  if (size < 120e9) return `${trim(nanos / 1e9)} s`;
  const minutes = Math.floor(size / 60e9);
  return `${nanos < 0 ? '-' : ''}${minutes} min ${Math.round((size - minutes * 60e9) / 1e9)} s`;
}

/** @param {number} n */
function trim(n) {
  const size = Math.abs(n);
  return String(Number(n.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)));
}

/**
 * An instant of the run, with enough digits to tell neighbours apart in the range shown.
 * @param {number} nanos
 * @param {number} spanNanos
 */
function instant(nanos, spanNanos) {
  return axisLabel(nanos, Math.pow(10, Math.floor(Math.log10(Math.max(10, spanNanos))) - 2));
}

const VERDICTS = {
  holds: { word: 'Holds', path: 'M4.5 12.5 10 18 19.5 7' },
  violated: { word: 'Violated', path: 'M6 6l12 12M18 6 6 18' },
  unknown: { word: 'Unknown', path: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18v.2' },
  'not-exercised': { word: 'Not exercised', path: 'M6 12h12' },
  inapplicable: { word: 'Inapplicable', path: 'M12 12v.1' },
  'not-judged': { word: 'Not judged', path: 'M8 9v6M16 9v6' },
};

/** @param {string} verdict */
function verdictWord(verdict) {
  return (VERDICTS[/** @type {keyof typeof VERDICTS} */ (verdict)] || { word: verdict }).word;
}

/**
 * The icon of a verdict. Each has a shape of its own, so that colour is never the only sign.
 * @param {string} verdict
 */
function verdictIcon(verdict) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const ring = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  for (const [k, v] of Object.entries({ cx: 12, cy: 12, r: 10.5, fill: 'none', stroke: 'currentColor', 'stroke-width': 2 })) {
    ring.setAttribute(k, String(v));
  }
  const sign = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const known = VERDICTS[/** @type {keyof typeof VERDICTS} */ (verdict)] || VERDICTS.unknown;
  for (const [k, v] of Object.entries({ d: known.path, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.6, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' })) {
    sign.setAttribute(k, String(v));
  }
  svg.append(ring, sign);
  return svg;
}

/** @param {string} verdict */
function verdictBadge(verdict) {
  return make('span', { class: 'state', 'data-verdict': verdict }, verdictIcon(verdict), verdictWord(verdict));
}

/**
 * Saves a text as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // By then the browser has read the data.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
