// @ts-check
'use strict';

/** Describes lines of a history in words. */

/**
 * @param {string} line one line of the history
 * @returns {string} a predicate whose subject is the process, or the line itself if it is not understood
 */
function inWords(line) {
  /** @type {Record<string, any>} */
  let event;
  try {
    event = JSON.parse(line);
  } catch (garbled) {
    return line;
  }
  const words = phrase(event);
  return words ?? line;
}

/**
 * @param {Record<string, any>} event
 * @returns {string|null}
 */
function phrase(event) {
  switch (event.e) {
    case 'start': return 'starts';
    case 'view': return `installs view ${event.seq} (${event.id}): ${(event.members || []).join(', ')}${event.primary === false ? ', not primary' : ''}`;
    case 'send': return `sends ${event.m}`;
    case 'sent': return `has sent ${event.m}`;
    case 'failed': return `fails to send ${event.m}`;
    case 'deliver': return `delivers ${event.m}${event.place === undefined ? '' : ` at place ${event.place}`}${event.hash === undefined ? '' : `, payload ${event.hash}`}`;
    case 'safe': return `reports ${event.m} as safe`;
    case 'crash': return event.cause === 'unprovoked' ? `exits without a fault that explains it${event.detail ? `: ${String(event.detail).split('\n')[0]}` : ''}` : `is killed by fault ${event.cause}`;
    case 'fault': return `${event.on === false ? 'heals' : 'injects'} fault ${event.id}${event.kind === undefined ? '' : `: ${event.kind}`}${faultWords(event.detail)}`;
    case 'suspect': return event.on === false ? `trusts ${event.who} again` : `suspects ${event.who}`;
    case 'state': return `${event.dir === 'in' ? 'loads' : 'hands over'} state ${event.digest} at view ${event.view}`;
    case 'closed': return `closes its log of ${event.events} lines`;
    case 'left': return 'has left';
    case 'leave': return 'is asked to leave';
    case 'excluded': return 'learns that it is excluded';
    case 'quiet': return `the load stops; the core is ${(event.core || []).join(', ')}`;
    case 'end': return `the run ends: ${event.reason}`;
    case 'block': case 'unblock': return event.e + 's';
    case 'phase': return `${event.on === false ? 'ends' : 'begins'} ${event.name}`;
    default: return null;
  }
}

/**
 * The nodes, links and sizes of a fault, without the health of the group.
 * @param {Record<string, any>|undefined} detail
 */
function faultWords(detail) {
  const { healthBefore, ...own } = detail || {};
  const words = flatValue(own);
  return words ? ` (${words})` : '';
}

/**
 * A JSON object on one line, for reading: {"dropped":{"n1>n3":511}} becomes "dropped n1>n3 511".
 * @param {string} json
 */
function flat(json) {
  if (!json) return '';
  try {
    return flatValue(JSON.parse(json));
  } catch (garbled) {
    return json;
  }
}

/**
 * @param {any} value
 * @returns {string}
 */
function flatValue(value) {
  if (Array.isArray(value)) {
    const nested = value.some((part) => Array.isArray(part));
    return value.map(flatValue).join(nested ? ' | ' : ' ');
  }
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value).map(([name, part]) => `${name} ${flatValue(part)}`).join(', ');
}
