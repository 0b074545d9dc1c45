// @ts-check
'use strict';

/**
 * Facts that the drawings and tables need and that are derived from the run once: when a process was up and in which view, which
 * faults overlap, which views are rivals.
 *
 * @typedef {{process: number, view: number, from: number, to: number, ordinal: number}} Epoch a stay in a view
 * @typedef {{process: number, from: number, to: number, what: string}} Spell a time in which a process is blocked or in a phase
 * @typedef {{ordinal: number, nanos: number, process: number, label: string, property: string}} Spot a witness event
 */
class Model {
  /** @param {Run} run */
  constructor(run) {
    this.run = run;
    this.span = Math.max(1, run.to - run.from);
    this.typeNumbers = new Map(run.types.map((name, number) => [name, number]));
    this.processNumbers = new Map(run.processes.map((process, number) => [process.id, number]));
    /** @type {number[][]} */
    this.processesOfLane = run.nodes.map(() => []);
    run.processes.forEach((process, number) => {
      if (process.lane >= 0) this.processesOfLane[process.lane].push(number);
    });
    this.epochs = this.findEpochs();
    this.spells = this.findSpells();
    this.tints = this.findTints();
    this.spots = this.findSpots();
    this.faultRows = this.findFaultRows();
    this.splitViews = this.findSplits();
    /** @type {number[]} Times of notable events: the keys n and p visit them if nothing is violated. */
    this.notable = run.marks
      .filter((mark) => ['crash', 'excluded', 'lostquorum', 'fault', 'quiet'].includes(run.types[mark.type]))
      .map((mark) => mark.nanos)
      .concat(run.installs.map((install) => install.nanos))
      .sort((a, b) => a - b);
  }

  /** @param {string} name */
  type(name) {
    return this.typeNumbers.get(name) ?? -1;
  }

  findEpochs() {
    /** @type {Epoch[][]} */
    const byProcess = this.run.processes.map(() => []);
    for (const install of this.run.installs) {
      const epochs = byProcess[install.process];
      if (epochs.length) epochs[epochs.length - 1].to = install.nanos;
      const process = this.run.processes[install.process];
      epochs.push({ process: install.process, view: install.view, from: install.nanos, to: process.to, ordinal: install.ordinal });
    }
    return byProcess;
  }

  findSpells() {
    /** @type {Spell[]} */
    const spells = [];
    /** @type {Map<string, Spell>} */
    const open = new Map();
    for (const mark of this.run.marks) {
      const type = this.run.types[mark.type];
      const isPhase = type === 'phase';
      if (!isPhase && type !== 'block' && type !== 'unblock') continue;
      const what = isPhase ? mark.text.replace(/ o(n|ff)$/, '') : 'blocked';
      const key = `${mark.process} ${what}`;
      const begins = isPhase ? mark.text.endsWith(' on') : type === 'block';
      const spell = open.get(key);
      if (begins && !spell) {
        const fresh = { process: mark.process, from: mark.nanos, to: this.run.processes[mark.process].to, what };
        open.set(key, fresh);
        spells.push(fresh);
      } else if (!begins && spell) {
        spell.to = mark.nanos;
        open.delete(key);
      }
    }
    return spells;
  }

  /** Views with the same sequence number are neighbours in the order of tints: their tints differ, so that a split is visible. */
  findTints() {
    const order = this.run.views.map((_, number) => number);
    order.sort((a, b) => this.run.views[a].seq - this.run.views[b].seq || a - b);
    const tints = new Array(order.length).fill(0);
    order.forEach((view, place) => (tints[view] = place % 6));
    return tints;
  }

  findSpots() {
    /** @type {Spot[]} */
    const spots = [];
    for (const property of this.run.properties) {
      if (property.verdict !== 'violated') continue;
      for (const event of property.witness) {
        if (event.ordinal < 0) continue;
        const process = this.processNumbers.get(event.process) ?? -1;
        spots.push({ ordinal: event.ordinal, nanos: event.nanos, process, label: inWords(event.line), property: property.id });
      }
    }
    return spots.sort((a, b) => a.nanos - b.nanos || a.ordinal - b.ordinal);
  }

  /** Faults that overlap in time are drawn in different rows; if there are too many, they share the last row. */
  findFaultRows() {
    const MAX_ROWS = 6;
    /** @type {number[]} */
    const busyUntil = [];
    const rows = this.run.faults.map((fault) => {
      let row = busyUntil.findIndex((until) => until <= fault.on);
      if (row < 0) row = Math.min(busyUntil.length, MAX_ROWS - 1);
      busyUntil[row] = Math.max(busyUntil[row] ?? 0, (fault.off ?? this.run.to) + this.span / 200);
      return row;
    });
    return { of: rows, count: busyUntil.length };
  }

  /** Numbers of the primary views that share a sequence number with another primary view: split brain. */
  findSplits() {
    /** @type {Map<string, number[]>} */
    const bySequence = new Map();
    this.run.views.forEach((view, number) => {
      if (!view.primary || !view.regular) return;
      const key = `${view.seq} ${view.generation}`;
      bySequence.set(key, [...(bySequence.get(key) || []), number]);
    });
    const split = new Set();
    for (const same of bySequence.values()) if (same.length > 1) same.forEach((number) => split.add(number));
    return split;
  }

  /**
   * The view of a process at an event.
   * @param {number} process
   * @param {number} ordinal
   * @returns {number} -1: in none
   */
  viewAt(process, ordinal) {
    if (process < 0) return -1;
    let found = -1;
    for (const epoch of this.epochs[process]) {
      if (epoch.ordinal > ordinal) break;
      found = epoch.view;
    }
    return found;
  }

  /** @param {number} view */
  viewLabel(view) {
    return view < 0 ? 'no view' : `view ${this.run.views[view].seq}`;
  }

  /** @param {number} process */
  processName(process) {
    return process < 0 ? 'harness' : this.run.processes[process].id;
  }

  /**
   * @param {number} sender
   * @param {number} number
   */
  messageName(sender, number) {
    return sender < 0 ? '' : `${this.run.processes[sender].id}:${number}`;
  }
}
