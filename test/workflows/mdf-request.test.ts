import { localDate } from '../../functions/shared/days.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { aReseller, atFunds, decide, type Reseller, wait } from '../mdf/world.ts';
import { MANAGER, OPS, signIn } from '../support/people.ts';
import { programCasesOf } from './program.ts';

const HOUR = 1 / 24;
const names = ['alder', 'beech', 'cork', 'dogwood', 'ebony', 'fir', 'ginkgo'];
let partner: Reseller | undefined;
let requestId = '';

const refuse = (cloud: Cloud, role: string): void => {
  cloud.faults = (call) =>
    call.role.includes(role)
      ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
      : undefined;
};

/** The program's calendar, not that of UTC. */
const dayIn = (cloud: Cloud, days: number): string =>
  localDate(new Date(cloud.clock.now() + days * 86_400_000).toISOString(), 'America/New_York');
const today = (cloud: Cloud): string => dayIn(cloud, 0);

/** Sessions end within weeks, and letters to sign in are few: people sign in anew every five days. */
const sessions = new Map<string, { readonly cookie: string; readonly at: number }>();
const cookieOf = async (cloud: Cloud, email: string): Promise<string> => {
  const held = sessions.get(email);
  if (held && cloud.clock.now() - held.at < 5 * 86_400_000) return held.cookie;
  const cookie = await signIn(cloud, email);
  sessions.set(email, { cookie, at: cloud.clock.now() });
  return cookie;
};
const funds = async (cloud: Cloud) => {
  if (!partner) throw new Error('There is no partner yet.');
  return atFunds(cloud, { cookie: await cookieOf(cloud, partner.email) });
};
const says = async (cloud: Cloud, kind: string, outcome: string, detail = {}, who = MANAGER): Promise<void> => {
  const status = await decide(cloud, await cookieOf(cloud, who), kind, outcome, detail);
  if (status !== 200) throw new Error(`${outcome} of ${kind} was answered ${status}.`);
};
const holds = async (cloud: Cloud): Promise<void> => {
  await wait(cloud, 1);
  await (await funds(cloud)).held(requestId, today(cloud));
};
const proves = async (cloud: Cloud, over = {}): Promise<void> => {
  await (await funds(cloud)).prove(requestId, over);
};
const approvedAndProven = async (cloud: Cloud): Promise<void> => {
  await says(cloud, 'mdf', 'approved');
  await holds(cloud);
  await proves(cloud);
};
const leaves = async (cloud: Cloud): Promise<void> => {
  const path = `/api/ops/partners/${partner?.partnerId}/stop`;
  await cloud.http('POST', path, { cookie: await cookieOf(cloud, OPS), body: { reason: 'No activity.' } });
  await cloud.settle();
  partner = undefined;
};

/** Stops the execution that the room started by itself: the case is another one, which takes over. */
const stopOwn = async (cloud: Cloud): Promise<void> => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-mdf-request'));
  const executionArn = `${machine?.ref.replace(':stateMachine:', ':execution:')}:mdf-request-${requestId}`;
  await cloud.engine.handle('StopExecution', { executionArn });
};

const another = async (cloud: Cloud): Promise<void> => {
  partner = await aReseller(cloud, names.shift() ?? 'hazel', 'Platinum');
};
const asks = async (cloud: Cloud, over: Record<string, unknown> = {}, isOwn = true): Promise<void> => {
  if (!partner) await another(cloud);
  requestId = await (await funds(cloud)).asked({ activityOn: dayIn(cloud, 1), ...over });
  if (isOwn) await stopOwn(cloud);
};

const lives: Readonly<Record<string, (cloud: Cloud) => Promise<void>>> = {
  paid: async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'accepted');
  },
  'declined-by-a-person': (cloud) => says(cloud, 'mdf', 'declined'),
  'nobody-decides': (cloud) => wait(cloud, 16),
  'decided-after-the-reminder': async (cloud) => {
    await wait(cloud, 5.5);
    await says(cloud, 'mdf', 'declined');
  },
  'decided-by-the-pool': async (cloud) => {
    await wait(cloud, 9);
    await says(cloud, 'mdf', 'declined', {}, OPS);
  },
  'two-people-approve': async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await says(cloud, 'mdf-second', 'approved', {}, OPS);
    await (await funds(cloud)).cancel(requestId);
  },
  'the-second-refuses': async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await says(cloud, 'mdf-second', 'declined', {}, OPS);
  },
  'called-off-while-asked': async (cloud) => {
    await (await funds(cloud)).cancel(requestId);
  },
  'called-off-after-the-approval': async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await (await funds(cloud)).cancel(requestId);
  },
  expired: async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await wait(cloud, 98);
    partner = undefined;
  },
  forfeited: async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await holds(cloud);
    await wait(cloud, 32);
  },
  'proof-at-once': async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await wait(cloud, 1);
    await proves(cloud, { heldOn: today(cloud) });
    await says(cloud, 'mdf-proof', 'accepted-in-part', { amount: '1000' });
  },
  'refused-proof': async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'refused');
  },
  'more-proof-comes': async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'needs-more', { note: 'The lead list.' });
    await proves(cloud, { leadCount: 41 });
    await says(cloud, 'mdf-proof-again', 'accepted');
  },
  'more-proof-never-comes': async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'needs-more', { note: 'The lead list.' });
    await wait(cloud, 12);
    await says(cloud, 'mdf-proof-again', 'accepted');
  },
  'nobody-checks-the-proof': async (cloud) => {
    await approvedAndProven(cloud);
    await wait(cloud, 18);
  },
  'sunset-while-approved': async (cloud) => {
    await says(cloud, 'mdf', 'approved');
    await leaves(cloud);
  },
  'mended-by-a-person': async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'accepted');
    await wait(cloud, HOUR);
    cloud.faults = undefined;
    await says(cloud, 'mend', 'try-again', {}, OPS);
  },
  'nobody-mends-it': async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'accepted');
    await wait(cloud, 15);
  },
  'sunset-while-being-mended': async (cloud) => {
    await approvedAndProven(cloud);
    await says(cloud, 'mdf-proof', 'accepted');
    await wait(cloud, HOUR);
    cloud.faults = undefined;
    await leaves(cloud);
  },
};

const nothing = async (): Promise<void> => undefined;

programCasesOf({
  workflow: 'mdf-request',
  letters: ['mdf-', 'decision-'],
  worlds: {
    'a request': (cloud) => asks(cloud),
    'a large request': (cloud) => asks(cloud, { budgetMinor: 1_500_000, fundMinor: 1_500_000 }),
    'a request of another partner': async (cloud) => {
      await another(cloud);
      await asks(cloud);
    },
    'a request that is looked after': (cloud) => asks(cloud, {}, false),
    'a request that was called off': async (cloud) => {
      await another(cloud);
      await asks(cloud);
      await (await funds(cloud)).cancel(requestId);
    },
    'paying is refused': async (cloud) => refuse(cloud, 'PayFunds'),
  },
  typed: (input) =>
    JSON.parse(
      JSON.stringify(input)
        .replaceAll('{partner}', partner?.partnerId ?? '')
        .replaceAll('{request}', requestId),
    ),
  live: async (cloud, name) => {
    await (lives[name] ?? nothing)(cloud);
    await wait(cloud, HOUR / 6);
  },
});
