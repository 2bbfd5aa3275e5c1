
'use strict';
(() => {
  // What is folded away on the screen is unfolded on paper, and folded again.
  const unfolded = [];
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not([open])')) {
      details.open = true;
      unfolded.push(details);
    }
  });
  addEventListener('afterprint', () => {
    for (const details of unfolded.splice(0)) {
      details.open = false;
    }
  });

  const table = document.getElementById('differences');
  if (!table) {
    return;
  }
  const body = table.tBodies[0];
  const inOrder = Array.from(body.rows);
  const texts = new Map(
    inOrder.map((row) => [row, Array.from(row.cells, (cell) => cell.textContent).join('\n').toLowerCase()]),
  );
  const number = new Intl.NumberFormat('en');
  const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

  const form = document.getElementById('search');
  const words = document.getElementById('words');
  const found = document.getElementById('found');

  function search() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of inOrder) {
      const text = texts.get(row);
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    found.textContent = wanted.length === 0
      ? `${number.format(shown)} shown`
      : `${number.format(shown)} of ${number.format(inOrder.length)} shown`;
  }

  words.addEventListener('input', search);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  search();

  // Money is put in order within its currency: pounds are not compared with yen.
  function keyOf(row, column, isMoney) {
    const cell = row.cells[column];
    if (!isMoney) {
      return { text: cell.dataset.v ?? cell.textContent, units: 0 };
    }
    const text = cell.dataset.v;
    const gap = text.indexOf(' ');
    return gap < 0 ? { text: '', units: 0 } : { text: text.slice(gap + 1), units: Number(text.slice(0, gap)) };
  }

  function sort(column, isMoney, direction) {
    const sorted = inOrder.slice();
    if (direction !== 'none') {
      const keys = new Map(inOrder.map((row) => [row, keyOf(row, column, isMoney)]));
      const sign = direction === 'ascending' ? 1 : -1;
      sorted.sort((one, other) => {
        const a = keys.get(one);
        const b = keys.get(other);
        if ((a.text === '') !== (b.text === '')) {
          return a.text === '' ? 1 : -1; // what is empty comes last either way
        }
        return isMoney
          ? natural.compare(a.text, b.text) || sign * (a.units - b.units)
          : sign * natural.compare(a.text, b.text);
      });
    }
    body.append(...sorted);
  }

  const next = { none: 'ascending', ascending: 'descending', descending: 'none' };
  const headings = Array.from(table.tHead.rows[0].cells);
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    heading.setAttribute('aria-sort', 'none');
    button.addEventListener('click', () => {
      const direction = next[heading.getAttribute('aria-sort')];
      for (const each of headings) {
        each.setAttribute('aria-sort', each === heading ? direction : 'none');
      }
      sort(column, heading.dataset.sort === 'money', direction);
    });
  });
})();
