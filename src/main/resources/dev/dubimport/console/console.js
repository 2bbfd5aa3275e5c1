'use strict';
// Everything that comes from a file, the ledger or the service is put into the page as text, never as markup.

const KEY = 'dub-import key';
const at = (id) => document.getElementById(id);
const count = (number) => number.toLocaleString('en-US');
const plural = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;
const MOMENT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
/** Moments within a sentence, on the clock of whoever reads it. */
const local = (text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => MOMENT.format(new Date(instant)));

/** An element with attributes and children; a text becomes a text. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== '') element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return element;
}

function time(instant) {
  return make('time', { class: 'time', datetime: instant, title: instant }, MOMENT.format(new Date(instant)));
}

function badge(tone, text) {
  return make('span', { class: `badge ${tone}` }, text);
}

/** A table with a caption. Each column has a label, a kind and what its cell holds; the first one heads its row. */
function table(caption, columns, rows, toneOf, kind) {
  const heading = columns.map((column) => make('th', { scope: 'col', class: column.kind, role: 'columnheader' }, column.label));
  const body = rows.map((row) => make('tr', { class: toneOf ? toneOf(row) : '', role: 'row', 'data-row': row.run && row.line === undefined ? row.run : '' }, columns.map((column, index) => index === 0
    ? make('th', { scope: 'row', role: 'rowheader' }, column.of(row))
    : make('td', { class: column.kind, role: 'cell', 'data-label': column.label }, make('span', {}, column.of(row))))));
  return make('table', { class: kind, role: 'table' },
    make('caption', {}, caption),
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, heading)),
    make('tbody', { role: 'rowgroup' }, body));
}

function parts(outcomes) {
  return make('ul', { class: 'parts' }, outcomes.map((each) =>
    make('li', { class: each.isWell ? '' : 'bad' }, `${count(each.count)} ${each.word}`)));
}

function facts(pairs) {
  return make('dl', { class: 'about' }, pairs.map(([name, ...value]) => make('div', {}, make('dt', {}, name), make('dd', {}, ...value))));
}

const invoiceLink = (id) => make('a', { href: `#/invoice/${encodeURIComponent(id)}`, class: 'mono' }, id);
const runLink = (run) => make('a', { href: `#/run/${run}` }, `Run ${run}`);

// ---- What is under way ----

let live = [];
let retry;
let listening;

function liveOf(run) {
  return live.find((each) => each.run === run.run && each.baseUrl === run.baseUrl && each.workspace === run.workspace);
}

function status(run) {
  const now = liveOf(run);
  if (now && !now.isSilent) return badge('busy', 'running');
  if (!run.isCompleted) return badge('bad', 'stopped');
  return run.allWell ? badge('good', 'completed') : badge('bad', 'some not recorded');
}

function liveSection(run) {
  const done = run.rows ? Math.min(100, 100 * run.read / run.rows) : 0;
  const section = make('section', { class: run.isSilent ? 'silent' : '', 'data-run': run.run });
  const bar = make('div', { class: 'bar', role: 'progressbar', 'aria-label': `Rows of ${run.file} with an outcome`, 'aria-valuemin': '0', 'aria-valuemax': '100' }, make('div', {}));
  section.append(make('h2', {}, runLink(run.run), make('span', { class: 'file' }, run.file)), make('p', { class: 'note state' }), bar,
    make('dl', { class: 'facts' }), make('div', { class: 'outcomes' }));
  fill(section, run, done);
  return section;
}

function fill(section, run, done) {
  section.className = run.isSilent ? 'silent' : '';
  section.querySelector('.state').textContent = `${run.state} · to ${run.baseUrl}, workspace ${run.workspace}`;
  const bar = section.querySelector('.bar');
  bar.setAttribute('aria-valuenow', Math.floor(done));
  // A style attribute would break the policy of the page; this does not.
  bar.firstChild.style.width = `${done}%`;
  const pairs = [['Rows', `${count(run.read)} of ${count(run.rows)}`], ['Done', `${Math.floor(done)} %`]];
  if (run.rate) pairs.push(['Speed', run.rate]);
  if (!run.isSilent) pairs.push(['Time left', run.left || 'not known yet']);
  const began = new Date(run.startedAt);
  pairs.push(['Began', (Date.now() - began < 86400000 ? HOUR : MOMENT).format(began)]);
  section.querySelector('.facts').replaceChildren(...pairs.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
  section.querySelector('.outcomes').replaceChildren(parts(run.outcomes));
  // The ledger is not read for that every second.
  const row = document.querySelector(`[data-row="${run.run}"]`);
  if (row) {
    row.querySelector('.rows').textContent = count(run.read);
    row.querySelector('.parts').replaceWith(parts(run.outcomes));
  }
}

/** The sections stay the same elements, so that a bar moves and nothing loses the focus. */
function showLive(runs) {
  const before = live.map((run) => `${run.run} ${run.isSilent}`).join();
  live = runs;
  const place = at('live');
  place.hidden = runs.length === 0;
  for (const section of [...place.children]) {
    if (!runs.some((run) => String(run.run) === section.dataset.run)) section.remove();
  }
  for (const run of runs) {
    const shown = place.querySelector(`[data-run="${run.run}"]`);
    if (shown) {
      fill(shown, run, run.rows ? Math.min(100, 100 * run.read / run.rows) : 0);
    } else {
      place.append(liveSection(run));
    }
  }
  announce(runs);
  if (before !== runs.map((run) => `${run.run} ${run.isSilent}`).join()) show(false);
}

/** A screen reader hears every tenth of a run, not every second. */
let announced = '';
function announce(runs) {
  const words = runs.map((run) => run.isSilent ? `Run ${run.run} ${run.state}.`
    : `Run ${run.run}: ${10 * Math.floor(10 * run.read / Math.max(1, run.rows))} percent done.`).join(' ');
  if (words !== announced) {
    announced = words;
    at('said').textContent = words;
  }
}

/** Server-sent events, by fetch: an EventSource cannot send the key. */
async function listen() {
  clearTimeout(retry);
  if (listening) listening.abort();
  const ours = listening = new AbortController();
  try {
    const answer = await ask('/api/live', ours.signal);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    document.documentElement.dataset.live = 'on';
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
      let end;
      while ((end = text.indexOf('\n\n')) >= 0) {
        const data = text.slice(0, end).split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
        text = text.slice(end + 2);
        if (data) showLive(JSON.parse(data).runs);
      }
    }
  } catch (failure) {
    if (ours.signal.aborted) return;
    if (failure.isLocked) return;
  }
  if (ours.signal.aborted) return;
  document.documentElement.dataset.live = 'off';
  notice('The console does not answer: it has ended, or too many pages of it are open. Trying again.');
  retry = setTimeout(async () => { await show(false); listen(); }, 3000);
}

// ---- The views ----

async function ask(path, signal) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${localStorage.getItem(KEY) || ''}` }, signal, cache: 'no-store' });
  if (answer.status === 401) {
    locked();
    throw Object.assign(new Error('no key'), { isLocked: true });
  }
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer;
}

function locked() {
  at('search').hidden = true;
  at('live').hidden = true;
  notice('');
  title('Open the printed link');
  at('main').replaceChildren(make('section', {}, make('h1', {}, 'Open the link that was printed'),
    make('p', { class: 'note' }, 'This console shows invoice ids and sales, and every user of this machine can reach its address. Open the link that dub-import printed when it began: it has the key in it. The key changes with each start.')));
}

function notice(text) {
  const place = at('notice');
  place.hidden = !text;
  if (place.textContent !== text) place.textContent = text;
}

function title(text) {
  document.title = text ? `${text} · dub-import` : 'dub-import';
}

function overview(data) {
  title('');
  if (!data || data.runs.length === 0) {
    return [make('section', { class: 'empty' }, make('h1', {}, 'Nothing was imported yet'),
      make('p', { class: 'note' }, 'As soon as an import begins, it is seen here. A rehearsal leaves no trace: it is seen in its terminal only.'),
      make('p', {}, make('code', {}, 'dub-import import sales.csv --workspace acme')))];
  }
  const runs = make('section', { 'aria-labelledby': 'runs' }, make('h1', { id: 'runs' }, 'Runs'),
    table(data.isCut ? `The latest ${count(data.runs.length)} runs, the newest first` : `${plural(data.runs.length, 'run', 'runs')}, the newest first`, [
      { label: 'Run', of: (run) => [runLink(run.run), make('small', {}, run.file)] },
      { label: 'Status', of: status },
      { label: 'Began', of: (run) => time(run.startedAt) },
      { label: 'Rows', kind: 'number', of: (run) => make('span', { class: 'rows' }, count((liveOf(run) || { read: run.rows }).read)) },
      { label: 'Outcomes', of: (run) => parts((liveOf(run) || run).outcomes) },
      { label: 'Newly recorded', kind: 'number', of: (run) => liveOf(run) ? 'at its end' : sums(run.recorded) },
      { label: 'Workspace', of: (run) => [run.workspace, make('small', {}, run.baseUrl)] },
    ], data.runs, undefined, 'runs'));
  const books = make('section', { 'aria-labelledby': 'books' }, make('h2', { id: 'books' }, 'Books'),
    table('All that is recorded, over all runs', [
      { label: 'Workspace', of: (book) => [book.workspace, make('small', {}, book.baseUrl)] },
      { label: 'Sales recorded', kind: 'number', of: (book) => count(book.recorded) },
      { label: 'Amounts', kind: 'number', of: (book) => sums(book.amounts) },
      { label: 'In doubt', kind: 'number', of: (book) => [book.inDoubt ? badge('bad', count(book.inDoubt)) : 'none', book.inFlight ? make('small', {}, `${count(book.inFlight)} in flight`) : ''] },
    ], data.books));
  const doubtful = data.books.filter((book) => book.inDoubt > 0).map((book) => doubts(book.doubts, book.inDoubt, `In doubt at ${book.workspace}`));
  return [runs, books, ...doubtful];
}

/** One amount under the other, so that they can be compared. */
function sums(text) {
  return text === 'no money' ? 'none' : text.split(' + ').map((sum) => make('div', {}, sum));
}

function doubts(rows, total, heading) {
  const id = `doubts-${heading.replace(/\W+/g, '-')}`;
  return make('section', { 'aria-labelledby': id }, make('h2', { id }, heading),
    table(rows.length < total ? `The oldest ${count(rows.length)} of ${count(total)}; dub-import status --in-doubt lists all` : `${plural(total, 'sale', 'sales')} that may be recorded: no answer was kept`, [
      { label: 'Invoice id', of: (row) => invoiceLink(row.invoiceId) },
      { label: 'Amount', kind: 'number', of: (row) => row.amount },
      { label: 'First sent', of: (row) => time(row.firstAttempt) },
      { label: 'Row', of: (row) => [runLink(row.run), `, line ${count(row.line)} of ${row.file}`] },
      { label: 'What to do', kind: 'wide', of: (row) => local(row.next.replace(/^Next: /, '')) },
    ], rows));
}

function oneRun(data, number) {
  title(`Run ${number}`);
  if (!data || data.isUnknown) return missing(`There is no run ${number}`);
  const head = make('section', { 'aria-labelledby': 'run' }, back(), make('h1', { id: 'run' }, `Run ${data.run}: ${data.file}`),
    facts([['Status', status(data)], ['Began', time(data.startedAt)], ['File', make('span', { class: 'mono' }, data.path)],
      ['Workspace', `${data.workspace} at ${data.baseUrl}`], ['Rows', `${count(data.rows)} with an outcome`]]));
  if (data.report) head.append(make('p', { class: 'links' }, make('a', { href: data.report, target: '_blank', rel: 'noopener' }, 'Report of this run (opens a new tab)')));
  const totals = make('section', { 'aria-labelledby': 'totals' }, make('h2', { id: 'totals' }, 'Control totals'),
    table('Every row that was read has exactly one outcome: the lines add up to the last one', [
      { label: 'Outcome', of: (line) => line.word },
      { label: 'Rows', kind: 'number', of: (line) => count(line.count) },
      ...data.currencies.map((currency, index) => ({ label: currency, kind: 'number', of: (line) => line.amounts[index] })),
    ], data.totals, (line) => line.isSum ? 'sum' : line.count === 0 ? 'none' : line.isWell ? '' : 'off', 'totals'));
  if (data.withoutAmount > 0) totals.append(make('p', { class: 'note' }, `No amount can be read in ${plural(data.withoutAmount, 'row', 'rows')}: counted as rows, not as money.`));
  const sections = [head, totals];
  if (data.reasons.length > 0) {
    sections.push(make('section', { 'aria-labelledby': 'reasons' }, make('h2', { id: 'reasons' }, 'Not recorded, by reason'),
      table('The most frequent reason first', [
        { label: 'Reason', of: (row) => row.code === row.outcome ? row.outcome : [row.code.replaceAll('_', ' '), make('small', {}, row.outcome)] },
        { label: 'Rows', kind: 'number', of: (row) => count(row.count) },
        { label: 'First on line', kind: 'number', of: (row) => count(row.firstLine) },
        { label: 'What was said there', kind: 'wide', of: (row) => row.message },
      ], data.reasons, (row) => row.isWell ? '' : 'off')));
  }
  if (data.inDoubt > 0) sections.push(doubts(data.doubts, data.inDoubt, 'Sales in doubt'));
  if (data.rejects.length > 0) sections.push(rejects(data, number));
  return sections;
}

function rejects(data, number) {
  const columns = [
    { label: 'Line', of: (row) => count(row.line) },
    { label: 'Outcome', of: (row) => row.isWell ? row.outcome : badge('bad', row.outcome) },
    { label: 'Why, and what to do', kind: 'wide', of: (row) => row.message },
  ];
  const list = table('Rows that were not recorded or are no sales, in the order of the file', columns, data.rejects);
  const section = make('section', { 'aria-labelledby': 'rejects' }, make('h2', { id: 'rejects' }, 'Rejects'), list);
  if (data.hasMoreRejects) {
    const more = make('button', { type: 'button', class: 'more' }, 'Show more');
    let last = data.rejects[data.rejects.length - 1].line;
    more.addEventListener('click', async () => {
      const next = await (await ask(`/api/run?id=${number}&behind=${last}`)).json();
      if (!next.data) return notice(next.why);
      const rows = table('', columns, next.data.rejects).tBodies[0].rows;
      const first = rows[0];
      list.tBodies[0].append(...rows);
      last = next.data.rejects.length ? next.data.rejects[next.data.rejects.length - 1].line : last;
      if (!next.data.hasMoreRejects) more.remove();
      if (first) { first.tabIndex = -1; first.focus(); }
    });
    section.append(more);
  }
  return section;
}

function invoice(data, id) {
  title(`Invoice ${id}`);
  if (!data || data.isUnknown) {
    return missing(`Invoice ${id} is not in this ledger`, 'No sale of it was ever claimed, and no row with it was rejected. An invoice id is searched for as it was sent, capitals and all; ids that a mapping computes, and rows that are no sales, are not found among the rejected rows.');
  }
  const sections = data.chapters.map((chapter, index) => make('section', { 'aria-labelledby': `chapter-${index}` }, index === 0 ? back() : '',
    make('h1', { id: `chapter-${index}` }, 'Invoice ', make('span', { class: 'mono' }, data.invoiceId)),
    make('p', { class: 'note' }, `at ${chapter.baseUrl}, workspace ${chapter.workspace}`),
    make('p', {}, badge(chapter.isWell ? 'good' : 'bad', chapter.state)),
    events(chapter.events), make('p', { class: 'next' }, local(chapter.next))));
  if (data.events.length > 0) {
    sections.push(make('section', { 'aria-labelledby': 'rows' }, sections.length ? '' : back(),
      make(sections.length ? 'h2' : 'h1', { id: 'rows' }, sections.length ? 'Rows with it at other workspaces' : `No sale of invoice ${data.invoiceId} was ever sent`),
      make('p', { class: 'note' }, 'Rows with it that were not recorded at the time:'), events(data.events)));
  }
  return sections;
}

function events(list) {
  return make('ol', { class: 'story' }, list.map((event) => make('li', { class: event.tone }, time(event.at),
    make('b', {}, event.what), make('span', {}, event.run ? [runLink(event.run), ', '] : '', event.detail))));
}

function missing(heading, text) {
  return [make('section', {}, back(), make('h1', {}, heading), text ? make('p', { class: 'note' }, text) : '')];
}

function back() {
  return make('a', { class: 'back', href: '#/' }, '← All runs');
}

/** Where the address leads: what to ask for, and how to show it. */
function route() {
  const [, view, ...rest] = location.hash.split('/');
  if (view === 'run' && /^\d{1,18}$/.test(rest[0] || '')) return { path: `/api/run?id=${rest[0]}`, of: (data) => oneRun(data, rest[0]) };
  if (view === 'invoice' && rest[0]) {
    let id = rest.join('/');
    try { id = decodeURIComponent(id); } catch { /* as it stands, then */ }
    return { path: `/api/invoice?id=${encodeURIComponent(id)}`, of: (data) => invoice(data, id) };
  }
  return { path: '/api/runs', of: overview };
}

let asked = 0;

/** Shows what the address says; moved: somebody went there, and wants to be at its beginning. */
async function show(moved) {
  const ours = ++asked;
  const { path, of } = route();
  document.documentElement.dataset.shown = 'no';
  try {
    const answer = await (await ask(path)).json();
    if (ours !== asked) return;
    if (answer.why && !answer.asOf) {
      at('main').replaceChildren(make('section', {}, make('h1', {}, 'The ledger cannot be read now'),
        make('p', { class: 'note' }, `${answer.why}. This page tries again when it is free; progress is shown meanwhile.`)));
      notice('');
    } else {
      at('main').replaceChildren(...of(answer.data));
      notice(answer.why ? `Not the latest: ${answer.why}. This is what the ledger said on ${MOMENT.format(new Date(answer.asOf))}.` : '');
    }
    at('read').textContent = answer.asOf ? `Ledger read ${MOMENT.format(new Date(answer.asOf))}` : '';
    clearTimeout(later);
    if (answer.why) later = setTimeout(() => show(false), 10000);
    if (moved) { scrollTo(0, 0); at('main').focus({ preventScroll: true }); }
  } catch (failure) {
    if (!failure.isLocked && ours === asked) notice(failure instanceof TypeError ? 'The console does not answer: it has ended.' : String(failure.message));
  }
  document.documentElement.dataset.shown = 'yes';
}
let later;

at('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const id = at('words').value.trim();
  if (id) location.hash = `#/invoice/${encodeURIComponent(id)}`;
});
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest && event.target.closest('input, textarea, select');
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    at('words').focus();
    at('words').select();
  }
});
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  at('main').focus();
});
addEventListener('hashchange', () => { if (!takeKey()) show(true); });
document.addEventListener('visibilitychange', () => {
  // A page that nobody sees must not keep a place from one that somebody looks at.
  if (document.hidden) {
    if (listening) listening.abort();
    clearTimeout(retry);
  } else {
    show(false);
    listen();
  }
});

/** The key goes from the address, where it would be seen and kept in the history, to the browser's store for this port. */
function takeKey() {
  const given = location.hash.match(/^#key=([\w-]+)$/);
  if (!given) return false;
  localStorage.setItem(KEY, given[1]);
  history.replaceState(null, '', '#/');
  at('search').hidden = false;
  show(false);
  listen();
  return true;
}

if (!takeKey()) {
  show(false);
  listen();
}
