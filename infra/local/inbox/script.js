// Keeps the list fresh, and moves the clock.
const list = document.getElementById('list');
const now = document.getElementById('now');
const moved = document.getElementById('moved');
const words = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const EVERY_MS = 2000;

const refresh = async () => {
  const here = new URL(location.href);
  const response = await fetch(`/inbox/list?q=${encodeURIComponent(here.searchParams.get('q') ?? '')}`);
  const fresh = await response.text();
  const chosen = here.pathname;
  const scroll = list.scrollTop;
  list.innerHTML = fresh;
  list.scrollTop = scroll;
  for (const row of list.querySelectorAll('a.row')) {
    if (new URL(row.href).pathname === chosen) row.setAttribute('aria-current', 'page');
  }
};

const show = (clock) => {
  now.dateTime = clock.now;
  now.textContent = words.format(new Date(clock.now));
};

// What the list shows when the page comes is what counts as seen; older pages that were opened stay open.
let seen = '';
const look = async () => {
  if (document.hidden) return;
  const response = await fetch('/local/clock');
  if (!response.ok) return;
  const clock = await response.json();
  show(clock);
  if (list.dataset.older) return;
  const newest = await (await fetch('/inbox/newest')).text();
  if (seen !== '' && newest !== seen) await refresh();
  seen = newest;
};

const move = async (to) => {
  const buttons = document.querySelectorAll('[data-move]');
  for (const button of buttons) button.disabled = true;
  moved.textContent = 'Moving the clock …';
  try {
    const response = await fetch('/local/clock', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    });
    const answer = await response.json();
    if (!response.ok) {
      moved.textContent = answer.detail;
      return;
    }
    show(answer);
    const count = answer.letters.length;
    moved.textContent =
      count === 0 ? 'No letter was sent.' : count === 1 ? '1 letter was sent.' : `${count} letters were sent.`;
    await refresh();
  } finally {
    for (const button of buttons) button.disabled = false;
  }
};

document.addEventListener('click', async (event) => {
  const target = event.target instanceof Element ? event.target : undefined;
  const button = target?.closest('[data-move]');
  if (button) await move(button.dataset.move);
  const more = target?.closest('[data-more]');
  if (more) {
    event.preventDefault();
    list.dataset.older = 'open';
    list.innerHTML = await (await fetch(more.href)).text();
  }
});

setInterval(() => look().catch(() => {}), EVERY_MS);
look().catch(() => {});
