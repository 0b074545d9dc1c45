// @ts-check
'use strict';

/**
 * Draws the events on the scene: from far as rates, from near as glyphs, from very near also with an arrow from each send to its
 * deliveries. Rare events are drawn last, so that none is ever hidden.
 *
 * @typedef {{chunks: Chunk[], filter: Filter, pinned: Pin|null}} Look
 * @typedef {{ordinal: number, nanos: number, process: number, type: number, sender: number, number: number, value: number, text: string}} Pin
 */
class EventPainter {
  static MAX_GLYPHS = 20_000;
  static MAX_ARROWS = 2_000;

  /**
   * @param {Scene} scene
   * @param {Activity} activity
   */
  constructor(scene, activity) {
    this.scene = scene;
    this.activity = activity;
    this.model = scene.model;
    this.palette = scene.palette;
    const type = (/** @type {string} */ name) => this.model.type(name);
    this.deliver = type('deliver');
    this.send = type('send');
    this.safe = type('safe');
    this.failed = type('failed');
  }

  /** The number of events above which rates are drawn: glyphs closer than a pixel would be a wall of one colour. */
  glyphLimit() {
    return Math.min(EventPainter.MAX_GLYPHS, this.scene.plotWidth * Math.max(1, this.model.run.nodes.length));
  }

  estimate() {
    return this.activity.between(this.activity.all, this.scene.from, this.scene.to);
  }

  /**
   * Draws rates: counted from the events, or from the bins if the chunks are too many or not unpacked yet.
   * @param {CanvasRenderingContext2D} pen
   * @param {Look|null} look
   */
  drawFar(pen, look) {
    const columns = Math.floor(this.scene.plotWidth / 2);
    const { delivered, sent } = look ? this.countEvents(look, columns) : this.countBins(columns);
    let most = 1;
    let mostSent = 1;
    for (const counts of delivered) for (const n of counts) most = Math.max(most, n);
    for (const counts of sent) for (const n of counts) mostSent = Math.max(mostSent, n);
    const silent = this.findSilence(delivered, columns);
    for (let lane = 0; lane < delivered.length; lane++) {
      const top = this.scene.laneTop(lane);
      const h = this.scene.laneHeight;
      this.drawSilence(pen, silent[lane], top);
      this.drawCurve(pen, delivered[lane], most, top + h - 9, h * 0.5, 'deliver');
      this.drawCurve(pen, sent[lane], mostSent, top + h - 9, h * 0.2, 'send');
    }
  }

  /** @param {number} columns */
  countBins(columns) {
    const step = (this.scene.to - this.scene.from) / columns;
    const count = (/** @type {Float64Array[]} */ sums) => sums.map((lane) => {
      const counts = new Float64Array(columns);
      for (let i = 0; i < columns; i++) {
        counts[i] = this.activity.between(lane, this.scene.from + i * step, this.scene.from + (i + 1) * step);
      }
      return counts;
    });
    return { delivered: count(this.activity.delivered), sent: count(this.activity.sent) };
  }

  /**
   * @param {Look} look
   * @param {number} columns
   */
  countEvents(look, columns) {
    const { run } = this.model;
    const delivered = run.nodes.map(() => new Float64Array(columns));
    const sent = run.nodes.map(() => new Float64Array(columns));
    const scale = columns / (this.scene.to - this.scene.from);
    for (const chunk of look.chunks) {
      const end = chunk.lowerBound(this.scene.to);
      for (let i = chunk.lowerBound(this.scene.from); i < end; i++) {
        const type = chunk.types[i];
        if (type !== this.deliver && type !== this.send) continue;
        const lane = run.processes[chunk.processes[i]].lane;
        if (lane < 0 || !look.filter.passes(chunk, i)) continue;
        (type === this.deliver ? delivered : sent)[lane][Math.floor((chunk.nanos[i] - this.scene.from) * scale)]++;
      }
    }
    return { delivered, sent };
  }

  /**
   * A lane is silent where its process is up and delivers nothing while the median of the lanes that are up delivers steadily. A
   * wall of deliveries would hide that. The counts are smoothed, because one empty pixel means nothing.
   * @param {Float64Array[]} delivered
   * @param {number} columns
   */
  findSilence(delivered, columns) {
    const reach = 4;
    const smooth = delivered.map((counts) => {
      const sums = new Float64Array(columns + 1);
      for (let i = 0; i < columns; i++) sums[i + 1] = sums[i] + counts[i];
      return Float64Array.from({ length: columns }, (_, i) => sums[Math.min(columns, i + reach + 1)] - sums[Math.max(0, i - reach)]);
    });
    const silent = delivered.map(() => new Uint8Array(columns));
    const step = (this.scene.to - this.scene.from) / columns;
    for (let i = 0; i < columns; i++) {
      const living = this.livingLanes(this.scene.from + i * step);
      const sorted = living.map((lane) => smooth[lane][i]).sort((a, b) => a - b);
      const median = sorted.length ? sorted[Math.floor(sorted.length / 2)] : 0;
      if (median < 3) continue;
      for (const lane of living) if (smooth[lane][i] === 0) silent[lane][i] = 1;
    }
    return silent;
  }

  /** @param {number} nanos */
  livingLanes(nanos) {
    const { run, processesOfLane } = this.model;
    const alive = (/** @type {number} */ process) => run.processes[process].from <= nanos && nanos <= run.processes[process].to;
    return run.nodes.map((_, lane) => lane).filter((lane) => processesOfLane[lane].some(alive));
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Uint8Array} silent
   * @param {number} top
   */
  drawSilence(pen, silent, top) {
    pen.fillStyle = this.palette.of('silent');
    pen.globalAlpha = 0.75;
    const y = top + this.scene.laneHeight - 8;
    for (let i = 0; i < silent.length; i++) if (silent[i]) pen.fillRect(Scene.GUTTER + i * 2, y, 2, 6);
    pen.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Float64Array} counts
   * @param {number} most
   * @param {number} base
   * @param {number} room
   * @param {string} colour
   */
  drawCurve(pen, counts, most, base, room, colour) {
    pen.fillStyle = this.palette.of(colour);
    pen.globalAlpha = 0.8;
    pen.beginPath();
    pen.moveTo(Scene.GUTTER, base);
    for (let i = 0; i < counts.length; i++) {
      // A square root scale: a burst after a view change must not flatten the rest of the run.
      const y = counts[i] > 0 ? base - Math.max(1.5, Math.sqrt(counts[i] / most) * room) : base;
      pen.lineTo(Scene.GUTTER + i * 2, y);
      pen.lineTo(Scene.GUTTER + i * 2 + 2, y);
    }
    pen.lineTo(Scene.GUTTER + counts.length * 2, base);
    pen.fill();
    pen.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Look} look
   * @param {number} visible
   */
  drawNear(pen, look, visible) {
    const size = visible < 600 ? 4.2 : visible < 3000 ? 3 : visible < 8000 ? 2.2 : 1.5;
    if (visible < EventPainter.MAX_ARROWS) this.drawArrows(pen, look, null, 0.28);
    this.drawGlyphs(pen, look, this.deliver, size, 'deliver');
    this.drawGlyphs(pen, look, this.safe, size, 'safe');
    this.drawGlyphs(pen, look, this.send, size * 1.2, 'send');
    this.drawGlyphs(pen, look, this.failed, size, 'crash');
    if (visible < 300) this.drawLabels(pen, look);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Look} look
   * @param {number} type
   * @param {number} size
   * @param {string} colour
   */
  drawGlyphs(pen, look, type, size, colour) {
    if (type < 0) return;
    const { scene } = this;
    pen.fillStyle = this.palette.of(colour);
    pen.strokeStyle = this.palette.of(colour);
    pen.lineWidth = 1.6;
    pen.beginPath();
    const lastX = new Map();
    for (const chunk of look.chunks) {
      const end = chunk.lowerBound(scene.to);
      for (let i = chunk.lowerBound(scene.from); i < end; i++) {
        if (chunk.types[i] !== type || !look.filter.passes(chunk, i)) continue;
        const process = chunk.processes[i];
        const x = scene.x(chunk.nanos[i]);
        // A glyph within half a pixel of the one before it would add nothing but drawing time.
        if (x - (lastX.get(process) ?? -9) < 0.5) continue;
        lastX.set(process, x);
        this.addGlyph(pen, colour, x, scene.y(process, this.model.run.types[type]), size);
      }
    }
    if (colour === 'safe') pen.stroke();
    else pen.fill();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {string} colour
   * @param {number} x
   * @param {number} y
   * @param {number} size
   */
  addGlyph(pen, colour, x, y, size) {
    if (colour === 'send') triangle(pen, x, y, size);
    else if (size < 2) pen.rect(x - size, y - size, size * 2, size * 2);
    else if (colour === 'safe') {
      pen.moveTo(x + size + 1.6, y);
      pen.arc(x, y, size + 1.6, 0, Math.PI * 2);
    } else {
      pen.moveTo(x + size, y);
      pen.arc(x, y, size, 0, Math.PI * 2);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Look} look
   * @param {Pin|null} only the message to draw; null for all
   * @param {number} alpha
   */
  drawArrows(pen, look, only, alpha) {
    const sends = new Map();
    const { scene } = this;
    this.eachMessageEvent(look, only, this.send, (chunk, i, key) => {
      sends.set(key, { x: scene.x(chunk.nanos[i]), y: scene.y(chunk.processes[i], 'send') });
    });
    pen.strokeStyle = this.palette.of('deliver');
    pen.lineWidth = only ? 1.6 : 1;
    pen.globalAlpha = alpha;
    pen.beginPath();
    this.eachMessageEvent(look, only, this.deliver, (chunk, i, key) => {
      const send = sends.get(key);
      if (!send || !look.filter.passes(chunk, i)) return;
      pen.moveTo(send.x, send.y);
      pen.lineTo(scene.x(chunk.nanos[i]), scene.y(chunk.processes[i], 'deliver'));
    });
    pen.stroke();
    pen.globalAlpha = 1;
  }

  /**
   * @param {Look} look
   * @param {Pin|null} only
   * @param {number} type
   * @param {(chunk: Chunk, i: number, key: string) => void} act
   */
  eachMessageEvent(look, only, type, act) {
    for (const chunk of look.chunks) {
      // A single message is searched for outside the range as well: its arrow may begin beyond the edge.
      const begin = only ? 0 : chunk.lowerBound(this.scene.from);
      const end = only ? chunk.count : chunk.lowerBound(this.scene.to);
      for (let i = begin; i < end; i++) {
        if (chunk.types[i] !== type || chunk.senders[i] < 0) continue;
        if (only && (chunk.senders[i] !== only.sender || chunk.numbers[i] !== only.number)) continue;
        act(chunk, i, `${chunk.senders[i]}:${chunk.numbers[i]}`);
      }
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Look} look
   */
  drawLabels(pen, look) {
    const { scene } = this;
    if (scene.laneHeight < 34) return;
    pen.font = this.palette.font(10);
    pen.fillStyle = this.palette.of('ink');
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const freeFrom = new Map();
    for (const chunk of look.chunks) {
      const end = chunk.lowerBound(scene.to);
      for (let i = chunk.lowerBound(scene.from); i < end; i++) {
        const type = chunk.types[i];
        if ((type !== this.send && type !== this.deliver) || !look.filter.passes(chunk, i)) continue;
        const process = chunk.processes[i];
        const key = `${process} ${type}`;
        const x = scene.x(chunk.nanos[i]) + 7;
        if (x < (freeFrom.get(key) ?? 0)) continue;
        const label = ellipsis(pen, this.model.messageName(chunk.senders[i], chunk.numbers[i]).replace(/\.0:/, ':'), 70);
        freeFrom.set(key, x + pen.measureText(label).width + 8);
        pen.fillText(label, x, scene.y(process, this.model.run.types[type]));
      }
    }
  }

  /** @param {CanvasRenderingContext2D} pen */
  drawRare(pen) {
    const { scene, model } = this;
    const inside = (/** @type {number} */ nanos) => nanos >= scene.from && nanos <= scene.to;
    pen.strokeStyle = this.palette.of('view');
    pen.fillStyle = this.palette.of('view');
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const install of model.run.installs) {
      const lane = model.run.processes[install.process].lane;
      if (lane < 0 || !inside(install.nanos)) continue;
      const x = scene.x(install.nanos);
      pen.moveTo(x, scene.laneTop(lane) + 1);
      pen.lineTo(x, scene.laneTop(lane) + scene.laneHeight - 1);
      diamond(pen, x, scene.y(install.process, 'view'), Math.min(5.5, scene.laneHeight / 5));
    }
    pen.stroke();
    pen.fill();
    for (const mark of model.run.marks) if (inside(mark.nanos)) this.drawMark(pen, mark);
    for (const spot of model.spots) {
      if (!inside(spot.nanos)) continue;
      const lane = spot.process < 0 ? -1 : model.run.processes[spot.process].lane;
      const y = lane < 0 ? scene.top - 6 : scene.laneTop(lane) + scene.laneHeight * 0.56;
      cross(pen, scene.x(spot.nanos), y, 5, this.palette.of('violation'), this.palette.of('panel'));
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Mark} mark
   */
  drawMark(pen, mark) {
    const type = this.model.run.types[mark.type];
    const x = this.scene.x(mark.nanos);
    if (mark.process < 0) {
      if (type !== 'quiet' && type !== 'end') return;
      pen.fillStyle = this.palette.of('quiet');
      pen.fillRect(x, Scene.AXIS, 1, this.scene.height - Scene.AXIS);
      return;
    }
    const y = this.scene.y(mark.process, type);
    const size = Math.min(5, this.scene.laneHeight / 5);
    pen.fillStyle = this.palette.of('crash');
    if (type === 'crash' || type === 'excluded') {
      pen.fillRect(x - size - 1.5, y - size - 1.5, size * 2 + 3, size * 2 + 3);
      pen.fillStyle = this.palette.of('panel');
      if (type === 'excluded') pen.fillRect(x - size + 1, y - size + 1, size * 2 - 2, size * 2 - 2);
    } else if (type === 'suspect' || type === 'lostquorum' || type === 'left' || type === 'leave') {
      pen.fillRect(x - 1, y - size - 1, 2, size * 2 + 2);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Look|null} look
   * @param {Pin} pin
   */
  drawPin(pen, look, pin) {
    const { scene } = this;
    if (look && pin.sender >= 0) {
      this.drawArrows(pen, look, pin, 1);
      pen.strokeStyle = this.palette.of('ink');
      pen.lineWidth = 1.4;
      for (const type of [this.send, this.deliver]) {
        this.eachMessageEvent(look, pin, type, (chunk, i) => {
          this.ring(pen, scene.x(chunk.nanos[i]), scene.y(chunk.processes[i], this.model.run.types[type]), 6.5);
        });
      }
    }
    const x = scene.x(pin.nanos);
    pen.strokeStyle = this.palette.of('ink');
    pen.lineWidth = 1;
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(x, Scene.AXIS);
    pen.lineTo(x, scene.height);
    pen.stroke();
    pen.setLineDash([]);
    pen.lineWidth = 2.2;
    if (pin.process >= 0) this.ring(pen, x, scene.y(pin.process, this.model.run.types[pin.type]), 8);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  ring(pen, x, y, radius) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.stroke();
  }
}
