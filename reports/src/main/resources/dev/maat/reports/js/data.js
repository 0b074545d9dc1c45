// @ts-check
'use strict';

/**
 * The run as it is stored in this page: one JSON document with everything that is rare, and all events as columns in chunks that
 * are unpacked on demand. Names and texts may be hostile: they reach the page only as textContent.
 *
 * @typedef {{process: string, index: number, line: string, ordinal: number, nanos: number}} WitnessEvent
 * @typedef {{id: string, definition: string, verdict: string, applicable: number, atRisk: number, violations: number,
 *   sentence: string, claimed: boolean, witness: WitnessEvent[]}} PropertyVerdict
 * @typedef {{id: string, lane: number, from: number, to: number}} Process
 * @typedef {{id: string, seq: number, members: string[], primary: boolean, regular: boolean,
 *   generation: string}} View
 * @typedef {{process: number, view: number, nanos: number, ordinal: number}} Install
 * @typedef {{id: string, kind: string, detail: string, lanes: number[], on: number, off: number|null, lasts: boolean,
 *   bit: boolean, effect: string}} Fault off is null: never healed; lasts is false: instantaneous
 * @typedef {{process: number, type: number, nanos: number, ordinal: number, text: string}} Mark
 * @typedef {{count: number, from: number, to: number}} ChunkEntry
 * @typedef {{
 *   facts: [string, string][], durationNanos: number, command: string, title: string, environment: [string, string][], scenario: string|null,
 *   verdictJson: string,
 *   verdict: string, reasons: string[], profiles: [string, string][], claims: string, properties: PropertyVerdict[], notJudged: {id: string, claimed: boolean}[],
 *   nodes: string[], processes: Process[], views: View[], installs: Install[], faults: Fault[], marks: Mark[],
 *   marksLeftOut: number, notes: string[], types: string[], from: number, to: number, events: number, chunkEvents: number, chunks: ChunkEntry[],
 *   bins: number}} Run
 */

/** Reads the columns of a chunk. Their LEB128 numbers have at most 53 bits, so that a JavaScript number holds them exactly. */
class ColumnReader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    return this.bytes[this.at++];
  }

  unsigned() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const next = this.bytes[this.at++];
      value += (next & 0x7f) * scale;
      if (next < 0x80) return value;
      scale *= 128;
    }
  }

  /** Zigzag: 0, -1, 1, -2, 2 ... */
  signed() {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** @param {number} length */
  text(length) {
    const slice = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return new TextDecoder().decode(slice);
  }
}

/**
 * @param {string} base64
 * @returns {Promise<Uint8Array>}
 */
async function unpack(base64) {
  const binary = atob(base64.trim());
  const packed = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) packed[i] = binary.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} id */
function embedded(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the file is damaged (its part ${id} is missing); make the report again`);
  return element.textContent || '';
}

/** 65,536 events as columns. Ordinals number all events of the run in one order that keeps the order of each process. */
class Chunk {
  /**
   * @param {number} number
   * @param {Run} run
   * @param {Uint8Array} bytes
   */
  constructor(number, run, bytes) {
    const entry = run.chunks[number];
    const count = entry.count;
    this.first = number * run.chunkEvents;
    this.count = count;
    /** Never decreasing: the time of the event, or the latest time before it in the order if its own clock says less. */
    this.nanos = new Float64Array(count);
    this.ownNanos = new Float64Array(count);
    /** -1: the harness. */
    this.processes = new Int32Array(count);
    this.types = new Uint8Array(count);
    /** -1: no message. */
    this.senders = new Int32Array(count);
    this.numbers = new Float64Array(count);
    /** Bytes of a send or a sample, place of a delivery; -1: none. */
    this.values = new Float64Array(count);
    /** @type {Map<number, string>} */
    this.texts = new Map();
    this.read(new ColumnReader(bytes), entry);
  }

  /**
   * @param {ColumnReader} columns
   * @param {ChunkEntry} entry
   */
  read(columns, entry) {
    const count = this.count;
    let own = entry.from;
    let latest = entry.from;
    for (let i = 0; i < count; i++) {
      own += columns.signed();
      latest = Math.max(latest, own);
      this.ownNanos[i] = own;
      this.nanos[i] = latest;
    }
    for (let i = 0; i < count; i++) this.processes[i] = columns.unsigned() - 1;
    for (let i = 0; i < count; i++) this.types[i] = columns.byte();
    for (let i = 0; i < count; i++) this.senders[i] = columns.unsigned() - 1;
    const lastNumber = new Map();
    for (let i = 0; i < count; i++) {
      const sender = this.senders[i];
      const number = sender < 0 ? 0 : (lastNumber.get(sender) || 0) + columns.signed();
      if (sender >= 0) lastNumber.set(sender, number);
      this.numbers[i] = number;
    }
    const lastValue = new Float64Array(256);
    for (let i = 0; i < count; i++) {
      const delta = columns.signed();
      lastValue[this.types[i]] += delta;
      this.values[i] = lastValue[this.types[i]];
    }
    const texts = columns.unsigned();
    let position = 0;
    for (let i = 0; i < texts; i++) {
      position += columns.unsigned();
      this.texts.set(position, columns.text(columns.unsigned()));
    }
  }

  /**
   * The first event at or after a time, as a position in this chunk.
   * @param {number} nanos
   */
  lowerBound(nanos) {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.nanos[middle] < nanos) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Unpacks chunks on demand and keeps the most recently used ones. */
class ChunkStore {
  static MAX_CHUNKS_KEPT = 48;

  /** @param {Run} run */
  constructor(run) {
    this.run = run;
    /** @type {Map<number, Chunk>} In order of use, the least recent first. */
    this.kept = new Map();
    /** @type {Map<number, Promise<Chunk>>} */
    this.underWay = new Map();
    /** Called when a chunk that was asked for has been unpacked. */
    this.onArrival = () => {};
  }

  /**
   * @param {number} number
   * @returns {Chunk|null} null: not unpacked yet, but asked for
   */
  peek(number) {
    const chunk = this.kept.get(number);
    if (!chunk) {
      void this.get(number).then(() => this.onArrival());
      return null;
    }
    this.kept.delete(number);
    this.kept.set(number, chunk);
    return chunk;
  }

  /**
   * @param {number} number
   * @returns {Promise<Chunk>}
   */
  get(number) {
    const there = this.kept.get(number);
    if (there) return Promise.resolve(there);
    let coming = this.underWay.get(number);
    if (!coming) {
      coming = unpack(embedded(`chunk-${number}`)).then((bytes) => this.keep(number, bytes));
      this.underWay.set(number, coming);
    }
    return coming;
  }

  /**
   * @param {number} number
   * @param {Uint8Array} bytes
   */
  keep(number, bytes) {
    const chunk = new Chunk(number, this.run, bytes);
    this.underWay.delete(number);
    this.kept.set(number, chunk);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= ChunkStore.MAX_CHUNKS_KEPT) break;
      this.kept.delete(oldest);
    }
    return chunk;
  }

  /**
   * Numbers of the chunks that overlap a range of time.
   * @param {number} from
   * @param {number} to
   */
  overlapping(from, to) {
    const numbers = [];
    for (let i = 0; i < this.run.chunks.length; i++) {
      const entry = this.run.chunks[i];
      if (entry.to >= from && entry.from <= to) numbers.push(i);
    }
    return numbers;
  }

  /**
   * The chunks of a range, or null while some of them are not unpacked yet, or if they are too many to keep.
   * @param {number} from
   * @param {number} to
   */
  ready(from, to) {
    const numbers = this.overlapping(from, to);
    if (numbers.length > ChunkStore.MAX_CHUNKS_KEPT) return null;
    const chunks = [];
    let all = true;
    for (const number of numbers) {
      const chunk = this.peek(number);
      if (chunk) chunks.push(chunk);
      else all = false;
    }
    return all ? chunks : null;
  }
}

/** Counts of deliveries and of sends per lane and bin over the whole run. The view from far is drawn from them. */
class Activity {
  /**
   * @param {Run} run
   * @param {Uint8Array} bytes
   */
  constructor(run, bytes) {
    this.run = run;
    this.bins = run.bins;
    this.binNanos = Math.max(1, (run.to - run.from) / run.bins);
    const columns = new ColumnReader(bytes);
    const lanes = run.nodes.length;
    /** @type {Float64Array[]} Running sums: delivered[lane][b] is the count in bins before b. */
    this.delivered = [];
    /** @type {Float64Array[]} */
    this.sent = [];
    for (let lane = 0; lane < lanes; lane++) {
      this.delivered.push(this.runningSums(columns));
      this.sent.push(this.runningSums(columns));
    }
    this.all = this.runningSums(columns);
  }

  /** @param {ColumnReader} columns */
  runningSums(columns) {
    const sums = new Float64Array(this.bins + 1);
    for (let bin = 0; bin < this.bins; bin++) sums[bin + 1] = sums[bin] + columns.unsigned();
    return sums;
  }

  /**
   * The number of events between two times, from a column of running sums. Bins that an edge cuts count in proportion.
   * @param {Float64Array} sums
   * @param {number} from
   * @param {number} to
   */
  between(sums, from, to) {
    return this.upTo(sums, to) - this.upTo(sums, from);
  }

  /**
   * @param {Float64Array} sums
   * @param {number} nanos
   */
  upTo(sums, nanos) {
    const place = Math.min(this.bins, Math.max(0, (nanos - this.run.from) / this.binNanos));
    const bin = Math.min(this.bins - 1, Math.floor(place));
    return sums[bin] + (sums[bin + 1] - sums[bin]) * (place - bin);
  }
}
