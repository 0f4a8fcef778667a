import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Letter } from '../services/types.ts';
import type { Chance } from './chance.ts';
import type { Answer, Http } from './visitor.ts';

const HOUR_MS = 3_600_000;

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
  readonly #chance: (label: string) => Chance;
  #cookie: string | undefined;
  #asked = false;
  #read = 0;
  decided = 0;

  constructor(email: string, http: Http, clock: Clock, chance: (label: string) => Chance) {
    this.email = email;
    this.#http = http;
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Asks for a sign-in link, unless signed in or waiting for one. */
  async askForLink(): Promise<void> {
    if (this.#cookie || this.#asked) return;
    this.#asked = true;
    await this.#http('POST', '/api/sign-in', { body: { email: this.email }, ip: TEAM_IP });
  }

  notice(letters: readonly Letter[]): void {
    for (const letter of letters.slice(this.#read)) {
      const name = letter.tags.letter ?? '';
      if (name === 'sign-in') void this.#signIn(letter);
      const taskId = /\/ops\/tasks\/([A-Za-z0-9_-]+)/.exec(letter.links.join(' '))?.[1];
      if (taskId && name.startsWith('decision-')) this.#consider(taskId, name);
    }
    this.#read = letters.length;
  }

  /** Records what happened with a partner, once the team is signed in. */
  async record(partnerId: string, fact: string): Promise<void> {
    await this.#call('POST', `/api/ops/partners/${partnerId}/facts`, { fact, note: 'Went well.' });
  }

  #consider(taskId: string, letter: string): void {
    const chance = this.#chance(`${letter}/${taskId}`);
    // One letter in four is overlooked: so reminders, escalations and decisions by rule happen too.
    if (chance.next() < 0.25) return;
    this.#clock.after(chance.between(0.5, 10) * HOUR_MS, () => {
      void this.#decide(taskId, chance);
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
    const point = () => chance.pick([2.5, 3, 3.5, 4, 4.5, 5] as const);
    const detail = task.outcomes.find((choice) => choice.outcome === outcome)?.needs.includes('scores')
      ? {
          scores: {
            'brand-reputation': point(),
            'technical-readiness': point(),
            'executive-sponsorship': point(),
            'cultural-alignment': point(),
          },
        }
      : outcome === 'made'
        ? { url: 'https://partners.example.com/landing' }
        : {};
    const body = { outcome, reason: 'After a look at the application.', detail };
    const answer = await this.#call('POST', `/api/ops/tasks/${taskId}/decision`, body);
    if (answer.status === 200) this.decided++;
  }

  async #signIn(letter: Letter): Promise<void> {
    this.#asked = false;
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

const TEAM_IP = '198.51.100.7';
const PREFERRED: Readonly<Record<string, string>> = {
  scorecard: 'scored',
  'scorecard-again': 'scored',
  'gate-override': 'admitted',
  conditional: 'accepted',
  lab: 'passed',
  'quiz-attempts': 'granted',
  'landing-page': 'made',
};
/** Decisions in which a person says no now and then. */
const DECLINABLE = new Set(['gate-override', 'conditional']);
