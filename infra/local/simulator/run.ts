import { Clock } from '../clock.ts';
import { type Cloud, type CloudOptions, startCloud } from '../cloud.ts';
import { teamAddresses } from '../team.ts';
import { Actor } from './actor.ts';
import { answerKey } from './answer-key.ts';
import { chanceOf } from './chance.ts';
import { type Final, readFinal } from './final.ts';
import { type History, quietFrom } from './history.ts';
import { Journal } from './journal.ts';
import { type Applicant, applicantOf, ipOf } from './people.ts';
import { Postman, type Reader } from './post.ts';
import { openShop, SHOP, type Shop } from './shop.ts';
import { type Struck, striking } from './strike.ts';
import { TeamMember } from './team.ts';
import { Visitor } from './visitor.ts';
import { Watch } from './watch.ts';
import { webOf } from './web.ts';

const DAY_MS = 86_400_000;
/** Letters are brought every five minutes: a sign-in link is good for fifteen. */
const ROUNDS_A_DAY = 288;

export interface RunOptions extends Pick<CloudOptions, 'dynamodb' | 'assembly' | 'onLog'> {
  /** Scheduled functions run even when nothing is due. They change nothing then, and take most of the time of a few. */
  readonly everyTick?: boolean;
  readonly onDay?: (day: number, days: number, letters: number) => void;
}

export interface Lived {
  readonly final: Final;
  /** Calls by service, action and role. */
  readonly counts: ReturnType<Cloud['counters']['all']>;
  readonly actors: readonly Actor[];
}

/** Lives a history to its end and reads what came of it. `dynamodb`: `memory` unless told. */
export const live = async (history: History, options: RunOptions = {}): Promise<Lived> => {
  const { onDay, everyTick, ...given } = options;
  const clock = Clock.manual(history.startMs);
  const watch = new Watch(clock, { every: history.everyNights });
  const cloud = await startCloud({
    clock,
    seed: history.seed,
    dynamodb: 'memory',
    keepHistories: false,
    throttling: false,
    preload: true,
    shortCalls: true,
    onRecord: (_, record) => watch.hear(record),
    ...(everyTick ? {} : { quiet: (functionArn) => watch.quiet(functionArn) }),
    ...given,
  });
  try {
    const journal = new Journal(clock, history.without);
    const shop = history.customers ? await openShop(cloud, webOf(cloud, journal, SHOP), journal) : undefined;
    const { actors, readers } = populate(cloud, history, journal, shop);
    const struck = strike(cloud, history);
    const post = new Postman(cloud, readers);
    for (const round of roundsOf(clock, history)) {
      await clock.moveTo(history.startMs + (round * DAY_MS) / ROUNDS_A_DAY);
      post.deliver();
      if (round % ROUNDS_A_DAY === 0) onDay?.(round / ROUNDS_A_DAY, history.days, cloud.inbox.count());
    }
    cloud.faults = undefined;
    await cloud.settle();
    const applicants = actors.map(({ diary }) => diary.applicant);
    const { changes, keys: records } = watch;
    const counts = cloud.counters.all();
    const heard = { changes, records, journal, faults: struck, applicants, sold: shop?.sold ?? [] };
    return { final: await readFinal(cloud, heard), counts, actors };
  } finally {
    await cloud.stop();
  }
};

/** When letters are brought: every five minutes, but for those in which nothing is due; each midnight too. */
function* roundsOf(clock: Clock, { startMs, days }: History): Generator<number> {
  for (let round = 0; round < days * ROUNDS_A_DAY; ) {
    const due = ((clock.nextDue() ?? Number.POSITIVE_INFINITY) - startMs) / (DAY_MS / ROUNDS_A_DAY);
    const dayEnds = (Math.floor(round / ROUNDS_A_DAY) + 1) * ROUNDS_A_DAY;
    round = Math.min(dayEnds, Math.max(round + 1, Math.ceil(due)));
    yield round;
  }
}

/** Lets go wrong what the history says, and keeps what did. */
const strike = (cloud: Cloud, history: History): readonly Struck[] => {
  const { faults, seed } = history;
  // Without faults calls are not even looked at.
  if (Array.isArray(faults) && faults.length === 0) return [];
  const given = { seed, until: quietFrom(history), now: () => cloud.clock.now() };
  const { faults: set, struck } = striking(faults, given);
  cloud.faults = set;
  return struck;
};

const populate = (cloud: Cloud, history: History, journal: Journal, shop: Shop | undefined) => {
  const { clock } = cloud;
  const { seed, startMs } = history;
  const readers = new Map<string, Reader>();
  const team = teamAddresses(cloud).map((email) => {
    const chance = (label: string) => chanceOf(seed, 'team', email, label);
    return new TeamMember({ email, http: webOf(cloud, journal, email), clock, journal, chance });
  });
  const [manager] = team;
  const others = {
    tell: (partnerId: string, fact: string) => manager?.record(partnerId, fact),
    forget: (partnerId: string) => manager?.forget(partnerId),
    loseMailbox: (address: string) => cloud.mail.fate(address, 'bounce'),
    promote: (applicant: Applicant, link: string) => shop?.promote(applicant, link),
    findLeads: () => manager?.enterLeads(),
    complain: (address: string) => {
      journal.complaints.push({ at: clock.now(), address });
      cloud.mail.complain(address);
    },
  };
  const actors = history.people.map((number) => {
    const applicant = applicantOf(history, number);
    const http = webOf(cloud, journal, applicant.company);
    const { clicksTwice } = applicant.habit;
    const visitor = new Visitor({ http, ip: ipOf(number), key: answerKey, clicksTwice });
    const actor = new Actor({ applicant, clock, visitor, journal, others });
    actor.start(
      startMs + applicant.chance('arrives').between(0, Math.min(history.arriveWithinDays, history.days)) * DAY_MS,
    );
    return actor;
  });
  for (const member of team) readers.set(member.email, member);
  for (const actor of actors) readers.set(actor.diary.applicant.email, actor);
  return { actors, readers };
};
