// @ts-check
'use strict';

/**
 * The layout of the timeline's canvas, and its background: lanes, views, faults, axis.
 */
class Scene {
  static GUTTER = 86;
  static EDGE = 12;
  static AXIS = 24;
  static FAULT_ROW = 17;

  /**
   * @param {Model} model
   * @param {Palette} palette
   */
  constructor(model, palette) {
    this.model = model;
    this.palette = palette;
    const lanes = Math.max(1, model.run.nodes.length);
    /** Few nodes have tall lanes; many nodes share the height of a screen. */
    this.laneHeight = Math.max(20, Math.min(64, Math.floor(420 / lanes)));
    this.top = Scene.AXIS + (model.faultRows.count ? model.faultRows.count * Scene.FAULT_ROW + 4 : 0);
    this.height = this.top + lanes * this.laneHeight + 6;
    this.width = 800;
    this.from = model.run.from;
    this.to = model.run.to;
  }

  get plotWidth() {
    return this.width - Scene.GUTTER - Scene.EDGE;
  }

  /** @param {number} nanos */
  x(nanos) {
    return Scene.GUTTER + ((nanos - this.from) / (this.to - this.from)) * this.plotWidth;
  }

  /** @param {number} x */
  nanos(x) {
    return this.from + ((x - Scene.GUTTER) / this.plotWidth) * (this.to - this.from);
  }

  /** @param {number} lane */
  laneTop(lane) {
    return this.top + lane * this.laneHeight;
  }

  /**
   * The height within its lane at which an event of a type is drawn.
   * @param {number} process
   * @param {string} type
   */
  y(process, type) {
    const lane = process < 0 ? -1 : this.model.run.processes[process].lane;
    if (lane < 0) return Scene.AXIS;
    const top = this.laneTop(lane);
    const h = this.laneHeight;
    if (type === 'send' || type === 'sent' || type === 'failed') return top + h * 0.4;
    if (type === 'deliver' || type === 'safe') return top + h * 0.68;
    if (type === 'view') return top + Math.min(9, h * 0.25);
    return top + h * 0.52;
  }

  /** @param {number} y */
  laneAt(y) {
    const lane = Math.floor((y - this.top) / this.laneHeight);
    return lane >= 0 && lane < this.model.run.nodes.length ? lane : -1;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} scale
   */
  drawGround(pen, scale) {
    pen.fillStyle = this.palette.of('panel');
    pen.fillRect(0, 0, this.width, this.height);
    pen.save();
    pen.beginPath();
    pen.rect(Scene.GUTTER, 0, this.plotWidth, this.height);
    pen.clip();
    for (let lane = 0; lane < this.model.run.nodes.length; lane++) this.drawLane(pen, lane, scale);
    this.drawFaults(pen, scale);
    this.drawSpells(pen);
    pen.restore();
    this.drawNames(pen);
    this.drawAxis(pen);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} lane
   * @param {number} scale
   */
  drawLane(pen, lane, scale) {
    const top = this.laneTop(lane);
    pen.fillStyle = this.palette.of('lane');
    pen.fillRect(Scene.GUTTER, top, this.plotWidth, this.laneHeight);
    pen.fillStyle = this.palette.hatch(pen, 'down', true, scale);
    pen.fillRect(Scene.GUTTER, top, this.plotWidth, this.laneHeight);
    for (const process of this.model.processesOfLane[lane]) {
      this.drawLife(pen, process, top);
      for (const epoch of this.model.epochs[process]) this.drawEpoch(pen, epoch, top);
    }
    pen.fillStyle = this.palette.of('line');
    pen.fillRect(Scene.GUTTER, top + this.laneHeight - 1, this.plotWidth, 1);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} process
   * @param {number} top
   */
  drawLife(pen, process, top) {
    const { from, to } = this.model.run.processes[process];
    const left = this.x(from);
    pen.fillStyle = this.palette.of('lane');
    pen.fillRect(left, top, Math.max(2, this.x(to) - left), this.laneHeight);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Epoch} epoch
   * @param {number} top
   */
  drawEpoch(pen, epoch, top) {
    const left = this.x(epoch.from);
    const right = this.x(epoch.to);
    if (right < Scene.GUTTER || left > this.width) return;
    const view = this.model.run.views[epoch.view];
    pen.fillStyle = this.palette.of(`view-${this.model.tints[epoch.view]}`);
    pen.fillRect(left, top + 1, Math.max(1, right - left), this.laneHeight - 2);
    const start = Math.max(left, Scene.GUTTER) + 9;
    const room = Math.min(right, this.width - Scene.EDGE) - start - 4;
    if (room < 16 || this.laneHeight < 26) return;
    pen.font = this.palette.font(10.5, 600);
    pen.fillStyle = this.palette.of('quiet');
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const members = view.members.map((member) => member.replace(/\.0$/, '')).join(' ');
    const long = `view ${view.seq}${view.primary ? '' : ' (not primary)'}: ${members}`;
    const short = `v${view.seq}`;
    pen.fillText(pen.measureText(long).width <= room ? long : ellipsis(pen, short, room), start, top + 10);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} scale
   */
  drawFaults(pen, scale) {
    const run = this.model.run;
    pen.textBaseline = 'middle';
    pen.textAlign = 'left';
    run.faults.forEach((fault, number) => {
      const left = this.x(fault.on);
      const right = Math.max(left + 3, this.x(fault.off ?? run.to));
      if (right < Scene.GUTTER || left > this.width) return;
      const pattern = this.palette.hatch(pen, 'fault', fault.bit, scale);
      pen.globalAlpha = 0.26;
      pen.fillStyle = pattern;
      const lanes = fault.lanes.length ? fault.lanes : run.nodes.map((_, lane) => lane);
      for (const lane of lanes) pen.fillRect(left, this.laneTop(lane) + 1, right - left, this.laneHeight - 2);
      pen.globalAlpha = 1;
      this.drawFaultBar(pen, number, left, right, pattern);
    });
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} number
   * @param {number} left
   * @param {number} right
   * @param {CanvasPattern} pattern
   */
  drawFaultBar(pen, number, left, right, pattern) {
    const fault = this.model.run.faults[number];
    const top = Scene.AXIS + this.model.faultRows.of[number] * Scene.FAULT_ROW + 1;
    const h = Scene.FAULT_ROW - 3;
    pen.fillStyle = pattern;
    pen.fillRect(left, top, right - left, h);
    pen.strokeStyle = this.palette.of('fault');
    pen.lineWidth = 1;
    pen.strokeRect(Math.round(left) + 0.5, top + 0.5, Math.max(2, Math.round(right - left) - 1), h - 1);
    const start = Math.max(left, Scene.GUTTER) + 5;
    const text = `${fault.kind} ${fault.lanes.map((lane) => this.model.run.nodes[lane]).join(' ')}`;
    pen.font = this.palette.font(10.5, 600);
    // An instantaneous fault has its name beside it, where there is usually room.
    const inside = right - left > 40;
    const label = ellipsis(pen, text, inside ? Math.min(right, this.width - Scene.EDGE) - start - 4 : 110);
    if (!label) return;
    const x = inside ? start : right + 4;
    pen.fillStyle = this.palette.of('panel');
    pen.fillRect(x - 2, top + 1, pen.measureText(label).width + 4, h - 2);
    pen.fillStyle = this.palette.of('ink');
    pen.fillText(label, x, top + h / 2 + 0.5);
  }

  /** @param {CanvasRenderingContext2D} pen */
  drawSpells(pen) {
    for (const spell of this.model.spells) {
      const lane = this.model.run.processes[spell.process].lane;
      const left = this.x(spell.from);
      const right = Math.max(left + 1.5, this.x(spell.to));
      if (lane < 0 || right < Scene.GUTTER || left > this.width) continue;
      const h = Math.min(4, this.laneHeight / 6);
      pen.fillStyle = this.palette.of(spell.what === 'blocked' ? 'quiet' : 'view');
      const row = spell.what === 'blocked' ? 1 : 2;
      pen.fillRect(left, this.laneTop(lane) + this.laneHeight - 1 - row * h, right - left, h - 0.5);
    }
  }

  /** @param {CanvasRenderingContext2D} pen */
  drawNames(pen) {
    pen.fillStyle = this.palette.of('panel');
    pen.fillRect(0, 0, Scene.GUTTER, this.height);
    pen.fillRect(this.width - Scene.EDGE, 0, Scene.EDGE, this.height);
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    this.model.run.nodes.forEach((name, lane) => {
      const middle = this.laneTop(lane) + this.laneHeight / 2;
      const lives = this.model.processesOfLane[lane].length;
      pen.font = this.palette.font(12.5, 650);
      pen.fillStyle = this.palette.of('ink');
      const twoLines = lives > 1 && this.laneHeight >= 34;
      pen.fillText(ellipsis(pen, name, Scene.GUTTER - 14), Scene.GUTTER - 9, middle - (twoLines ? 7 : 0));
      if (!twoLines) return;
      pen.font = this.palette.font(10.5);
      pen.fillStyle = this.palette.of('quiet');
      pen.fillText(`${lives} processes`, Scene.GUTTER - 9, middle + 8);
    });
    if (this.model.faultRows.count) {
      pen.font = this.palette.font(10.5);
      pen.fillStyle = this.palette.of('quiet');
      pen.fillText('faults', Scene.GUTTER - 9, Scene.AXIS + Scene.FAULT_ROW / 2);
    }
  }

  /** @param {CanvasRenderingContext2D} pen */
  drawAxis(pen) {
    const step = axisStep(this.to - this.from, this.plotWidth);
    pen.font = this.palette.font(10.5);
    pen.textBaseline = 'alphabetic';
    pen.textAlign = 'center';
    pen.lineWidth = 1;
    pen.strokeStyle = this.palette.of('line-strong');
    pen.fillStyle = this.palette.of('quiet');
    pen.beginPath();
    pen.moveTo(Scene.GUTTER, Scene.AXIS - 0.5);
    pen.lineTo(this.width - Scene.EDGE, Scene.AXIS - 0.5);
    const first = Math.ceil(this.from / step) * step;
    for (let t = first; t <= this.to; t += step) {
      const x = Math.round(this.x(t)) + 0.5;
      pen.moveTo(x, Scene.AXIS - 5);
      pen.lineTo(x, Scene.AXIS);
      if (x > Scene.GUTTER + 8 && x < this.width - 30) pen.fillText(axisLabel(t, step), x, Scene.AXIS - 9);
    }
    pen.stroke();
  }
}
