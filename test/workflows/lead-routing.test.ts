import type { Cloud } from '../../infra/local/cloud.ts';
import { atLeads, enters, leadOf } from '../leads/world.ts';
import { aReseller, decide, type Reseller, wait } from '../mdf/world.ts';
import { OPS, signIn } from '../support/people.ts';
import { programCasesOf } from './program.ts';

const HOUR = 1 / 24;
const DAY_MS = 86_400_000;
const names = ['ash', 'bay', 'cypress', 'dill', 'elder', 'fig', 'gorse', 'holly', 'iris', 'jasmine', 'kale', 'lotus'];
let partners: readonly Reseller[] = [];
let leadId = '';

/** Sessions end within weeks, and letters to sign in are few: people sign in anew every five days. */
const sessions = new Map<string, { readonly cookie: string; readonly at: number }>();
const cookieOf = async (cloud: Cloud, email: string): Promise<string> => {
  const held = sessions.get(email);
  if (held && cloud.clock.now() - held.at < 5 * DAY_MS) return held.cookie;
  const cookie = await signIn(cloud, email);
  sessions.set(email, { cookie, at: cloud.clock.now() });
  return cookie;
};

const refuse = (cloud: Cloud, role: string): void => {
  cloud.faults = (call) =>
    call.role.includes(role)
      ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
      : undefined;
};

/** The partner whose turn it is, at its page. */
const turn = async (cloud: Cloud) => {
  const lead = await leadOf(cloud, leadId);
  const partner = partners.find(({ partnerId }) => partnerId === lead?.offers.at(-1)?.partnerId);
  if (!partner) throw new Error(`Nobody's turn: the lead is ${lead?.state}.`);
  return atLeads(cloud, { cookie: await cookieOf(cloud, partner.email) });
};
const accepts = async (cloud: Cloud): Promise<void> => {
  await (await turn(cloud)).accept(leadId);
};
const declines = async (cloud: Cloud): Promise<void> => {
  await (await turn(cloud)).decline(leadId);
};
const reports = async (cloud: Cloud, ...outcomes: readonly string[]): Promise<void> => {
  for (const outcome of outcomes) await (await turn(cloud)).report(leadId, outcome);
};
const opsSay = async (cloud: Cloud, outcome: string, detail = {}): Promise<void> => {
  await decide(cloud, await cookieOf(cloud, OPS), 'lead-unassigned', outcome, detail);
};
const opsPost = async (cloud: Cloud, path: string): Promise<void> => {
  await cloud.http('POST', `/api/ops${path}`, { cookie: await cookieOf(cloud, OPS), body: { reason: 'As asked.' } });
  await cloud.settle();
};

/** Two new partners each time: a lead of a case goes to them, and none to those of an earlier case. */
const twoPartners = async (cloud: Cloud): Promise<void> => {
  for (const { email } of partners)
    await atLeads(cloud, { cookie: await cookieOf(cloud, email) }).takes({ accepts: false });
  const [one, other] = [names.shift() ?? 'moss', names.shift() ?? 'nettle'];
  partners = [await aReseller(cloud, one, 'Gold'), await aReseller(cloud, other, 'Silver')];
  for (const { cookie } of partners) await atLeads(cloud, { cookie }).takes();
};

/** Stops the execution that the room started by itself: the case is another one, which takes over. */
const stopOwn = async (cloud: Cloud): Promise<void> => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-lead-routing'));
  const executionArn = `${machine?.ref.replace(':stateMachine:', ':execution:')}:lead-routing-${leadId}`;
  await cloud.engine.handle('StopExecution', { executionArn });
};

const arrives = async (cloud: Cloud, over: Record<string, unknown> = {}, isOwn = true): Promise<void> => {
  leadId = await enters(cloud, await cookieOf(cloud, OPS), over);
  if (isOwn) await stopOwn(cloud);
};
const NOBODYS = { region: 'asia-pacific', vertical: 'healthcare' };

const lives: Readonly<Record<string, (cloud: Cloud) => Promise<void>>> = {
  won: async (cloud) => {
    await accepts(cloud);
    await reports(cloud, 'contacted', 'meeting', 'opportunity', 'won');
  },
  'declined-then-lost': async (cloud) => {
    await declines(cloud);
    await accepts(cloud);
    await reports(cloud, 'lost');
  },
  'lapsed-then-won': async (cloud) => {
    await wait(cloud, 2.5);
    await accepts(cloud);
    await reports(cloud, 'won');
  },
  'nothing-is-heard': async (cloud) => {
    await accepts(cloud);
    await wait(cloud, 95);
  },
  'nobody-is-left-and-ops-name-one': async (cloud) => {
    await declines(cloud);
    await declines(cloud);
    await opsSay(cloud, 'offered', { partner: partners[0]?.partnerId ?? '' });
    await accepts(cloud);
    await reports(cloud, 'won');
  },
  'nobody-is-left-and-nobody-decides': (cloud) => wait(cloud, 5),
  'nobody-is-left-and-it-is-dropped': (cloud) => opsSay(cloud, 'dropped'),
  'erased-while-offered': (cloud) => opsPost(cloud, `/leads/${leadId}/erasure`),
  'its-partner-leaves': async (cloud) => {
    await accepts(cloud);
    await opsPost(cloud, `/partners/${partners[0]?.partnerId}/stop`);
    await accepts(cloud);
    await reports(cloud, 'won');
    partners = partners.slice(1);
  },
  'mended-by-a-person': async (cloud) => {
    await wait(cloud, HOUR);
    cloud.faults = undefined;
    // The execution that was stopped had asked too.
    for (let asked = 0; asked < 2; asked++) await decide(cloud, await cookieOf(cloud, OPS), 'mend', 'try-again');
    await opsSay(cloud, 'kept');
  },
  'nobody-mends-it': (cloud) => wait(cloud, 15),
};

const nothing = async (): Promise<void> => undefined;

programCasesOf({
  workflow: 'lead-routing',
  letters: ['lead-', 'decision-'],
  worlds: {
    'two partners': twoPartners,
    'a lead': (cloud) => arrives(cloud),
    'a lead that nobody takes': (cloud) => arrives(cloud, NOBODYS),
    'a lead that is looked after': (cloud) => arrives(cloud, NOBODYS, false),
    'a lead that was erased': async (cloud) => {
      await arrives(cloud, NOBODYS);
      await opsPost(cloud, `/leads/${leadId}/erasure`);
    },
    'offering is refused': async (cloud) => refuse(cloud, 'CarryLead'),
  },
  typed: (input) => JSON.parse(JSON.stringify(input).replaceAll('{lead}', leadId)),
  live: async (cloud, name) => {
    await (lives[name] ?? nothing)(cloud);
    await wait(cloud, HOUR / 6);
  },
});
