// @ts-check
'use strict';

/** The first screen (the verdict, the first violation, the command that repeats the run) and the list of all violations below it. */

/** Properties are sorted by verdict in this order, and those of one verdict stand in the order of the catalogue. */
const URGENCY = ['violated', 'unknown', 'holds', 'not-exercised', 'inapplicable'];

/** @param {Run} run */
function showVerdict(run) {
  byId('verdict-bar').setAttribute('data-verdict', run.verdict);
  byId('verdict-icon').append(verdictIcon(run.verdict));
  byId('verdict-word').textContent = verdictWord(run.verdict);
  byId('verdict-reason').textContent = run.reasons.join('; ') || extent(run);
  byId('verdict-reason').title = run.reasons.join('\n');
  document.title = `${verdictWord(run.verdict)}: ${run.title}`;
  for (const [name, value] of [...run.facts, ...countedFacts(run)]) {
    byId('facts').append(make('div', {}, make('dt', {}, name), make('dd', { title: value }, value)));
  }
  if (run.command) {
    byId('command').textContent = run.command;
    byId('copy-command').addEventListener('click', () => void copy(run.command, byId('copy-command')));
  } else {
    byId('command').textContent = 'The command of this run was not recorded.';
    byId('copy-command').hidden = true;
  }
}

/**
 * How much was judged; shown with a verdict that needs no reason.
 * @param {Run} run
 */
function extent(run) {
  const judged = run.properties.filter((property) => property.claimed).length;
  const open = run.notJudged.filter((property) => property.claimed).length;
  return `${judged} of ${plural(judged + open, 'claimed property', 'claimed properties')} judged on ${plural(run.events, 'event')}.`;
}

/**
 * The facts that are counted from the run.
 * @param {Run} run
 * @returns {[string, string][]}
 */
function countedFacts(run) {
  const bitten = run.faults.filter((fault) => fault.bit).length;
  return [
    ['Events', count(run.events)],
    ['Views', count(run.views.length)],
    ['Faults', run.faults.length ? `${count(run.faults.length)} (${count(bitten)} effective)` : 'none'],
    ['Duration', duration(run.durationNanos)],
  ];
}

/**
 * @param {string} text
 * @param {HTMLElement} button
 */
async function copy(text, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    // For a file:// page some browsers refuse a script the clipboard: select the text, so that a key press copies it.
    const range = document.createRange();
    range.selectNodeContents(byId('command'));
    const selection = window.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    done = document.execCommand('copy');
  }
  button.textContent = done ? 'Copied' : 'Selected';
  setTimeout(() => (button.textContent = 'Copy'), 1500);
}

/**
 * @param {Run} run
 * @param {(ordinal: number, nanos: number) => void} jump
 */
function showProperties(run, jump) {
  const body = byId('properties-body');
  const sorted = [...run.properties].sort((a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict));
  const claimed = sorted.filter((property) => property.claimed);
  const others = sorted.filter((property) => !property.claimed);
  const unjudged = run.notJudged.filter((open) => open.claimed).length;
  const held = claimed.filter((property) => property.verdict === 'holds').length;
  byId('properties-note').textContent = run.claims
    ? `${run.claims} claimed: ${held} of ${claimed.length} judged hold${unjudged ? `, ${unjudged} not judged` : ''}`
    : 'nothing claimed';
  for (const property of claimed) body.append(propertyRow(property, jump));
  for (const open of run.notJudged) if (open.claimed) body.append(notJudgedRow(open.id));
  if (others.length) {
    body.append(make('tr', { class: 'group' }, make('th', { scope: 'colgroup', colspan: 6 }, 'Reported, not claimed')));
    for (const property of others) body.append(propertyRow(property, jump));
    for (const open of run.notJudged) if (!open.claimed) body.append(notJudgedRow(open.id));
  }
}

/**
 * @param {PropertyVerdict} property
 * @param {(ordinal: number, nanos: number) => void} jump
 */
function propertyRow(property, jump) {
  const first = property.witness.find((event) => event.ordinal >= 0);
  const show = property.violations > 0 && first
    ? make('button', { type: 'button', 'aria-label': `Show the first violation of ${property.id}`, onclick: () => jump(first.ordinal, first.nanos) }, 'Show')
    : null;
  return make('tr', { class: property.verdict === 'violated' ? 'is-violated' : undefined, 'data-property': property.id },
    make('td', {}, verdictBadge(property.verdict)),
    make('td', { title: property.definition }, make('span', { class: 'property' }, property.id), make('span', { class: 'definition' }, property.definition)),
    make('td', { class: 'number' }, count(property.applicable)),
    make('td', { class: 'number' }, count(property.atRisk)),
    make('td', { class: 'number' }, property.violations ? count(property.violations) : '–'),
    make('td', {}, show));
}

/** @param {string} id */
function notJudgedRow(id) {
  return make('tr', { 'data-property': id },
    make('td', {}, verdictBadge('not-judged')),
    make('td', {}, make('span', { class: 'property' }, id), make('span', { class: 'definition' }, 'no checker yet; it does not count')),
    make('td', { class: 'number' }, '–'), make('td', { class: 'number' }, '–'), make('td', { class: 'number' }, '–'), make('td', {}));
}

/**
 * @param {Run} run
 * @param {Model} model
 * @param {(ordinal: number, nanos: number) => void} jump
 */
function showFirstViolation(run, model, jump) {
  const violated = run.properties.filter((property) => property.verdict === 'violated');
  const first = violated.find((property) => property.claimed) || violated[0];
  if (!first) {
    showNoViolation(run, model);
    return;
  }
  const properties = plural(violated.length, 'property', 'properties');
  byId('first-title').textContent = first.claimed ? 'First violation' : 'Violated, but not claimed';
  byId('first-note').textContent = first.claimed ? `${properties} violated` : `${properties}; the verdict stands`;
  const box = byId('first');
  box.append(
    make('p', { class: 'from' }, make('span', { class: 'property' }, first.id), ` – ${first.definition}`),
    make('p', { class: 'sentence', id: 'first-sentence' }, first.sentence),
    make('p', { class: 'proof' }, `The proof: ${plural(first.witness.length, 'event')} out of ${count(run.events)}.`),
    witnessList(first, jump));
}

/**
 * @param {PropertyVerdict} property
 * @param {(ordinal: number, nanos: number) => void} jump
 */
function witnessList(property, jump) {
  const list = make('ol', { class: 'witness' });
  for (const event of property.witness) {
    const there = event.ordinal >= 0;
    list.append(make('li', {},
      make('span', { class: 'who mono' }, event.process || 'harness'),
      make('span', { class: 'what', title: event.line }, inWords(event.line)),
      there
        ? make('button', { type: 'button', class: 'when', 'aria-label': `Show in the timeline: ${event.process} ${inWords(event.line)}`, onclick: () => jump(event.ordinal, event.nanos) }, duration(event.nanos))
        : make('span', { class: 'when' }, '')));
  }
  return list;
}

/**
 * Without a violation, the question is how much the run put to the test.
 * @param {Run} run
 * @param {Model} model
 */
function showNoViolation(run, model) {
  byId('first-title').textContent = 'No violation';
  const box = byId('first');
  const judged = run.properties.filter((property) => property.claimed);
  const calm = judged.filter((property) => property.verdict === 'not-exercised');
  box.append(make('p', { class: 'sentence' }, run.verdict === 'holds'
    ? 'Every claimed property that was judged held. This run contained:'
    : 'No violation was found. This run contained:'));
  const bitten = run.faults.filter((fault) => fault.bit).length;
  const crashes = run.marks.filter((mark) => run.types[mark.type] === 'crash').length;
  const rows = [
    [count(run.events), 'events'],
    [count(run.views.length), run.views.length === 1 ? 'view' : 'views'],
    [count(run.faults.length), `${run.faults.length === 1 ? 'fault' : 'faults'}, ${count(bitten)} of them with an effect`],
    [count(crashes), crashes === 1 ? 'crash' : 'crashes'],
    [count(judged.length - calm.length), `of ${judged.length} judged claimed properties had cases at risk`],
  ];
  const tally = make('dl', { class: 'tally' });
  for (const [number, label] of rows) tally.append(make('dt', {}, number), make('dd', {}, label));
  box.append(tally);
  if (calm.length) {
    box.append(make('p', { class: 'proof' }, `Never at risk in this run, so not put to the test: ${calm.map((property) => property.id).join(', ')}.`));
  }
  for (const reason of run.reasons) box.append(make('p', { class: 'proof' }, reason));
}

/**
 * @param {Run} run
 * @param {(ordinal: number, nanos: number) => void} jump
 */
function showViolations(run, jump) {
  const box = byId('violations');
  const violated = run.properties.filter((property) => property.verdict === 'violated');
  violated.sort((a, b) => Number(b.claimed) - Number(a.claimed));
  if (!violated.length) box.append(make('p', {}, 'None.'));
  for (const property of violated) {
    box.append(make('article', { class: 'card', 'data-verdict': property.claimed ? 'violated' : 'inapplicable' },
      make('h3', {}, property.id,
        make('span', { class: 'tag bad' }, plural(property.violations, 'violation')),
        make('span', { class: 'tag plain' }, property.claimed ? 'claimed' : 'not claimed')),
      make('p', { class: 'definition' }, property.definition),
      make('p', { class: 'sentence' }, property.sentence),
      witnessList(property, jump),
      make('div', { 'data-spacetime': property.id })));
  }
}
