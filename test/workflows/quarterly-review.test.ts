import type { Cloud } from '../../infra/local/cloud.ts';
import { aPartner, asks, cookieOf, DAY, HOUR, start, wait, waitUntil } from '../reviews/world.ts';
import { items } from '../support/people.ts';
import { castOf } from './partner.ts';
import { programCasesOf } from './program.ts';

interface Stands {
  readonly quarter: string;
  readonly state: string;
  readonly meetingAt: string;
  readonly packageDueAt: string;
}
const WORLD: Record<string, (cloud: Cloud) => Promise<void>> = {
  'a quarter passes': (cloud) => wait(cloud, 92 * DAY),
  'everything works again': async (cloud) => {
    cloud.faults = undefined;
  },
  'reading the books is refused': async (cloud) => refuse(cloud, 'PrepareReview', 'Query'),
  'looking is refused': async (cloud) => refuse(cloud, 'LookAtReview', 'GetItem'),
  'spruce is under way already': async (cloud) => {
    await aPartner(cloud, 'spruce');
    await start(cloud, { partner: 'spruce.example' }, 'spruce-by-hand');
  },
  'sorrel has applied': async (cloud) => {
    await aPartner(cloud, 'sorrel', { stage: 'Evaluate' });
  },
};
for (const name of ['larch', 'maple', 'rowan', 'birch', 'aspen', 'hazel', 'alder', 'elder', 'poplar']) {
  WORLD[`${name} is reviewed`] = async (cloud) => {
    await aPartner(cloud, name);
  };
}

const refuse = (cloud: Cloud, role: string, action: string): void => {
  cloud.faults = (call) =>
    call.role.includes(role) && call.action === action
      ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
      : undefined;
};

/** The newest review of a partner, as it lies in the table. */
const reviewOf = async (cloud: Cloud, name: string): Promise<Stands> => {
  const found = await items(cloud, `PARTNER#${castOf(name).partnerId}`, 'REVIEW#');
  return found.at(-1) as unknown as Stands;
};

const act = async (cloud: Cloud, name: string, what: string, body: Record<string, unknown>): Promise<void> => {
  const { quarter } = await reviewOf(cloud, name);
  const path = `/ops/partners/${castOf(name).partnerId}/business-reviews/${quarter}/${what}`;
  const reply = await asks(cloud, await cookieOf(cloud), 'POST', path, body);
  if (reply.status !== 200) throw new Error(`${what}: ${reply.status} ${reply.text}`);
};
const record = (cloud: Cloud, name: string) =>
  act(cloud, name, 'record', { summary: 'As planned.', result: 'continue', actions: [] });
const untilTheMeeting = async (cloud: Cloud, name: string): Promise<void> => {
  await waitUntil(cloud, (await reviewOf(cloud, name)).packageDueAt);
  await wait(cloud, HOUR);
  const { meetingAt } = await reviewOf(cloud, name);
  await waitUntil(cloud, meetingAt);
  await wait(cloud, 2 * HOUR);
};
const isHeld = async (cloud: Cloud, name: string): Promise<void> => {
  await untilTheMeeting(cloud, name);
  await record(cloud, name);
};
const decideMend = async (cloud: Cloud, name: string): Promise<void> => {
  const cookie = await cookieOf(cloud);
  const { tasks } = (await asks(cloud, cookie, 'GET', '/ops/tasks')).json();
  const { partnerId } = castOf(name);
  const mend = tasks.find(
    (one: { kind: string; partnerId: string }) => one.kind === 'mend' && one.partnerId === partnerId,
  );
  await asks(cloud, cookie, 'POST', `/ops/tasks/${mend.taskId}/decision`, { outcome: 'try-again', reason: 'Mended.' });
};

const lives: Readonly<Record<string, (cloud: Cloud) => Promise<void>>> = {
  'held-and-recorded': (cloud) => isHeld(cloud, 'larch'),
  'nobody-records-it': (cloud) => wait(cloud, 45 * DAY),
  'missed-twice-in-a-row': (cloud) => wait(cloud, 45 * DAY),
  'called-off-by-people': async (cloud) => {
    await wait(cloud, DAY);
    await act(cloud, 'maple', 'call-off', { reason: 'We meet in June instead.' });
  },
  'the-partner-leaves': async (cloud) => {
    const path = `/ops/partners/${castOf('rowan').partnerId}/stop`;
    await asks(cloud, await cookieOf(cloud), 'POST', path, { reason: 'The product is discontinued.' });
  },
  'moved-by-people': async (cloud) => {
    const { meetingAt } = await reviewOf(cloud, 'birch');
    const later = new Date(Date.parse(meetingAt) + 7 * DAY).toISOString();
    await act(cloud, 'birch', 'meeting', { meetingAt: later, reason: 'A trade fair.' });
    await isHeld(cloud, 'birch');
  },
  'recorded-after-the-reminder': async (cloud) => {
    await untilTheMeeting(cloud, 'aspen');
    await wait(cloud, 5 * DAY);
    await record(cloud, 'aspen');
  },
  'the-data-is-late': async (cloud) => {
    await wait(cloud, 2 * DAY);
    cloud.faults = undefined;
    await isHeld(cloud, 'hazel');
  },
  'late-until-a-person-mends-it': async (cloud) => {
    await wait(cloud, 9 * DAY);
    cloud.faults = undefined;
    await decideMend(cloud, 'alder');
    await isHeld(cloud, 'alder');
  },
  'nobody-mends-it': (cloud) => wait(cloud, 15 * DAY),
  'taken-over': (cloud) => isHeld(cloud, 'elder'),
  'not-delivered-in-time': async (cloud) => {
    const { packageDueAt, meetingAt } = await reviewOf(cloud, 'poplar');
    cloud.faults = ({ action }) =>
      action === 'SendRawEmail'
        ? { kind: 'error', when: 'before', name: 'ServiceUnavailable', status: 503 }
        : undefined;
    await waitUntil(cloud, packageDueAt);
    await wait(cloud, 2 * HOUR);
    await waitUntil(cloud, new Date(Date.parse(meetingAt) - 48 * HOUR).toISOString());
    await wait(cloud, HOUR);
    cloud.faults = undefined;
    await isHeld(cloud, 'poplar');
  },
};

programCasesOf({
  workflow: 'quarterly-review',
  letters: ['review-', 'decision-'],
  start: '2027-04-01T10:30:00.000Z',
  worlds: WORLD,
  live: async (cloud, name) => {
    await lives[name]?.(cloud);
    await wait(cloud, 10 * 60_000);
  },
});
