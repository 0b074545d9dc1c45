// @ts-check
'use strict';

/** The strip of the whole run: faults as bands, deliveries, view changes, violations, and the range that the timeline shows. */
class Overview {
  static HEIGHT = 92;
  static EDGE = 10;

  /**
   * @param {Model} model
   * @param {Activity} activity
   * @param {Palette} palette
   * @param {(from: number, to: number) => void} look
   */
  constructor(model, activity, palette, look) {
    this.model = model;
    this.activity = activity;
    this.palette = palette;
    this.look = look;
    /** @type {HTMLCanvasElement} */
    this.canvas = byId('overview');
    this.window = { from: model.run.from, to: model.run.to };
    this.width = 800;
    this.describe();
    this.listen();
  }

  describe() {
    const run = this.model.run;
    const bitten = run.faults.filter((fault) => fault.bit).length;
    byId('overview-note').textContent = [
      duration(this.model.span),
      plural(run.events, 'event'),
      plural(run.views.length, 'view'),
      `${plural(run.faults.length, 'fault')}, ${count(bitten)} with an effect`,
      this.model.spots.length ? `${plural(this.model.spots.length, 'witness event')} of violations` : 'no violation',
    ].join(' · ');
  }

  /** @param {number} nanos */
  x(nanos) {
    return Overview.EDGE + ((nanos - this.model.run.from) / this.model.span) * (this.width - 2 * Overview.EDGE);
  }

  /** @param {number} x */
  nanos(x) {
    const share = (x - Overview.EDGE) / (this.width - 2 * Overview.EDGE);
    return this.model.run.from + Math.min(1, Math.max(0, share)) * this.model.span;
  }

  /** @param {{from: number, to: number}} window */
  draw(window) {
    this.window = window;
    const { pen, width, height, scale } = fit(this.canvas, Overview.HEIGHT);
    this.width = width;
    pen.fillStyle = this.palette.of('panel');
    pen.fillRect(0, 0, width, height);
    this.drawFaults(pen, height, scale);
    this.drawActivity(pen, height);
    this.drawAxis(pen, width, height);
    this.drawViews(pen, height);
    this.drawSpots(pen);
    this.drawWindow(pen, width, height);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} height
   * @param {number} scale
   */
  drawFaults(pen, height, scale) {
    for (const fault of this.model.run.faults) {
      const x = this.x(fault.on);
      const w = Math.max(3, this.x(fault.off ?? this.model.run.to) - x);
      pen.fillStyle = this.palette.hatch(pen, 'fault', fault.bit, scale);
      pen.globalAlpha = 0.55;
      pen.fillRect(x, 4, w, height - 20);
      pen.globalAlpha = 1;
      pen.fillStyle = this.palette.of('fault');
      pen.fillRect(x, 4, w, 3);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} height
   */
  drawActivity(pen, height) {
    const left = Overview.EDGE;
    const columns = Math.floor(this.width - 2 * left);
    const counts = new Float64Array(columns);
    let most = 1;
    for (let i = 0; i < columns; i++) {
      for (const sums of this.activity.delivered) {
        counts[i] += this.activity.between(sums, this.nanos(left + i), this.nanos(left + i + 1));
      }
      most = Math.max(most, counts[i]);
    }
    const base = height - 17;
    const room = base - 26;
    pen.fillStyle = this.palette.of('deliver');
    pen.globalAlpha = 0.75;
    pen.beginPath();
    pen.moveTo(left, base);
    for (let i = 0; i < columns; i++) {
      const y = counts[i] ? base - Math.max(1, Math.sqrt(counts[i] / most) * room) : base;
      pen.lineTo(left + i, y);
      pen.lineTo(left + i + 1, y);
    }
    pen.lineTo(left + columns, base);
    pen.fill();
    pen.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   */
  drawAxis(pen, width, height) {
    const step = axisStep(this.model.span, width);
    pen.fillStyle = this.palette.of('quiet');
    pen.strokeStyle = this.palette.of('line');
    pen.lineWidth = 1;
    pen.font = this.palette.font(10.5);
    pen.textBaseline = 'alphabetic';
    pen.beginPath();
    pen.moveTo(0, height - 16.5);
    pen.lineTo(width, height - 16.5);
    pen.stroke();
    for (let t = Math.ceil(this.model.run.from / step) * step; t <= this.model.run.to; t += step) {
      const x = this.x(t);
      pen.textAlign = x < 24 ? 'left' : x > width - 24 ? 'right' : 'center';
      pen.fillText(axisLabel(t, step), x, height - 4.5);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} height
   */
  drawViews(pen, height) {
    pen.fillStyle = this.palette.of('view');
    pen.strokeStyle = this.palette.of('view');
    pen.lineWidth = 1;
    let last = -1;
    for (const install of this.model.run.installs) {
      const x = Math.round(this.x(install.nanos));
      if (x === last) continue;
      last = x;
      pen.beginPath();
      pen.moveTo(x + 0.5, 20);
      pen.lineTo(x + 0.5, height - 17);
      pen.globalAlpha = 0.45;
      pen.stroke();
      pen.globalAlpha = 1;
      pen.beginPath();
      diamond(pen, x + 0.5, 17, 4.5);
      pen.fill();
    }
  }

  /** @param {CanvasRenderingContext2D} pen */
  drawSpots(pen) {
    let last = -99;
    for (const spot of this.model.spots) {
      const x = this.x(spot.nanos);
      if (x - last < 3) continue;
      last = x;
      cross(pen, x, 34, 4.5, this.palette.of('violation'), this.palette.of('panel'));
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   */
  drawWindow(pen, width, height) {
    const { from, to } = this.window;
    if (from <= this.model.run.from && to >= this.model.run.to) return;
    const left = this.x(Math.max(from, this.model.run.from));
    const right = Math.max(left + 3, this.x(Math.min(to, this.model.run.to)));
    pen.fillStyle = this.palette.of('paper');
    pen.globalAlpha = 0.6;
    pen.fillRect(0, 0, left, height);
    pen.fillRect(right, 0, width - right, height);
    pen.globalAlpha = 1;
    pen.strokeStyle = this.palette.of('ink');
    pen.lineWidth = 1.5;
    pen.strokeRect(left, 1, right - left, height - 2);
  }

  listen() {
    /** @type {number|null} */
    let start = null;
    this.canvas.addEventListener('pointerdown', (event) => {
      start = event.offsetX;
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener('pointerup', (event) => {
      if (start === null) return;
      const a = this.nanos(Math.min(start, event.offsetX));
      const b = this.nanos(Math.max(start, event.offsetX));
      const wide = Math.abs(event.offsetX - start) > 4;
      start = null;
      if (wide) {
        this.look(a, b);
        return;
      }
      // A click centres the window there. If the timeline shows the whole run, the window becomes a tenth of it.
      const whole = this.window.to - this.window.from >= this.model.span;
      const half = (whole ? this.model.span / 10 : this.window.to - this.window.from) / 2;
      this.look(a - half, a + half);
    });
  }
}
