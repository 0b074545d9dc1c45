// @ts-check
'use strict';

/** Assembles the report and binds the keys. */

/**
 * @param {Timeline} timeline
 * @returns {Record<string, () => void>}
 */
function keysAnywhere(timeline) {
  const dialog = byId('keys');
  return {
    '+': () => timeline.zoom(0.5),
    '=': () => timeline.zoom(0.5),
    '-': () => timeline.zoom(2),
    '0': () => timeline.showAll(),
    n: () => visit(() => timeline.tour(1)),
    p: () => visit(() => timeline.tour(-1)),
    '[': () => timeline.tourViews(-1),
    ']': () => timeline.tourViews(1),
    '/': () => byId('filter').focus(),
    '?': () => (dialog.open ? dialog.close() : dialog.showModal()),
    Escape: () => timeline.pin(null),
  };
}

/** @param {Timeline} timeline */
function listenToKeys(timeline) {
  const anywhere = keysAnywhere(timeline);
  const onTimeline = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => timeline.pan(-0.12),
    ArrowRight: () => timeline.pan(0.12),
    ArrowUp: () => void timeline.step(-1),
    ArrowDown: () => void timeline.step(1),
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const act = anywhere[event.key] || (event.target === timeline.canvas ? onTimeline[event.key] : undefined);
    if (!act || (byId('keys').open && event.key !== '?')) return;
    event.preventDefault();
    act();
  });
}

/** @param {Timeline} timeline */
function listenToButtons(timeline) {
  const click = (/** @type {string} */ id, /** @type {() => void} */ act) => byId(id).addEventListener('click', act);
  click('zoom-in', () => timeline.zoom(0.5));
  click('zoom-out', () => timeline.zoom(2));
  click('zoom-all', () => timeline.showAll());
  click('next', () => timeline.tour(1));
  click('previous', () => timeline.tour(-1));
  click('help', () => byId('keys').showModal());
  click('keys-close', () => byId('keys').close());
  byId('filter').addEventListener('input', () => timeline.setFilter(byId('filter').value));
}

/**
 * Keeps the range, the filter and the pinned event in the hash of the address, so that a link leads to the same place.
 * @param {Timeline} timeline
 */
function keepHash(timeline) {
  let timer = 0;
  timeline.listeners.push(() => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const { from, to } = timeline.range;
      const words = new URLSearchParams({ from: String(Math.round(from)), to: String(Math.round(to)) });
      if (timeline.pinned) words.set('event', String(timeline.pinned.ordinal));
      if (byId('filter').value) words.set('filter', byId('filter').value);
      history.replaceState(null, '', `#${words}`);
    }, 250);
  });
}

/** @param {Timeline} timeline */
function followHash(timeline) {
  const words = new URLSearchParams(location.hash.slice(1));
  const from = Number(words.get('from') || NaN);
  const to = Number(words.get('to') || NaN);
  const filter = words.get('filter');
  if (filter) {
    byId('filter').value = filter;
    timeline.setFilter(filter);
  }
  if (Number.isFinite(from) && Number.isFinite(to) && from < to) timeline.show(from, to);
  const event = words.get('event');
  if (event && /^\d{1,15}$/.test(event)) void timeline.pinOrdinal(Number(event));
}

/** @param {() => void} redraw */
function listenToTheme(redraw) {
  const root = document.documentElement;
  byId('theme').addEventListener('click', () => {
    const dark = getComputedStyle(root).colorScheme === 'dark' || (!root.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'light' : 'dark';
    redraw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
}

async function main() {
  /** @type {Run} */
  const run = JSON.parse(embedded('run'));
  const model = new Model(run);
  const store = new ChunkStore(run);
  const activity = new Activity(run, await unpack(embedded('activity')));
  const palette = new Palette();
  showVerdict(run);
  const timeline = new Timeline(model, store, activity, palette);
  const overview = new Overview(model, activity, palette, (from, to) => timeline.show(from, to));
  const jump = (/** @type {number} */ ordinal, /** @type {number} */ nanos) => visit(() => void timeline.jump(ordinal, nanos));
  showProperties(run, jump);
  showFirstViolation(run, model, jump);
  showViolations(run, jump);
  showViews(model, timeline);
  showFaults(model, timeline);
  showEnvironment(run);
  showDownloads(run, model, store);
  timeline.listeners.push(() => overview.draw(timeline.range));
  new EventTable(model, store, timeline);
  new Inspector(model, store, timeline);
  listenToKeys(timeline);
  listenToButtons(timeline);
  followHash(timeline);
  keepHash(timeline);
  const repaint = () => {
    palette.refresh();
    timeline.redraw();
  };
  listenToTheme(repaint);
  new ResizeObserver(() => timeline.redraw()).observe(timeline.canvas);
  window.addEventListener('beforeprint', () => {
    palette.refresh();
    timeline.draw();
    overview.draw(timeline.range);
  });
  timeline.redraw();
  document.body.dataset.ready = 'true';
  await showSpaceTime(model, store, jump);
  document.body.dataset.complete = 'true';
}

main().catch((error) => {
  const box = byId('failure');
  box.hidden = false;
  box.textContent = `This report could not be drawn: ${error instanceof Error ? error.message : error}. Use a browser of 2024 or newer.`;
  throw error;
});
