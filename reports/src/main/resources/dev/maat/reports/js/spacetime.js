// @ts-check
'use strict';

/**
 * The proof of a violation as a space-time diagram: a row for each process, the events from left to right in their order and not to
 * scale, an arrow from each send to its deliveries, the views as bands. It shows only the few events that a reader has to understand:
 * the witness, the sends and deliveries of its messages, and the installs in between.
 *
 * @typedef {{ordinal: number, nanos: number, process: number, type: string, sender: number, number: number, view: number,
 *   witness: boolean, words: string}} Step
 */
class SpaceTime {
  static MAX_MESSAGES = 6;
  static MAX_STEPS = 90;
  static ROW = 46;
  static LEFT = 96;
  static RIGHT = 180;
  static MIN_COLUMN = 26;

  /**
   * @param {Model} model
   * @param {ChunkStore} store
   * @param {PropertyVerdict} property
   * @param {(ordinal: number, nanos: number) => void} jump
   */
  constructor(model, store, property, jump) {
    this.model = model;
    this.store = store;
    this.property = property;
    this.jump = jump;
    /** @type {Step[]} */
    this.steps = [];
    /** @type {{sender: number, number: number, whole: boolean}[]} */
    this.messages = [];
    /** @type {number[]} Processes, top to bottom. */
    this.rows = [];
    this.column = SpaceTime.MIN_COLUMN;
    this.cursor = shape('circle', { r: 13, class: 'st-cursor' });
    this.at = -1;
    this.caption = make('p', { class: 'caption', role: 'status' });
    this.picture = make('div', { class: 'scroller spacetime', tabindex: 0, role: 'group', 'aria-label': `Space-time diagram of the proof against ${property.id}: step with the arrow keys` });
    this.picture.addEventListener('keydown', (event) => this.key(event));
  }

  /** Builds the diagram; returns an empty list if the witness holds nothing to draw. */
  async build() {
    await this.gather();
    if (this.steps.length < 2) return [];
    this.draw();
    this.show(-1);
    const previous = make('button', { type: 'button', onclick: () => this.show(this.at - 1) }, '‹ Step back');
    const next = make('button', { type: 'button', onclick: () => this.show(this.at + 1) }, 'Step ›');
    return [this.picture, make('div', { class: 'actions' }, previous, next, this.caption)];
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!move) return;
    event.preventDefault();
    this.show(this.at + move);
  }

  async gather() {
    /** @type {Map<number, Step>} */
    const steps = new Map();
    /** @type {Map<string, Pin>} */
    const named = new Map();
    for (const event of this.property.witness.slice(0, SpaceTime.MAX_STEPS)) {
      if (event.ordinal < 0) continue;
      const chunk = await this.store.get(Math.floor(event.ordinal / this.model.run.chunkEvents));
      const pin = Timeline.pinOf(chunk, event.ordinal - chunk.first);
      steps.set(pin.ordinal, this.step(pin, true, inWords(event.line)));
      if (pin.sender >= 0) named.set(`${pin.sender}:${pin.number}`, pin);
    }
    for (const pin of [...named.values()].slice(0, SpaceTime.MAX_MESSAGES)) {
      const found = await searchMessage(this.model, this.store, pin);
      this.messages.push({ sender: pin.sender, number: pin.number, whole: found.whole });
      for (const event of found.events) {
        const type = this.model.run.types[event.type];
        if ((type === 'send' || type === 'deliver') && !steps.has(event.ordinal)) steps.set(event.ordinal, this.step(event, false, ''));
      }
    }
    this.addInstalls(steps);
    this.steps = [...steps.values()].sort((a, b) => a.ordinal - b.ordinal).slice(0, SpaceTime.MAX_STEPS);
    this.rows = [...new Set(this.steps.map((step) => step.process))].filter((process) => process >= 0)
      .sort((a, b) => this.model.run.processes[a].lane - this.model.run.processes[b].lane || a - b);
  }

  /**
   * Adds the installs of the processes shown, between the first event and the last.
   * @param {Map<number, Step>} steps
   */
  addInstalls(steps) {
    const ordinals = [...steps.keys()];
    const first = Math.min(...ordinals);
    const last = Math.max(...ordinals);
    const shown = new Set([...steps.values()].map((step) => step.process));
    for (const install of this.model.run.installs) {
      if (install.ordinal < first || install.ordinal > last || !shown.has(install.process) || steps.has(install.ordinal)) continue;
      const view = this.model.run.views[install.view];
      const pin = { ordinal: install.ordinal, nanos: install.nanos, process: install.process, type: this.model.type('view'), sender: -1, number: 0, value: -1, text: '' };
      steps.set(install.ordinal, this.step(pin, false, `installs view ${view.seq} (${view.id})`));
    }
  }

  /**
   * @param {Pin} pin
   * @param {boolean} witness
   * @param {string} words
   * @returns {Step}
   */
  step(pin, witness, words) {
    const type = this.model.run.types[pin.type];
    const message = this.model.messageName(pin.sender, pin.number);
    return {
      ordinal: pin.ordinal, nanos: pin.nanos, process: pin.process, type, sender: pin.sender, number: pin.number,
      view: this.model.viewAt(pin.process, pin.ordinal), witness, words: words || `${type === 'send' ? 'sends' : 'delivers'} ${message}`,
    };
  }

  draw() {
    const room = Math.max(500, (byId('violations').clientWidth || 1100) - 60 - SpaceTime.LEFT - SpaceTime.RIGHT);
    this.column = Math.max(SpaceTime.MIN_COLUMN, Math.min(80, room / this.steps.length));
    const { rows } = this;
    const right = SpaceTime.LEFT + this.steps.length * this.column;
    const svg = shape('svg', { width: right + SpaceTime.RIGHT, height: rows.length * SpaceTime.ROW + 10, class: 'spacetime-picture', 'aria-hidden': 'true' });
    rows.forEach((process, row) => this.drawRow(svg, process, row, right));
    for (const message of this.messages) this.drawMessage(svg, message, right);
    this.steps.forEach((step, i) => this.drawStep(svg, step, i));
    svg.append(this.cursor);
    this.picture.replaceChildren(svg);
  }

  /** @param {number} i */
  x(i) {
    return SpaceTime.LEFT + (i + 0.5) * this.column;
  }

  /** @param {number} process */
  y(process) {
    return (this.rows.indexOf(process) + 0.5) * SpaceTime.ROW + 6;
  }

  /**
   * @param {Element} svg
   * @param {number} process
   * @param {number} row
   * @param {number} right
   */
  drawRow(svg, process, row, right) {
    const y = this.y(process);
    const top = row * SpaceTime.ROW + 8;
    const height = SpaceTime.ROW - 6;
    let from = SpaceTime.LEFT;
    let view = this.model.viewAt(process, this.steps[0].ordinal - 1);
    const band = (/** @type {number} */ to) => {
      if (view >= 0 && to > from) {
        svg.append(shape('rect', { x: from, y: top, width: to - from, height, class: `st-view-${this.model.tints[view]}` }));
        svg.append(shape('text', { x: from + 5, y: top + 11, class: 'st-note' }, `v${this.model.run.views[view].seq}`));
      }
    };
    this.steps.forEach((step, i) => {
      if (step.process !== process || step.type !== 'view') return;
      band(this.x(i));
      from = this.x(i);
      view = step.view;
    });
    band(right);
    svg.append(shape('line', { x1: SpaceTime.LEFT, x2: right, y1: y, y2: y, class: 'st-axis' }));
    svg.append(shape('text', { x: SpaceTime.LEFT - 10, y: y + 4, class: 'st-name' }, this.model.processName(process)));
  }

  /**
   * @param {Element} svg
   * @param {{sender: number, number: number, whole: boolean}} message
   * @param {number} right
   */
  drawMessage(svg, message, right) {
    const mine = (/** @type {Step} */ step) => step.sender === message.sender && step.number === message.number;
    const send = this.steps.findIndex((step) => mine(step) && step.type === 'send');
    /** @type {Set<number>} */
    const reached = new Set();
    this.steps.forEach((step, i) => {
      if (!mine(step) || step.type !== 'deliver') return;
      reached.add(step.process);
      if (send >= 0) svg.append(shape('line', { x1: this.x(send), y1: this.y(this.steps[send].process), x2: this.x(i), y2: this.y(step.process), class: 'st-arrow' }));
    });
    const name = this.model.messageName(message.sender, message.number);
    for (const process of this.rows) {
      if (reached.has(process) || !this.isMissed(process, mine)) continue;
      const line = this.messages.indexOf(message);
      svg.append(shape('text', { x: right + 8, y: this.y(process) + 4 + (line - (this.messages.length - 1) / 2) * 12, class: 'st-lack' },
        `${message.whole ? 'never delivers' : 'no delivery found:'} ${name}`));
    }
  }

  /**
   * Whether a process was a member of a view in which a message was sent or delivered.
   * @param {number} process
   * @param {(step: Step) => boolean} mine
   */
  isMissed(process, mine) {
    const id = this.model.run.processes[process].id;
    return this.steps.some((step) => mine(step) && step.view >= 0 && this.model.run.views[step.view].members.includes(id));
  }

  /**
   * @param {Element} svg
   * @param {Step} step
   * @param {number} i
   */
  drawStep(svg, step, i) {
    if (step.process < 0) return;
    const x = this.x(i);
    const y = this.y(step.process);
    if (step.witness) svg.append(shape('circle', { cx: x, cy: y, r: 9.5, class: 'st-witness' }));
    if (step.type === 'view') svg.append(shape('path', { d: `M${x} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5z`, class: 'st-view' }));
    else if (step.type === 'send') svg.append(shape('path', { d: `M${x} ${y - 6}l6 11h-12z`, class: 'st-send' }));
    else if (step.type === 'deliver') svg.append(shape('circle', { cx: x, cy: y, r: 5, class: 'st-deliver' }));
    else svg.append(shape('rect', { x: x - 5, y: y - 5, width: 10, height: 10, class: 'st-other' }));
    if (step.sender >= 0 && this.messages.length > 1) svg.append(shape('text', { x, y: y + 18, class: 'st-note st-middle' }, `:${step.number}`));
  }

  /** @param {number} at -1: before the first step */
  show(at) {
    this.at = Math.max(-1, Math.min(this.steps.length - 1, at));
    const step = this.steps[this.at];
    this.cursor.setAttribute('cx', String(step ? this.x(this.at) : -50));
    this.cursor.setAttribute('cy', String(step ? this.y(step.process) : -50));
    if (!step) {
      this.caption.textContent = `${plural(this.steps.length, 'event')} in order, not to scale. Rings mark the proof.`;
      return;
    }
    const words = `${this.at + 1} of ${this.steps.length}: ${this.model.processName(step.process)} ${step.words}${step.type === 'view' ? '' : `, ${this.model.viewLabel(step.view)}`}, at ${duration(step.nanos)}. `;
    this.caption.replaceChildren(words, make('button', { type: 'button', onclick: () => this.jump(step.ordinal, step.nanos) }, 'Show in the timeline'));
    const x = this.x(this.at);
    if (x < this.picture.scrollLeft + 60 || x > this.picture.scrollLeft + this.picture.clientWidth - 60) this.picture.scrollLeft = x - this.picture.clientWidth / 2;
  }
}

/**
 * An SVG element; a text child becomes text.
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @param {string} [text]
 */
function shape(tag, attributes, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * Draws the diagrams of all violations, one after the other, the claimed ones first.
 * @param {Model} model
 * @param {ChunkStore} store
 * @param {(ordinal: number, nanos: number) => void} jump
 */
async function showSpaceTime(model, store, jump) {
  for (const box of document.querySelectorAll('[data-spacetime]')) {
    const property = model.run.properties.find((candidate) => candidate.id === box.getAttribute('data-spacetime'));
    if (property) box.replaceChildren(...(await new SpaceTime(model, store, property, jump).build()));
  }
}
