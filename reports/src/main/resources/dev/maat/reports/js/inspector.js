// @ts-check
'use strict';

/** The details of the pinned event, and the events of its message at each process. */
class Inspector {
  /**
   * @param {Model} model
   * @param {ChunkStore} store
   * @param {Timeline} timeline
   */
  constructor(model, store, timeline) {
    this.model = model;
    this.store = store;
    this.timeline = timeline;
    this.body = byId('inspector-body');
    this.shown = '';
    timeline.listeners.push(() => void this.refresh());
    void this.refresh();
  }

  async refresh() {
    const { pinned, selected } = this.timeline;
    const key = `${pinned?.ordinal} ${selected?.from} ${selected?.to}`;
    if (key === this.shown) return;
    this.shown = key;
    const content = pinned ? this.describeEvent(pinned) : selected ? await this.describeRange(selected) : this.describeNothing();
    if (this.shown !== key) return;
    this.body.replaceChildren(...content);
    if (!pinned || pinned.sender < 0) return;
    const fate = await this.describeMessage(pinned);
    if (this.shown === key) this.body.append(...fate);
  }

  describeNothing() {
    return [
      make('p', {}, 'Click an event to pin it and to follow its message.'),
      make('p', {}, 'Drag with Shift to select a range and count its events.'),
    ];
  }

  /** @param {Pin} pin */
  describeEvent(pin) {
    const { model } = this;
    const type = model.run.types[pin.type];
    const table = make('table', {});
    const row = (/** @type {string} */ name, /** @type {string} */ value) => table.append(make('tr', {}, make('td', {}, make('span', { class: 'definition' }, name)), make('td', {}, value)));
    row('at', duration(pin.nanos));
    const view = model.viewAt(pin.process, pin.ordinal);
    if (pin.process >= 0) row('in', view < 0 ? 'no view' : `${model.viewLabel(view)} (${model.run.views[view].id})`);
    if (pin.value >= 0 && type === 'deliver') row('place', count(pin.value));
    if (pin.value >= 0 && (type === 'send' || type === 'sample')) row(type === 'send' ? 'size' : 'buffered', `${count(pin.value)} bytes`);
    row('event', `${count(pin.ordinal + 1)} of ${count(model.run.events)}`);
    const content = [make('p', { class: 'lead' }, `${model.processName(pin.process)} ${type} ${model.messageName(pin.sender, pin.number)}`), table];
    if (pin.text) content.push(make('pre', {}, pin.text));
    for (const spot of model.spots) {
      if (spot.ordinal === pin.ordinal) content.push(make('p', {}, make('span', { class: 'tag bad' }, `proof against ${spot.property}`)));
    }
    return content;
  }

  /** @param {Pin} pin */
  async describeMessage(pin) {
    const { model } = this;
    const name = model.messageName(pin.sender, pin.number);
    const search = await searchMessage(model, this.store, pin);
    const type = (/** @type {Pin} */ event) => model.run.types[event.type];
    const table = make('table', {});
    const reached = new Set();
    const sendNanos = search.events.find((event) => type(event) === 'send')?.nanos;
    for (const event of search.events) {
      if (type(event) === 'deliver') reached.add(event.process);
      const since = sendNanos === undefined || type(event) === 'send' ? duration(event.nanos) : `+${duration(event.nanos - sendNanos)}`;
      table.append(make('tr', {},
        make('td', {}, make('button', { type: 'button', onclick: () => void this.timeline.jump(event.ordinal, event.nanos) }, model.processName(event.process))),
        make('td', {}, type(event)), make('td', {}, model.viewLabel(model.viewAt(event.process, event.ordinal))), make('td', { class: 'number' }, since)));
    }
    const without = model.run.processes.filter((process, number) => process.lane >= 0 && !reached.has(number) && this.wasMember(number, search.events));
    const content = [make('h4', {}, `Events of ${name}`), table];
    if (without.length) content.push(make('p', {}, `Not delivered by ${without.map((process) => process.id).join(', ')}${search.whole ? '' : ' in these events'}.`));
    if (!search.whole) content.push(make('p', {}, `Searched: the nearest ${plural(search.searched, 'event')}.`));
    content.push(make('button', { type: 'button', onclick: () => this.filterBy(name) }, 'Show only this message'));
    return content;
  }

  /**
   * Whether a process was a member of a view in which the message was sent or delivered: only then is a delivery missing.
   * @param {number} number
   * @param {Pin[]} events
   */
  wasMember(number, events) {
    const id = this.model.run.processes[number].id;
    return events.some((event) => {
      const view = this.model.viewAt(event.process, event.ordinal);
      return view >= 0 && this.model.run.views[view].members.includes(id);
    });
  }

  /** @param {{from: number, to: number}} range */
  async describeRange(range) {
    const chunks = this.store.ready(range.from, range.to);
    const content = [make('p', { class: 'lead' }, `${duration(range.to - range.from)} selected`),
      make('p', {}, `${duration(range.from)} to ${duration(range.to)}`)];
    if (!chunks) {
      content.push(make('p', {}, 'Too many events to count here: select a shorter range.'));
      return content;
    }
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const chunk of chunks) {
      const end = chunk.lowerBound(range.to);
      for (let i = chunk.lowerBound(range.from); i < end; i++) {
        const type = this.model.run.types[chunk.types[i]];
        counts.set(type, (counts.get(type) || 0) + 1);
      }
    }
    const table = make('table', {});
    for (const [type, n] of [...counts].sort((a, b) => b[1] - a[1])) {
      const rate = (n / (range.to - range.from)) * 1e9;
      table.append(make('tr', {}, make('td', {}, type), make('td', { class: 'number' }, count(n)), make('td', { class: 'number' }, `${trim(rate)} per second`)));
    }
    content.push(table, make('button', { type: 'button', onclick: () => this.timeline.show(range.from, range.to) }, 'Zoom to the range'));
    return content;
  }

  /** @param {string} name */
  filterBy(name) {
    byId('filter').value = `msg:${name}`;
    this.timeline.setFilter(`msg:${name}`);
  }
}

/** Chunks further away are not searched for a message, because its deliveries follow its send closely. */
const MAX_CHUNKS_EACH_WAY = 8;

/**
 * All events of a message near one of them.
 * @param {Model} model
 * @param {ChunkStore} store
 * @param {Pin} pin
 */
async function searchMessage(model, store, pin) {
  const { run } = model;
  const here = Math.floor(pin.ordinal / run.chunkEvents);
  const first = Math.max(0, here - MAX_CHUNKS_EACH_WAY);
  const last = Math.min(run.chunks.length - 1, here + MAX_CHUNKS_EACH_WAY);
  /** @type {Pin[]} */
  const events = [];
  let searched = 0;
  for (let number = first; number <= last; number++) {
    const chunk = await store.get(number);
    searched += chunk.count;
    for (let i = 0; i < chunk.count; i++) {
      if (chunk.senders[i] === pin.sender && chunk.numbers[i] === pin.number) events.push(Timeline.pinOf(chunk, i));
    }
  }
  return { events, searched, whole: first === 0 && last === run.chunks.length - 1 };
}
