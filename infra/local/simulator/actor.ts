import type { Clock } from '../clock.ts';
import type { Letter } from '../services/types.ts';
import type { Chance } from './chance.ts';
import type { Habit, Wish } from './habits.ts';
import type { Visitor } from './visitor.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Applicant {
  readonly number: number;
  readonly company: string;
  readonly domain: string;
  readonly person: string;
  readonly email: string;
  readonly habit: Habit;
  readonly wish: Wish;
  readonly chance: Chance;
}

/** What the actor did and when, in ms: what the report is made of. */
export interface Diary {
  readonly applicant: Applicant;
  appliedAt?: number;
  confirmedAt?: number;
  accessAt?: number;
  withdrewAt?: number;
}

/** Letters that somebody who waits for a reminder acts on. */
const REMINDERS = new Set(['milestone-nudge', 'agreement-reminder', 'affiliate-first-link']);
/** Who asks for a sign-in link sits and waits for it. */
const SIGN_IN_HOURS = [0.01, 0.05] as const;
const HELD: Readonly<Record<string, string>> = {
  'first-call-invitation': 'first-call-recorded',
  'first-activity-invitation': 'activity-recorded',
};
const FIRST_TIME = new Set(['certification-invitation', 'welcome-partner', 'welcome-affiliate', 'program-guide']);

/**
 * One applicant who lives through the program: reads each letter some time after it comes, by habit, and does what it
 * asks, through the same HTTP API as a browser. Everything it does hangs on the clock and its own chance.
 */
export class Actor {
  readonly diary: Diary;
  readonly #clock: Clock;
  readonly #visitor: Visitor;
  #read = 0;
  #quizzes = 0;

  readonly #tell: (partnerId: string, fact: string) => void;

  /** `tell`: the team hears that something happened with this partner, and records it. */
  constructor(applicant: Applicant, clock: Clock, visitor: Visitor, tell: (partnerId: string, fact: string) => void) {
    this.#tell = tell;
    this.diary = { applicant };
    this.#clock = clock;
    this.#visitor = visitor;
  }

  get #applicant(): Applicant {
    return this.diary.applicant;
  }

  /** Comes to the site at `atMs`. */
  start(atMs: number): void {
    this.#at(atMs, () => this.#apply());
  }

  /** Looks what has come since the last time, and plans to act on each letter. Called when letters have arrived. */
  notice(letters: readonly Letter[]): void {
    for (const letter of letters.slice(this.#read)) {
      const name = letter.tags.letter ?? '';
      if (name.startsWith('welcome-')) this.diary.accessAt ??= letter.at;
      const [low, high] = name === 'sign-in' ? SIGN_IN_HOURS : this.#applicant.habit.readsWithinHours;
      this.#after(this.#applicant.chance.between(low, high) * HOUR_MS, () => this.#act(name, letter));
    }
    this.#read = letters.length;
  }

  /** Not awaited by the clock: a function that sleeps in a back-off must not hold the time it waits for. */
  #at(dueMs: number, act: () => Promise<unknown>): void {
    this.#clock.at(dueMs, () => {
      void act();
    });
  }

  #after(delayMs: number, act: () => Promise<unknown>): void {
    this.#at(this.#clock.now() + delayMs, act);
  }

  async #apply(): Promise<void> {
    const { chance, habit, wish, company, domain, person, email } = this.#applicant;
    const form = await this.#visitor.openForm();
    this.#after(chance.between(30_000, 300_000), async () => {
      this.diary.appliedAt = this.#clock.now();
      const overlap = Math.round(chance.between(habit.overlap[0], habit.overlap[1]));
      await this.#visitor.apply(form, {
        wish,
        company,
        domain,
        person,
        email,
        overlap,
        reach: Math.round(chance.between(500, 90_000)),
      });
    });
  }

  async #act(name: string, letter: Letter): Promise<void> {
    const { habit } = this.#applicant;
    if (this.diary.withdrewAt !== undefined) return;
    if (name === 'verify-address') return habit.confirms ? this.#confirm(letter) : undefined;
    if (!habit.engages) return;
    if (name === 'sign-in') return this.#visitor.signIn(letter);
    if (habit.waitsForNudge && !REMINDERS.has(name) && FIRST_TIME.has(name)) return;
    await this.#visitor.beSignedIn(this.#applicant.email);
    this.#holdCall(name);
    await this.#work();
  }

  /** A call or an activity takes some days to happen; then the manager records it. */
  #holdCall(letter: string): void {
    const fact = HELD[letter];
    if (!fact) return;
    this.#after(this.#applicant.chance.between(1, 6) * DAY_MS, async () => {
      const partnerId = await this.#visitor.partnerId();
      if (partnerId) this.#tell(partnerId, fact);
    });
  }

  async #confirm(letter: Letter): Promise<void> {
    await this.#visitor.confirm(letter);
    const now = this.#clock.now();
    this.diary.confirmedAt ??= now;
    const { withdrawsOnDay, bouncesFromDay } = this.#applicant.habit;
    if (withdrawsOnDay !== undefined) this.#at(now + withdrawsOnDay * DAY_MS, () => this.#withdraw());
    if (bouncesFromDay !== undefined) {
      this.#at(now + bouncesFromDay * DAY_MS, async () => this.#visitor.loseMailbox(this.#applicant.email));
    }
  }

  async #withdraw(): Promise<void> {
    await this.#visitor.beSignedIn(this.#applicant.email);
    this.#after(60_000, async () => {
      if (await this.#visitor.withdraw()) this.diary.withdrewAt = this.#clock.now();
    });
  }

  /** Does what the portal says is open. */
  async #work(): Promise<void> {
    if (!this.#visitor.signedIn) {
      this.#after(HOUR_MS / 6, async () => (this.#visitor.signedIn ? this.#work() : undefined));
      return;
    }
    await this.#visitor.acceptAgreement(this.#applicant.person);
    if (this.#applicant.wish.programType === 'affiliate') return this.#visitor.sendClick();
    const fails = this.#quizzes < this.#applicant.habit.failedQuizzes;
    const tried = await this.#visitor.studyAndTry(fails);
    if (tried) this.#quizzes++;
    if (tried && fails) this.#after(25 * HOUR_MS, () => this.#work());
    if (this.#applicant.wish.targetTier !== 'Registered') await this.#visitor.handInLab();
  }
}
