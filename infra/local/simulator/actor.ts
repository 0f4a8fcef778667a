import type { Clock } from '../clock.ts';
import type { Letter } from '../services/types.ts';
import { Caller } from './calling.ts';
import { Dealer } from './dealing.ts';
import type { Journal } from './journal.ts';
import type { Applicant } from './people.ts';
import { Spender } from './spending.ts';
import type { Visitor } from './visitor.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the actor did and when, in ms: what the report is made of. */
export interface Diary {
  readonly applicant: Applicant;
  confirmedAt?: number;
  accessAt?: number;
  withdrewAt?: number;
}

/** What an applicant cannot do by itself: the team is told, the post office acts. */
export interface Others {
  /** The team hears that something happened with this partner, and records it. */
  tell(partnerId: string, fact: string): void;
  /** The team is asked to forget the contact of this partner. */
  forget(partnerId: string): void;
  /** Letters to this address come back from now on. */
  loseMailbox(address: string): void;
  /** The affiliate's link (its path) is where people see it. */
  promote(applicant: Applicant, link: string): void;
  /** Somebody takes leads: the team finds some. */
  findLeads(): void;
  /** Calls the last letter to this address spam. */
  complain(address: string): void;
}

/** Letters that somebody who waits for a reminder acts on. */
const REMINDERS = new Set(['milestone-nudge', 'agreement-reminder', 'affiliate-first-link']);
/** Who asks for a sign-in link sits and waits for it. */
const SIGN_IN_HOURS = [0.01, 0.05] as const;
const HELD: Readonly<Record<string, string>> = {
  'first-call-invitation': 'first-call-recorded',
  'first-activity-invitation': 'activity-recorded',
};
/** Affiliates of a hundred that apply for Preferred, a week after their link is out. */
const AMBITIOUS = 10;
const FIRST_TIME = new Set(['certification-invitation', 'welcome-partner', 'welcome-affiliate', 'program-guide']);

/**
 * One applicant who lives through the program: reads each letter some time after it comes, by habit, and does what it
 * asks, through the same HTTP API as a browser. Everything it does hangs on the clock and its own chance.
 */
export class Actor {
  readonly diary: Diary;
  readonly #clock: Clock;
  readonly #visitor: Visitor;
  readonly #journal: Journal;
  readonly #others: Others;
  readonly #dealer: Dealer;
  readonly #spender: Spender;
  readonly #caller: Caller;
  #read = 0;
  #quizzes = 0;
  #promoted = false;

  constructor(given: { applicant: Applicant; clock: Clock; visitor: Visitor; journal: Journal; others: Others }) {
    this.diary = { applicant: given.applicant };
    this.#clock = given.clock;
    this.#visitor = given.visitor;
    this.#journal = given.journal;
    this.#others = given.others;
    const { applicant, visitor, others } = given;
    const whenever = {
      now: () => this.#clock.now(),
      signedInAt: (dueMs: number, what: string, act: () => Promise<unknown>) => this.#signedInAt(dueMs, what, act),
    };
    this.#dealer = new Dealer({ applicant, visitor, whenever });
    this.#spender = new Spender({ applicant, visitor, whenever });
    this.#caller = new Caller({ applicant, visitor, whenever, takesLeads: () => others.findLeads() });
  }

  get #applicant(): Applicant {
    return this.diary.applicant;
  }

  /** Comes to the site at `atMs`. */
  start(atMs: number): void {
    this.#at(atMs, 'opens the form', () => this.#apply());
  }

  /** Looks what has come since the last time, and plans to act on each letter. Called when letters have arrived. */
  notice(letters: readonly Letter[]): void {
    for (const letter of letters.slice(this.#read)) {
      const name = letter.tags.letter ?? '';
      if (name.startsWith('welcome-')) this.diary.accessAt ??= letter.at;
      const [low, high] = name === 'sign-in' ? SIGN_IN_HOURS : this.#applicant.habit.readsWithinHours;
      const delayMs =
        this.#applicant.chance(`reads ${letter.tags.letter_key ?? letter.id}`).between(low, high) * HOUR_MS;
      this.#after(delayMs, `reads ${name}`, () => this.#act(name, letter));
    }
    this.#read = letters.length;
  }

  /** Not awaited by the clock: a function that sleeps in a back-off must not hold the time it waits for. */
  #at(dueMs: number, what: string, act: () => unknown): void {
    this.#clock.at(Math.round(dueMs), () => {
      void this.#journal.does(this.#applicant.company, what, act);
    });
  }

  #after(delayMs: number, what: string, act: () => unknown): void {
    this.#at(this.#clock.now() + delayMs, what, act);
  }

  async #apply(): Promise<void> {
    const { habit, wish, company, domain, person, email } = this.#applicant;
    const chance = this.#applicant.chance('fills in the form');
    const form = await this.#visitor.openForm();
    this.#after(chance.between(30_000, 300_000), 'sends the form', () => {
      const overlap = Math.round(chance.between(habit.overlap[0], habit.overlap[1]));
      const reach = Math.round(chance.between(500, 90_000));
      return this.#visitor.apply(form, { wish, company, domain, person, email, overlap, reach });
    });
  }

  async #act(name: string, letter: Letter): Promise<void> {
    const { habit } = this.#applicant;
    if (name === 'verify-address') return habit.confirms ? this.#confirm(letter) : undefined;
    if (this.diary.withdrewAt !== undefined || !habit.engages) return;
    if (habit.unsubscribes) await this.#visitor.unsubscribe(letter);
    if (name === 'sign-in') return this.#visitor.signIn(letter);
    if (habit.waitsForNudge && !REMINDERS.has(name) && FIRST_TIME.has(name)) return;
    if (name.startsWith('deal-')) return this.#dealer.reads(name, letter);
    const letterKey = letter.tags.letter_key ?? letter.id;
    if (name.startsWith('mdf-')) return this.#spender.reads(name, letterKey);
    if (name.startsWith('lead-')) return this.#caller.reads(letterKey);
    if (name === 'certification-passed') for (const one of [this.#dealer, this.#spender, this.#caller]) one.begin();
    await this.#visitor.beSignedIn(this.#applicant.email, this.#clock.now());
    this.#holdCall(name);
    await this.#work();
  }

  /** A call or an activity takes some days to happen; then the manager records it. */
  #holdCall(letter: string): void {
    const fact = HELD[letter];
    if (!fact) return;
    this.#after(this.#applicant.chance(fact).between(1, 6) * DAY_MS, `has its ${fact}`, async () => {
      const partnerId = await this.#visitor.partnerId();
      if (partnerId) this.#others.tell(partnerId, fact);
    });
  }

  async #confirm(letter: Letter): Promise<void> {
    if (!(await this.#visitor.confirm(letter))) return;
    const now = this.#clock.now();
    // Whoever comes back reads and works again.
    delete this.diary.withdrewAt;
    if (this.diary.confirmedAt !== undefined) return;
    this.diary.confirmedAt = now;
    const { email, habit } = this.#applicant;
    const on = (day: number | undefined, what: string, act: () => unknown): void => {
      if (day !== undefined) this.#at(now + day * DAY_MS, what, act);
    };
    on(habit.withdrawsOnDay, 'wants to leave', () => this.#withdraw());
    on(habit.returnsOnDay, 'opens the form again', () => this.#apply());
    on(habit.bouncesFromDay, 'loses its mailbox', () => this.#others.loseMailbox(email));
    on(habit.complainsOnDay, 'calls a letter spam', () => this.#others.complain(email));
    on(habit.erasedOnDay, 'asks to be forgotten', () => this.#beForgotten());
  }

  async #beForgotten(): Promise<void> {
    await this.#whenSignedIn('is forgotten', async () => {
      const partnerId = await this.#visitor.partnerId();
      if (partnerId) this.#others.forget(partnerId);
    });
  }

  async #withdraw(): Promise<void> {
    await this.#whenSignedIn('leaves', async () => {
      if (await this.#visitor.withdraw()) this.diary.withdrewAt = this.#clock.now();
    });
  }

  /** Asks for a link in good time, and does it at that very moment, unless it has left by then. */
  #signedInAt(dueMs: number, what: string, act: () => Promise<unknown>): void {
    this.#at(dueMs - HOUR_MS / 2, `wants to be signed in: ${what}`, () =>
      this.#visitor.beSignedIn(this.#applicant.email, this.#clock.now()),
    );
    this.#at(dueMs, what, async () => (this.diary.withdrewAt === undefined ? act() : undefined));
  }

  /** Asks for a link and does it ten minutes later, when it has come. */
  async #whenSignedIn(what: string, act: () => Promise<unknown>): Promise<void> {
    await this.#visitor.beSignedIn(this.#applicant.email, this.#clock.now());
    this.#after(HOUR_MS / 6, what, act);
  }

  /** Places its link and tries it; from then on people may come by it. */
  async #place(): Promise<void> {
    const link = await this.#visitor.sendClick();
    if (link === undefined || this.#promoted) return;
    this.#promoted = true;
    this.#others.promote(this.#applicant, link);
    if (this.#applicant.chance('has ambition').between(0, 100) >= AMBITIOUS) return;
    this.#after(8 * DAY_MS, 'wants to be Preferred', () =>
      this.#whenSignedIn('applies for Preferred', () => this.#visitor.applyForPreferred()),
    );
  }

  /** Does what the portal says is open. */
  async #work(): Promise<void> {
    if (!this.#visitor.signedIn) {
      this.#after(HOUR_MS / 6, 'looks into the portal', async () =>
        this.#visitor.signedIn ? this.#work() : undefined,
      );
      return;
    }
    await this.#visitor.acceptAgreement(this.#applicant.person);
    if (this.#applicant.wish.programType === 'affiliate') return this.#place();
    const fails = this.#quizzes < this.#applicant.habit.failedQuizzes;
    const tried = await this.#visitor.studyAndTry(fails);
    if (tried) this.#quizzes++;
    if (tried && fails) this.#after(25 * HOUR_MS, 'tries the quiz again', () => this.#work());
    if (this.#applicant.wish.targetTier !== 'Registered') await this.#visitor.handInLab();
  }
}
