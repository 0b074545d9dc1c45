// @ts-check
'use strict';

/** The content of the canvases as text: events of the range, views, faults; and the environment and the downloads. */

/** Keeps the table of events in step with the timeline while it is open. */
class EventTable {
  static MAX_ROWS = 200;

  /**
   * @param {Model} model
   * @param {ChunkStore} store
   * @param {Timeline} timeline
   */
  constructor(model, store, timeline) {
    this.model = model;
    this.store = store;
    this.timeline = timeline;
    this.box = byId('table-box');
    this.timer = 0;
    this.box.addEventListener('toggle', () => this.fill());
    timeline.listeners.push(() => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.fill(), 120);
    });
  }

  fill() {
    if (!this.box.open) return;
    const { from, to } = this.timeline.range;
    const chunks = this.store.ready(from, to);
    const body = byId('events-body');
    if (!chunks) {
      byId('table-note').textContent = 'Too many events for a table: zoom in.';
      body.replaceChildren();
      return;
    }
    const rows = [];
    let total = 0;
    for (const chunk of chunks) {
      const end = chunk.lowerBound(to);
      for (let i = chunk.lowerBound(from); i < end; i++) {
        if (!this.timeline.filter.passes(chunk, i)) continue;
        total++;
        if (rows.length < EventTable.MAX_ROWS) rows.push(this.row(chunk, i, to - from));
      }
    }
    byId('table-note').textContent = total > rows.length
      ? `${plural(total, 'event')} in the range shown; the first ${rows.length} are listed. Zoom in or filter for the others.`
      : `${plural(total, 'event')} in the range shown.`;
    body.replaceChildren(...rows);
  }

  /**
   * @param {Chunk} chunk
   * @param {number} i
   * @param {number} spanNanos
   */
  row(chunk, i, spanNanos) {
    const { model } = this;
    const process = chunk.processes[i];
    const view = model.viewAt(process, chunk.first + i);
    const type = model.run.types[chunk.types[i]];
    const value = chunk.values[i];
    const detail = chunk.texts.get(i) || (value < 0 ? '' : type === 'deliver' ? `place ${value}` : type === 'send' ? `${value} bytes` : '');
    return make('tr', {},
      make('td', { class: 'number' }, instant(chunk.nanos[i], spanNanos)),
      make('td', {}, model.processName(process)),
      make('td', {}, type),
      make('td', {}, model.messageName(chunk.senders[i], chunk.numbers[i])),
      make('td', {}, view < 0 ? '' : String(model.run.views[view].seq)),
      make('td', {}, detail));
  }
}

/**
 * A row for each view, in the order of sequence numbers, and a column for each node. Rivals with one number stand side by side.
 * @param {Model} model
 * @param {Timeline} timeline
 */
function showViews(model, timeline) {
  const { run } = model;
  const MAX_ROWS = 500;
  byId('views-note').textContent = viewsNote(model);
  byId('views-head').append(make('tr', {},
    make('th', { scope: 'col' }, 'View'), make('th', { scope: 'col' }, 'Id'), make('th', { scope: 'col' }, 'Members'),
    ...run.nodes.map((node) => make('th', { scope: 'col', class: 'number' }, node))));
  /** @type {Map<number, Install[]>} */
  const installs = new Map();
  for (const install of run.installs) installs.set(install.view, [...(installs.get(install.view) || []), install]);
  const order = run.views.map((_, number) => number).sort((a, b) => run.views[a].seq - run.views[b].seq || a - b);
  for (const number of order.slice(0, MAX_ROWS)) byId('views-body').append(viewRow(model, timeline, number, installs.get(number) || []));
  if (order.length > MAX_ROWS) {
    byId('views-body').append(make('tr', {}, make('td', { colspan: 3 + run.nodes.length }, `and ${count(order.length - MAX_ROWS)} more: see the timeline`)));
  }
}

/** @param {Model} model */
function viewsNote(model) {
  const { run } = model;
  if (!run.views.length) return 'No process installed a view.';
  const split = model.splitViews.size ? ` Split brain: ${plural(model.splitViews.size, 'primary view')} share a sequence number with another.` : '';
  return `${plural(run.views.length, 'view')}, ${plural(run.installs.length, 'install')}. A cell shows when the node installed the view.${split}`;
}

/**
 * @param {Model} model
 * @param {Timeline} timeline
 * @param {number} number
 * @param {Install[]} installs
 */
function viewRow(model, timeline, number, installs) {
  const { run } = model;
  const view = run.views[number];
  const split = model.splitViews.has(number);
  const cells = run.nodes.map((node, lane) => {
    const mine = installs.filter((install) => run.processes[install.process].lane === lane);
    if (!mine.length) {
      const member = view.members.some((id) => id.slice(0, id.lastIndexOf('.')) === node);
      return make('td', { class: 'absent number' }, member ? 'never' : '–');
    }
    return make('td', { class: 'installed number' }, ...mine.map((install) => make('button', {
      type: 'button',
      title: `${run.processes[install.process].id} installed ${view.id}`,
      onclick: () => visit(() => void timeline.jump(install.ordinal, install.nanos)),
    }, duration(install.nanos))));
  });
  return make('tr', { class: split ? 'split' : undefined },
    make('th', { scope: 'row' }, make('span', { class: `swatch swatch-${model.tints[number]}` }), String(view.seq),
      view.primary ? null : make('span', { class: 'tag plain' }, 'not primary'),
      view.regular ? null : make('span', { class: 'tag plain' }, 'transitional'),
      split ? make('span', { class: 'tag bad' }, 'split') : null),
    make('td', { class: 'mono' }, view.id),
    make('td', {}, view.members.join(' ')),
    ...cells);
}

/**
 * @param {Model} model
 * @param {Timeline} timeline
 */
function showFaults(model, timeline) {
  const { run } = model;
  const bitten = run.faults.filter((fault) => fault.bit).length;
  byId('faults-note').textContent = run.faults.length
    ? `${plural(run.faults.length, 'fault')}, ${count(bitten)} with an effect. A fault without an effect proves nothing.`
    : 'No fault was injected.';
  for (const fault of run.faults) byId('faults-body').append(faultRow(model, timeline, fault));
}

/**
 * @param {Model} model
 * @param {Timeline} timeline
 * @param {Fault} fault
 */
function faultRow(model, timeline, fault) {
  const { run } = model;
  const end = fault.off ?? fault.on;
  const margin = Math.max((end - fault.on) * 0.3, model.span / 60);
  const outcome = fault.bit ? make('span', { class: 'tag good' }, 'effective') : make('span', { class: 'tag bad' }, 'no effect');
  return make('tr', {},
    make('td', { class: 'number' }, duration(fault.on)),
    make('td', { class: 'number' }, !fault.lasts ? 'an instant' : fault.off === null ? 'never healed' : duration(fault.off - fault.on)),
    make('td', {}, make('strong', {}, fault.kind), ` #${fault.id}`),
    make('td', {}, fault.lanes.length ? fault.lanes.map((lane) => run.nodes[lane]).join(' ') : 'all', make('div', { class: 'mono definition', title: fault.detail }, flat(fault.detail))),
    make('td', {}, outcome),
    make('td', { class: 'mono', title: fault.effect }, flat(fault.effect)),
    make('td', {}, make('button', { type: 'button', 'aria-label': `Show fault ${fault.id} in the timeline`, onclick: () => visit(() => timeline.show(fault.on - margin, end + margin)) }, 'Show')));
}

/**
 * Scrolls to the timeline, then acts on it.
 * @param {() => void} act
 */
function visit(act) {
  byId('timeline-section').scrollIntoView();
  act();
}

/** @param {Run} run */
function showEnvironment(run) {
  const list = byId('environment');
  if (run.marksLeftOut) run.notes.push(`${count(run.marksLeftOut)} suspicions, blocks, phases and states are shown only when zoomed in.`);
  const notes = run.notes.map((note) => /** @type {[string, string]} */ (['Note', note]));
  for (const [name, value] of [...run.environment, ...notes]) list.append(make('dt', {}, name), make('dd', {}, value));
  if (!list.children.length) list.append(make('dt', {}, 'Environment'), make('dd', {}, 'not recorded'));
}

/**
 * @param {Run} run
 * @param {Model} model
 * @param {ChunkStore} store
 */
function showDownloads(run, model, store) {
  const box = byId('downloads');
  const add = (/** @type {string} */ label, /** @type {() => void} */ act) => box.append(make('button', { type: 'button', onclick: act }, label));
  const scenario = run.scenario;
  if (scenario !== null) add('scenario.json', () => save('scenario.json', 'application/json', scenario));
  add('verdict.json', () => save('verdict.json', 'application/json', run.verdictJson));
  add('events.csv', () => void csv(run, model, store).then((text) => save('events.csv', 'text/csv', text)));
}

/**
 * @param {Run} run
 * @param {Model} model
 * @param {ChunkStore} store
 */
async function csv(run, model, store) {
  const quoted = (/** @type {string} */ text) => {
    // A spreadsheet takes a leading = + - @ for a formula, so a hostile name could do harm there as well.
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replace(/"/g, '""')}"`;
  };
  const parts = ['nanos,process,event,message,view,value,detail\n'];
  for (let number = 0; number < run.chunks.length; number++) {
    const chunk = await store.get(number);
    const lines = [];
    for (let i = 0; i < chunk.count; i++) {
      const process = chunk.processes[i];
      const view = model.viewAt(process, chunk.first + i);
      lines.push([chunk.ownNanos[i], quoted(model.processName(process)), quoted(run.types[chunk.types[i]]),
        quoted(model.messageName(chunk.senders[i], chunk.numbers[i])), quoted(view < 0 ? '' : run.views[view].id),
        chunk.values[i] < 0 ? '' : chunk.values[i], quoted(chunk.texts.get(i) || '')].join(','));
    }
    parts.push(lines.join('\n'), '\n');
  }
  return parts.join('');
}
