// @ts-check
'use strict';

/**
 * Selects the events that are drawn and listed: `node:n3 view:7 msg:n1.0:812 type:deliver`. An event passes if it matches at least
 * one word of each kind that is given (node:n1 node:n2 selects both nodes). A bare number after msg: matches any sender.
 */
class Filter {
  /**
   * @param {string} text
   * @param {Model} model
   */
  constructor(text, model) {
    this.model = model;
    /** @type {Set<number>} */
    this.processes = new Set();
    /** @type {Set<string>} */
    this.views = new Set();
    /** @type {Set<string>} */
    this.messages = new Set();
    /** @type {Set<number>} */
    this.types = new Set();
    /** @type {string[]} Words without a meaning; they are shown to the reader, not ignored silently. */
    this.odd = [];
    for (const word of text.trim().split(/\s+/)) if (word) this.take(word);
    this.active = this.processes.size + this.views.size + this.messages.size + this.types.size > 0;
  }

  /** @param {string} word */
  take(word) {
    const colon = word.indexOf(':');
    const kind = word.slice(0, colon);
    const value = word.slice(colon + 1);
    if (kind === 'node') this.takeNode(value, word);
    else if (kind === 'view' && value) this.views.add(value);
    else if (kind === 'msg' && value) this.messages.add(value);
    else if (kind === 'type' && this.model.type(value) >= 0) this.types.add(this.model.type(value));
    else this.odd.push(word);
  }

  /**
   * @param {string} value
   * @param {string} word
   */
  takeNode(value, word) {
    const lane = this.model.run.nodes.indexOf(value);
    const process = this.model.processNumbers.get(value);
    if (lane >= 0) this.model.processesOfLane[lane].forEach((number) => this.processes.add(number));
    else if (process !== undefined) this.processes.add(process);
    else this.odd.push(word);
  }

  /**
   * @param {Chunk} chunk
   * @param {number} i
   */
  passes(chunk, i) {
    if (!this.active) return true;
    if (this.processes.size && !this.processes.has(chunk.processes[i])) return false;
    if (this.types.size && !this.types.has(chunk.types[i])) return false;
    if (this.messages.size && !this.passesMessage(chunk.senders[i], chunk.numbers[i])) return false;
    return !this.views.size || this.passesView(chunk.processes[i], chunk.first + i);
  }

  /**
   * @param {number} sender
   * @param {number} number
   */
  passesMessage(sender, number) {
    if (sender < 0) return false;
    return this.messages.has(String(number)) || this.messages.has(this.model.messageName(sender, number));
  }

  /**
   * @param {number} process
   * @param {number} ordinal
   */
  passesView(process, ordinal) {
    const number = this.model.viewAt(process, ordinal);
    if (number < 0) return false;
    const view = this.model.run.views[number];
    return this.views.has(String(view.seq)) || this.views.has(view.id);
  }
}
