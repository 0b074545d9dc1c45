// @ts-check
'use strict';

/** Drawing tools of both canvases: colours from the style sheet, hatching, glyphs, the time axis. */

const COLOUR_NAMES = ['paper', 'panel', 'ink', 'quiet', 'line', 'line-strong', 'accent', 'deliver', 'send', 'safe', 'view', 'violation', 'crash', 'fault', 'silent', 'lane', 'lane-alt', 'down', 'view-0', 'view-1', 'view-2', 'view-3', 'view-4', 'view-5'];

/** Colours as the browser resolves them now (light, dark, print). */
class Palette {
  constructor() {
    /** @type {Record<string, string>} */
    this.colours = {};
    this.refresh();
  }

  refresh() {
    const probe = make('span', { hidden: true });
    document.body.append(probe);
    for (const name of COLOUR_NAMES) {
      probe.style.color = `var(--${name})`;
      this.colours[name] = getComputedStyle(probe).color;
    }
    this.sans = getComputedStyle(document.body).fontFamily;
    probe.remove();
    /** @type {Map<string, CanvasPattern>} */
    this.hatches = new Map();
  }

  /** @param {string} name */
  of(name) {
    return this.colours[name];
  }

  /** @param {number} size */
  font(size, weight = 400) {
    return `${weight} ${size}px ${this.sans}`;
  }

  /**
   * Slanted lines: solid for a fault with an effect, dotted for a fault without one or whose effect is unknown.
   * @param {CanvasRenderingContext2D} context
   * @param {string} colour a colour's name
   * @param {boolean} full
   * @param {number} scale device pixels per CSS pixel
   */
  hatch(context, colour, full, scale) {
    const key = `${colour} ${full} ${scale}`;
    const known = this.hatches?.get(key);
    if (known) return known;
    const size = 8;
    const tile = document.createElement('canvas');
    tile.width = tile.height = size * scale;
    const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
    pen.scale(scale, scale);
    pen.strokeStyle = this.of(colour);
    pen.lineWidth = 1.3;
    if (!full) pen.setLineDash([1.5, 2.5]);
    pen.beginPath();
    for (const shift of [-size, 0, size]) {
      pen.moveTo(shift - 2, size + 2);
      pen.lineTo(shift + size + 2, -2);
    }
    pen.stroke();
    const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile, 'repeat'));
    pattern.setTransform(new DOMMatrix().scale(1 / scale));
    this.hatches?.set(key, pattern);
    return pattern;
  }
}

/**
 * Fits a canvas to its box on this screen, and returns its pen, which works in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} height
 */
function fit(canvas, height) {
  const scale = Math.min(3, window.devicePixelRatio || 1);
  const width = Math.max(200, canvas.clientWidth);
  const w = Math.round(width * scale);
  const h = Math.round(height * scale);
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  return { pen, width, height, scale };
}

/**
 * A round step for the axis: 1, 2 or 5 times a power of ten.
 * @param {number} spanNanos
 * @param {number} width
 */
function axisStep(spanNanos, width) {
  const wanted = (spanNanos * 100) / width;
  const power = Math.pow(10, Math.floor(Math.log10(wanted)));
  for (const factor of [1, 2, 5]) if (factor * power >= wanted) return Math.max(1, factor * power);
  return Math.max(1, 10 * power);
}

/**
 * An instant with the precision of a step, in the unit that keeps it short.
 * @param {number} nanos
 * @param {number} step
 */
function axisLabel(nanos, step) {
  const [unit, size] = step >= 1e6 ? ['s', 1e9] : step >= 1e3 ? ['ms', 1e6] : ['µs', 1e3];
  const digits = Math.max(0, Math.min(3, Math.ceil(Math.log10(Number(size) / step) - 1e-9)));
  return `${(nanos / Number(size)).toFixed(digits)} ${unit}`;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function diamond(pen, x, y, size) {
  pen.moveTo(x, y - size);
  pen.lineTo(x + size, y);
  pen.lineTo(x, y + size);
  pen.lineTo(x - size, y);
  pen.closePath();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function triangle(pen, x, y, size) {
  pen.moveTo(x, y - size);
  pen.lineTo(x + size, y + size * 0.85);
  pen.lineTo(x - size, y + size * 0.85);
  pen.closePath();
}

/**
 * A cross with a halo in the background colour, so that it stands out among other glyphs.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {string} colour
 * @param {string} ground
 */
function cross(pen, x, y, size, colour, ground) {
  pen.lineCap = 'round';
  for (const [stroke, width] of /** @type {[string, number][]} */ ([[ground, 6], [colour, 2.8]])) {
    pen.strokeStyle = stroke;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x - size, y - size);
    pen.lineTo(x + size, y + size);
    pen.moveTo(x + size, y - size);
    pen.lineTo(x - size, y + size);
    pen.stroke();
  }
  pen.lineCap = 'butt';
}

/**
 * A text, cut with an ellipsis if the room is too narrow for it.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {number} room
 */
function ellipsis(pen, text, room) {
  if (pen.measureText(text).width <= room) return text;
  let low = 0;
  let high = Math.min(text.length, 200);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(text.slice(0, middle) + '…').width <= room) low = middle;
    else high = middle - 1;
  }
  return low ? text.slice(0, low) + '…' : '';
}
