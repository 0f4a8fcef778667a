import { Clock } from '../clock.ts';
import { type Cloud, startCloud } from '../cloud.ts';
import type { Letter } from '../services/types.ts';
import { teamAddresses } from '../team.ts';
import { Actor, type Applicant } from './actor.ts';
import { answerKey } from './answer-key.ts';
import { chanceOf } from './chance.ts';
import { drawHabit, drawWish, type Mix } from './habits.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './report.ts';
import { TeamMember } from './team.ts';
import { type Http, Visitor } from './visitor.ts';

const DAY_MS = 86_400_000;
/** Letters are brought every five minutes: a sign-in link is good for fifteen. */
const ROUNDS_A_DAY = 288;
const FIRST_NAMES = [
  'Ada',
  'Ben',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Grace',
  'Hana',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
] as const;
const LAST_NAMES = [
  'Abara',
  'Berg',
  'Costa',
  'Dupont',
  'Eriksen',
  'Fischer',
  'Gupta',
  'Haddad',
  'Ito',
  'Jansen',
] as const;

export interface Simulation {
  readonly partners: number;
  readonly days: number;
  readonly seed: string;
  readonly startMs: number;
  /** Half affiliates, half resellers unless told. */
  readonly mix?: Mix;
  /** `memory` unless told. */
  readonly dynamodb?: 'local' | 'memory';
  readonly onDay?: (day: number, days: number, letters: number) => void;
}

/** Runs it to the end and says what came of it. Everybody applies within the first ten days. */
export const runSimulation = async (simulation: Simulation): Promise<Outcome> => {
  const { partners, days, seed, startMs, dynamodb = 'memory' } = simulation;
  const clock = Clock.manual(startMs);
  const cloud = await startCloud({ clock, seed, dynamodb, keepHistories: false, throttling: false });
  try {
    const http = httpOf(cloud);
    const team = teamOf(cloud, http, seed);
    const actors = Array.from({ length: partners }, (_, number) => {
      const applicant = applicantOf(seed, number, simulation.mix);
      const visitor = new Visitor(
        http,
        { lose: (address) => cloud.mail.fate(address, 'bounce') },
        ipOf(number),
        answerKey,
      );
      const actor = new Actor(applicant, clock, visitor, (partnerId, fact) => team[0]?.record(partnerId, fact));
      actor.start(startMs + applicant.chance.between(0, Math.min(10, days)) * DAY_MS);
      return actor;
    });
    const post = new Postman(cloud, actors, team);
    for (let round = 1; round <= days * ROUNDS_A_DAY; round++) {
      await clock.moveTo(startMs + (round * DAY_MS) / ROUNDS_A_DAY);
      await post.deliver();
      if (round % ROUNDS_A_DAY === 0) simulation.onDay?.(round / ROUNDS_A_DAY, days, cloud.inbox.count());
    }
    return await outcomeOf(cloud, simulation, actors);
  } finally {
    await cloud.stop();
  }
};

/** Brings letters to those they are for, in the order in which they were sent. */
class Postman {
  readonly #cloud: Cloud;
  readonly #readers = new Map<string, Actor | TeamMember>();
  readonly #held = new Map<string, Letter[]>();
  #seen = 0;

  constructor(cloud: Cloud, actors: readonly Actor[], team: readonly TeamMember[]) {
    this.#cloud = cloud;
    for (const actor of actors) this.#readers.set(actor.diary.applicant.email, actor);
    for (const member of team) this.#readers.set(member.email, member);
  }

  async deliver(): Promise<void> {
    if (this.#cloud.inbox.count() === this.#seen) return;
    const all = await this.#cloud.inbox.all();
    for (const letter of all.slice(this.#seen)) {
      const address = letter.destinations[0] ?? '';
      const held = this.#held.get(address) ?? [];
      held.push(letter);
      this.#held.set(address, held);
      this.#readers.get(address)?.notice(held);
    }
    this.#seen = all.length;
  }
}

const httpOf =
  (cloud: Cloud): Http =>
  async (method, path, options = {}) => {
    const reply = await cloud.http(method, path, {
      ...(options.body === undefined ? {} : { body: options.body }),
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.ip ? { sourceIp: options.ip } : {}),
      ...(options.userAgent ? { headers: { 'user-agent': options.userAgent } } : {}),
    });
    return { status: reply.status, cookies: reply.cookies, text: reply.text };
  };

const teamOf = (cloud: Cloud, http: Http, seed: string): TeamMember[] =>
  teamAddresses(cloud).map(
    (email) => new TeamMember(email, http, cloud.clock, (label) => chanceOf(seed, 'team', email, label)),
  );

const applicantOf = (seed: string, number: number, mix: Mix | undefined): Applicant => {
  const chance = chanceOf(seed, 'applicant', number);
  const person = `${chance.pick(FIRST_NAMES)} ${chance.pick(LAST_NAMES)}`;
  const domain = `company-${String(number + 1).padStart(5, '0')}.example`;
  return {
    number,
    company: `Company ${number + 1}`,
    domain,
    person,
    email: `${person.toLowerCase().replace(' ', '.')}@${domain}`,
    habit: drawHabit(chance),
    wish: drawWish(chance, mix),
    chance,
  };
};

/** TEST-NET-2 and -3 have too few addresses for a large run: the benchmark range of RFC 2544. */
const ipOf = (number: number): string => `198.18.${Math.floor(number / 250) % 256}.${(number % 250) + 1}`;
