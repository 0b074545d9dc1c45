// @ts-check
'use strict';

/** The timeline: the range that is shown, the event that is pinned, and the ways to change both. */
class Timeline {
  static MIN_SPAN_NANOS = 200;
  static CLICK_REACH = 9;

  /**
   * @param {Model} model
   * @param {ChunkStore} store
   * @param {Activity} activity
   * @param {Palette} palette
   */
  constructor(model, store, activity, palette) {
    this.model = model;
    this.store = store;
    this.scene = new Scene(model, palette);
    this.events = new EventPainter(this.scene, activity);
    this.palette = palette;
    /** @type {HTMLCanvasElement} */
    this.canvas = byId('timeline');
    this.canvas.style.height = `${this.scene.height}px`;
    byId('inspector').style.maxHeight = `${Math.max(380, this.scene.height)}px`;
    this.filter = new Filter('', model);
    /** @type {Pin|null} */
    this.pinned = null;
    /** @type {{from: number, to: number}|null} A range selected with Shift, in time. */
    this.selected = null;
    /** @type {(() => void)[]} */
    this.listeners = [];
    this.waiting = false;
    const margin = model.span * 0.012;
    this.whole = { from: model.run.from - margin, to: model.run.to + margin };
    this.scene.from = this.whole.from;
    this.scene.to = this.whole.to;
    this.mode = 'far';
    store.onArrival = () => this.redraw();
    new Pointer(this).listen();
  }

  get range() {
    return { from: this.scene.from, to: this.scene.to };
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  show(from, to) {
    const whole = this.whole.to - this.whole.from;
    const span = Math.min(whole, Math.max(Timeline.MIN_SPAN_NANOS, to - from));
    const middle = (from + to) / 2;
    const start = Math.max(this.whole.from, Math.min(middle - span / 2, this.whole.to - span));
    this.scene.from = start;
    this.scene.to = start + span;
    this.redraw();
  }

  showAll() {
    this.show(this.whole.from, this.whole.to);
  }

  /**
   * @param {number} factor below 1: nearer
   * @param {number} [at] the time that stays where it is
   */
  zoom(factor, at) {
    const { from, to } = this.scene;
    const fixed = at ?? (this.pinned && this.pinned.nanos > from && this.pinned.nanos < to ? this.pinned.nanos : (from + to) / 2);
    const span = Math.min(this.whole.to - this.whole.from, Math.max(Timeline.MIN_SPAN_NANOS, (to - from) * factor));
    const share = (fixed - from) / (to - from);
    this.show(fixed - share * span, fixed + (1 - share) * span);
  }

  /** @param {number} share of the range shown */
  pan(share) {
    const step = (this.scene.to - this.scene.from) * share;
    this.show(this.scene.from + step, this.scene.to + step);
  }

  /** Draws once with the browser's next frame, however often it is called before. */
  redraw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
      for (const listener of this.listeners) listener();
    });
  }

  draw() {
    const { pen, width, scale } = fit(this.canvas, this.scene.height);
    this.scene.width = width;
    this.scene.drawGround(pen, scale);
    const visible = this.events.estimate();
    const near = visible <= this.events.glyphLimit();
    const chunks = near || this.filter.active || this.isFinerThanBins() ? this.store.ready(this.scene.from, this.scene.to) : null;
    const look = chunks ? { chunks, filter: this.filter, pinned: this.pinned } : null;
    pen.save();
    pen.beginPath();
    pen.rect(Scene.GUTTER, 0, this.scene.plotWidth, this.scene.height);
    pen.clip();
    if (near && look) this.events.drawNear(pen, look, visible);
    else this.events.drawFar(pen, look);
    this.events.drawRare(pen);
    if (this.pinned) this.events.drawPin(pen, near ? look : null, this.pinned);
    this.drawSelection(pen);
    pen.restore();
    this.mode = near && look ? 'near' : 'far';
    this.canvas.dataset.mode = this.mode;
    this.canvas.dataset.visible = String(Math.round(visible));
    this.describe(visible);
  }

  isFinerThanBins() {
    return this.scene.to - this.scene.from < this.events.activity.binNanos * this.scene.plotWidth;
  }

  /** @param {CanvasRenderingContext2D} pen */
  drawSelection(pen) {
    if (!this.selected) return;
    const left = this.scene.x(this.selected.from);
    const right = this.scene.x(this.selected.to);
    pen.fillStyle = this.palette.of('accent');
    pen.globalAlpha = 0.16;
    pen.fillRect(left, Scene.AXIS, right - left, this.scene.height);
    pen.globalAlpha = 1;
  }

  /** @param {number} visible */
  describe(visible) {
    const { from, to } = this.scene;
    const shown = this.mode === 'near' ? plural(Math.round(visible), 'event') : `about ${plural(Math.round(visible), 'event')}, drawn as rates (square root scale)`;
    const odd = this.filter.odd.length ? ` · ignored in the filter: ${this.filter.odd.join(' ')}` : '';
    const bound = this.filter.active && this.mode === 'far' && this.store.overlapping(from, to).length > ChunkStore.MAX_CHUNKS_KEPT
      ? ' · zoom in to apply the filter' : '';
    byId('range').textContent = `${instant(Math.max(0, from), to - from)} to ${instant(to, to - from)} (${duration(to - from)}) · ${shown}${bound}${odd}`;
  }

  /** @param {string} text */
  setFilter(text) {
    this.filter = new Filter(text, this.model);
    this.redraw();
  }

  /** @param {Pin|null} pin */
  pin(pin) {
    this.pinned = pin;
    this.redraw();
  }

  /**
   * Pins an event by its ordinal and shows it, near enough to tell it from its neighbours.
   * @param {number} ordinal
   * @param {number} nanos
   */
  async jump(ordinal, nanos) {
    const span = Math.min(this.scene.to - this.scene.from, this.spanOfSome(nanos, 400));
    this.show(nanos - span / 2, nanos + span / 2);
    await this.pinOrdinal(ordinal);
  }

  /**
   * A span around an instant that holds at most about so many events.
   * @param {number} nanos
   * @param {number} wanted
   */
  spanOfSome(nanos, wanted) {
    const activity = this.events.activity;
    let span = this.model.span / 4;
    while (span > activity.binNanos && activity.between(activity.all, nanos - span / 2, nanos + span / 2) > wanted) span /= 2;
    return Math.max(span, Timeline.MIN_SPAN_NANOS * 10);
  }

  /** @param {number} ordinal */
  async pinOrdinal(ordinal) {
    const number = Math.floor(ordinal / this.model.run.chunkEvents);
    if (ordinal < 0 || number >= this.model.run.chunks.length) return;
    const chunk = await this.store.get(number);
    this.pin(Timeline.pinOf(chunk, ordinal - chunk.first));
  }

  /**
   * @param {Chunk} chunk
   * @param {number} i
   * @returns {Pin}
   */
  static pinOf(chunk, i) {
    return {
      ordinal: chunk.first + i,
      nanos: chunk.nanos[i],
      process: chunk.processes[i],
      type: chunk.types[i],
      sender: chunk.senders[i],
      number: chunk.numbers[i],
      value: chunk.values[i],
      text: chunk.texts.get(i) || '',
    };
  }

  /**
   * The event nearest to a point of the canvas, if one is near enough.
   * @param {number} x
   * @param {number} y
   * @returns {Pin|null}
   */
  at(x, y) {
    const reach = ((this.scene.to - this.scene.from) / this.scene.plotWidth) * Timeline.CLICK_REACH;
    const nanos = this.scene.nanos(x);
    const chunks = this.store.ready(nanos - reach, nanos + reach);
    const lane = this.scene.laneAt(y);
    if (!chunks || lane < 0) return null;
    let best = null;
    let nearest = Infinity;
    for (const chunk of chunks) {
      const end = chunk.lowerBound(nanos + reach);
      for (let i = chunk.lowerBound(nanos - reach); i < end; i++) {
        const process = chunk.processes[i];
        if (process < 0 || this.model.run.processes[process].lane !== lane || !this.filter.passes(chunk, i)) continue;
        const type = this.model.run.types[chunk.types[i]];
        if (type === 'sent') continue;
        const distance = Math.hypot(this.scene.x(chunk.nanos[i]) - x, this.scene.y(process, type) - y);
        if (distance < nearest) {
          nearest = distance;
          best = { chunk, i };
        }
      }
    }
    return best && nearest < this.scene.laneHeight / 2 + Timeline.CLICK_REACH ? Timeline.pinOf(best.chunk, best.i) : null;
  }

  /**
   * Steps to the next event of the pinned one's lane (or of any lane, with nothing pinned).
   * @param {number} direction 1 or -1
   */
  async step(direction) {
    const { run } = this.model;
    const lane = this.pinned && this.pinned.process >= 0 ? run.processes[this.pinned.process].lane : -1;
    let ordinal = this.pinned ? this.pinned.ordinal + direction : await this.firstShown();
    while (ordinal >= 0 && ordinal < run.events) {
      const chunk = await this.store.get(Math.floor(ordinal / run.chunkEvents));
      for (let i = ordinal - chunk.first; i >= 0 && i < chunk.count; i += direction) {
        ordinal = chunk.first + i + direction;
        const process = chunk.processes[i];
        if (process < 0 || (lane >= 0 && run.processes[process].lane !== lane) || !this.filter.passes(chunk, i)) continue;
        this.pin(Timeline.pinOf(chunk, i));
        const { from, to } = this.scene;
        if (chunk.nanos[i] < from || chunk.nanos[i] > to) this.show(chunk.nanos[i] - (to - from) / 2, chunk.nanos[i] + (to - from) / 2);
        return;
      }
    }
  }

  async firstShown() {
    const numbers = this.store.overlapping(this.scene.from, this.scene.to);
    if (!numbers.length) return 0;
    const chunk = await this.store.get(numbers[0]);
    return Math.min(chunk.first + chunk.count - 1, chunk.first + chunk.lowerBound(this.scene.from));
  }

  /**
   * Goes to the next violation, or to the next notable event if nothing is violated.
   * @param {number} direction
   */
  tour(direction) {
    if (this.model.spots.length) {
      this.tourSpots(direction);
      return;
    }
    this.tourTimes(this.model.notable, direction);
  }

  /** @param {number} direction */
  tourSpots(direction) {
    const spots = this.model.spots;
    const here = this.pinned ? spots.findIndex((spot) => spot.ordinal === this.pinned?.ordinal) : -1;
    const next = here < 0 ? (direction > 0 ? 0 : spots.length - 1) : (here + direction + spots.length) % spots.length;
    void this.jump(spots[next].ordinal, spots[next].nanos);
  }

  /** @param {number} direction */
  tourViews(direction) {
    this.tourTimes(this.model.run.installs.map((install) => install.nanos).sort((a, b) => a - b), direction);
  }

  /**
   * @param {number[]} times
   * @param {number} direction
   */
  tourTimes(times, direction) {
    if (!times.length) return;
    const { from, to } = this.scene;
    const middle = (from + to) / 2;
    const slack = (to - from) / 50;
    const next = direction > 0 ? times.find((t) => t > middle + slack) : [...times].reverse().find((t) => t < middle - slack);
    const span = Math.min(to - from, this.model.span / 8);
    const target = next ?? (direction > 0 ? times[0] : times[times.length - 1]);
    this.show(target - span / 2, target + span / 2);
  }
}

/** Wheel, drag, click and hover on the timeline. */
class Pointer {
  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.canvas = timeline.canvas;
    this.hint = byId('hint');
    /** @type {{x: number, from: number, to: number, moved: boolean, selects: boolean}|null} */
    this.drag = null;
  }

  listen() {
    this.canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    this.canvas.addEventListener('pointerdown', (event) => this.down(event));
    this.canvas.addEventListener('pointermove', (event) => this.move(event));
    this.canvas.addEventListener('pointerup', (event) => this.up(event));
    this.canvas.addEventListener('pointerleave', () => (this.hint.hidden = true));
    this.canvas.addEventListener('dblclick', (event) => this.timeline.zoom(0.25, this.timeline.scene.nanos(event.offsetX)));
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.timeline.pan(event.deltaX / 1000);
      return;
    }
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    const factor = Math.exp(Math.max(-1, Math.min(1, (event.deltaY * lines) / 400)));
    this.timeline.zoom(factor, this.timeline.scene.nanos(Math.max(Scene.GUTTER, event.offsetX)));
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    const { from, to } = this.timeline.range;
    this.drag = { x: event.offsetX, from, to, moved: false, selects: event.shiftKey };
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.drag) {
      this.showHint(event);
      return;
    }
    const { drag, timeline } = this;
    if (Math.abs(event.offsetX - drag.x) > 3) drag.moved = true;
    if (!drag.moved) return;
    this.hint.hidden = true;
    if (drag.selects) {
      const a = timeline.scene.nanos(drag.x);
      const b = timeline.scene.nanos(event.offsetX);
      timeline.selected = { from: Math.min(a, b), to: Math.max(a, b) };
      timeline.redraw();
      return;
    }
    this.canvas.classList.add('dragging');
    const shift = ((event.offsetX - drag.x) / timeline.scene.plotWidth) * (drag.to - drag.from);
    timeline.show(drag.from - shift, drag.to - shift);
  }

  /** @param {PointerEvent} event */
  up(event) {
    const { drag, timeline } = this;
    this.drag = null;
    this.canvas.classList.remove('dragging');
    if (!drag || drag.moved) return;
    timeline.selected = null;
    timeline.pin(timeline.at(event.offsetX, event.offsetY));
  }

  /** @param {PointerEvent} event */
  showHint(event) {
    const text = this.faultAt(event.offsetX, event.offsetY) || (this.timeline.mode === 'near' ? this.eventAt(event) : '');
    this.hint.hidden = !text;
    if (!text) return;
    this.hint.textContent = text;
    const right = event.offsetX > this.canvas.clientWidth - 240;
    this.hint.style.left = right ? '' : `${event.offsetX + 14}px`;
    this.hint.style.right = right ? `${this.canvas.clientWidth - event.offsetX + 14}px` : '';
    this.hint.style.top = `${event.offsetY + 14}px`;
  }

  /** @param {PointerEvent} event */
  eventAt(event) {
    const found = this.timeline.at(event.offsetX, event.offsetY);
    if (!found) return '';
    const { model } = this.timeline;
    return `${model.processName(found.process)} ${model.run.types[found.type]} ${model.messageName(found.sender, found.number)} ${found.text}`.trim();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  faultAt(x, y) {
    const { scene, model } = this.timeline;
    if (y < Scene.AXIS || y > scene.top - 4) return '';
    const row = Math.floor((y - Scene.AXIS) / Scene.FAULT_ROW);
    const nanos = scene.nanos(x);
    const slack = ((scene.to - scene.from) / scene.plotWidth) * 6;
    const number = model.run.faults.findIndex((fault, i) => model.faultRows.of[i] === row && fault.on - slack <= nanos && (fault.off ?? fault.on) + slack >= nanos);
    if (number < 0) return '';
    const fault = model.run.faults[number];
    return `${fault.kind}: ${flat(fault.detail)}${fault.effect ? ` | effect: ${flat(fault.effect)}` : ''}${fault.bit ? '' : ' | no effect'}`;
  }
}
