import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Letter } from '../services/types.ts';
import type { Chance } from './chance.ts';
import type { Journal } from './journal.ts';
import type { Answer, Http } from './web.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const taskView = z.object({
  taskId: z.string(),
  kind: z.string(),
  state: z.string(),
  outcomes: z.array(z.object({ outcome: z.string(), needs: z.array(z.string()) })),
});

/** A member of the program's team: reads the letters that ask for a decision, and answers most of them in time. */
export class TeamMember {
  readonly email: string;
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #chance: (label: string) => Chance;
  #cookie: string | undefined;
  #askedAt: number | undefined;
  #read = 0;
  #leads = 0;

  constructor(given: {
    email: string;
    http: Http;
    clock: Clock;
    journal: Journal;
    chance: (label: string) => Chance;
  }) {
    this.email = given.email;
    this.#http = given.http;
    this.#clock = given.clock;
    this.#journal = given.journal;
    this.#chance = given.chance;
  }

  /** Asks for a sign-in link, unless signed in or waiting for one. */
  async askForLink(): Promise<void> {
    const now = this.#clock.now();
    if (this.#cookie || (this.#askedAt !== undefined && now - this.#askedAt < HOUR_MS)) return;
    this.#askedAt = now;
    await this.#http('POST', '/api/sign-in', { body: { email: this.email }, ip: TEAM_IP });
  }

  notice(letters: readonly Letter[]): void {
    for (const letter of letters.slice(this.#read)) {
      const name = letter.tags.letter ?? '';
      if (name === 'sign-in') this.#soon('signs in', MINUTE_MS, () => this.#signIn(letter));
      const taskId = /\/ops\/tasks\/([A-Za-z0-9_-]+)/.exec(letter.links.join(' '))?.[1];
      if (taskId && name.startsWith('decision-')) this.#consider(taskId, name);
      const dealId = /\/ops\/deals\/([0-9A-Z]{26})/.exec(letter.links.join(' '))?.[1];
      if (dealId && name === 'deal-to-decide') this.#considerDeal(dealId, letter.tags.letter_key ?? letter.id);
    }
    this.#read = letters.length;
  }

  /** Records what happened with a partner, once the team is signed in. */
  record(partnerId: string, fact: string): void {
    this.#soon(`records ${fact} of ${partnerId}`, MINUTE_MS, () =>
      this.#call('POST', `/api/ops/partners/${partnerId}/facts`, { fact, note: 'Went well.' }),
    );
  }

  /** Enters two leads of the next days, of people who want to be called. */
  enterLeads(): void {
    for (let nth = 0; nth < 2; nth++) {
      const number = ++this.#leads;
      const chance = this.#chance(`lead ${number}`);
      this.#soon(`enters lead ${number}`, chance.between(1, 90) * HOUR_MS, () => {
        const at = new Date(this.#clock.now()).toISOString();
        const person = { name: 'Lee Caller', email: `lee@lead-${number}.example` };
        const consent = { at, words: 'I agree to be called by a partner.' };
        const about = { source: `site-${number}`, company: `Lead ${number}`, region: 'europe', vertical: 'software' };
        return this.#call('POST', '/api/ops/leads', { leads: [{ ...about, person, consent }] });
      });
    }
  }

  /** Forgets the contact of a partner, as it was asked to. */
  forget(partnerId: string): void {
    this.#soon(`forgets the contact of ${partnerId}`, MINUTE_MS, () =>
      this.#call('POST', `/api/ops/partners/${partnerId}/erasure`, { reason: 'The contact asked to be forgotten.' }),
    );
  }

  #soon(what: string, delayMs: number, act: () => unknown): void {
    this.#clock.after(Math.round(delayMs), () => {
      void this.#journal.does(this.email, what, act);
    });
  }

  #consider(taskId: string, letter: string): void {
    const chance = this.#chance(`${letter}/${taskId}`);
    // One letter in four is overlooked: so reminders, escalations and decisions by rule happen too.
    if (chance.next() < 0.25) return;
    this.#soon(`looks at task ${taskId}`, chance.between(0.5, 10) * HOUR_MS, () => this.#decide(taskId, chance));
  }

  /** One in three is overlooked: so rules decide about some, and everybody is asked about others. */
  #considerDeal(dealId: string, letter: string): void {
    const chance = this.#chance(`deal/${letter}`);
    if (chance.next() < 0.33) return;
    this.#soon(`looks at deal ${dealId}`, chance.between(0.5, 20) * HOUR_MS, async () => {
      const shown = await this.#call('GET', `/api/ops/deals/${dealId}`);
      if (shown.status !== 200 || JSON.parse(shown.text).state !== 'in-review') return;
      const rejected = { outcome: 'rejected', why: 'not-qualified', reason: 'There is no budget yet.' };
      const body = chance.next() < 0.25 ? rejected : { outcome: 'approved' };
      await this.#call('POST', `/api/ops/deals/${dealId}/decision`, body);
    });
  }

  async #decide(taskId: string, chance: Chance): Promise<void> {
    const shown = await this.#call('GET', `/api/ops/tasks/${taskId}`);
    if (shown.status !== 200) return;
    const task = taskView.parse(JSON.parse(shown.text));
    if (task.state !== 'open') return;
    const wanted = PREFERRED[task.kind] ?? task.outcomes[0]?.outcome ?? '';
    const declines = task.outcomes.at(-1)?.outcome ?? wanted;
    const outcome = DECLINABLE.has(task.kind) && chance.next() < 0.4 ? declines : wanted;
    const detail = detailsFor(task.outcomes.find((choice) => choice.outcome === outcome)?.needs ?? [], chance);
    const body = { outcome, reason: 'After a look at the application.', detail };
    await this.#call('POST', `/api/ops/tasks/${taskId}/decision`, body);
  }

  async #signIn(letter: Letter): Promise<void> {
    this.#askedAt = undefined;
    const token = letter.links.find((link) => link.includes('/sign-in#'))?.split('#')[1] ?? '';
    const answer = await this.#http('POST', '/api/sessions', { body: { token }, ip: TEAM_IP });
    this.#cookie = answer.cookies[0]?.split(';')[0] ?? this.#cookie;
  }

  /** An ended session is renewed, and the call is made again an hour later. */
  async #call(method: string, path: string, body?: unknown): Promise<Answer> {
    const cookie = this.#cookie ? { cookie: this.#cookie } : {};
    const answer = await this.#http(method, path, { ...(body === undefined ? {} : { body }), ...cookie, ip: TEAM_IP });
    if (answer.status !== 401) return answer;
    this.#cookie = undefined;
    await this.askForLink();
    return new Promise((answered) => {
      this.#clock.after(2 * HOUR_MS, () => {
        void this.#call(method, path, body).then(answered);
      });
    });
  }
}

/** What an answer needs to say, as far as this team has something to say. */
const detailsFor = (needs: readonly string[], chance: Chance): Record<string, unknown> => {
  const point = () => chance.pick([2.5, 3, 3.5, 4, 4.5, 5] as const);
  const known: Readonly<Record<string, () => unknown>> = {
    scores: () => ({
      'brand-reputation': point(),
      'technical-readiness': point(),
      'executive-sponsorship': point(),
      'cultural-alignment': point(),
    }),
    url: () => 'https://partners.example.com/landing',
    kpis: () => ['Ten leads a month', 'Two joint sales', 'One case study'],
    note: () => 'Talked about it.',
  };
  return Object.fromEntries(needs.flatMap((need) => (known[need] ? [[need, known[need]()]] : [])));
};

const TEAM_IP = '198.51.100.7';
const PREFERRED: Readonly<Record<string, string>> = {
  scorecard: 'scored',
  'scorecard-again': 'scored',
  'gate-override': 'admitted',
  conditional: 'accepted',
  lab: 'passed',
  'quiz-attempts': 'granted',
  'landing-page': 'made',
  mdf: 'approved',
  'mdf-proof': 'accepted',
  'mdf-proof-again': 'accepted',
  'lead-unassigned': 'kept',
};
/** Decisions in which a person says no now and then. */
const DECLINABLE = new Set(['gate-override', 'conditional', 'mdf-proof']);
