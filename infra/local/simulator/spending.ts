import * as z from 'zod';
import type { Whenever } from './dealing.ts';
import type { Applicant } from './people.ts';
import type { Visitor } from './visitor.ts';

const DAY_MS = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const shown = z.object({
  requests: z.array(
    z.object({ requestId: z.string(), state: z.string(), activityOn: z.string(), budgetMinor: z.int() }),
  ),
});
type Request = z.infer<typeof shown>['requests'][number];

/**
 * A reseller that asks for development funds: holds most of what it planned, proves most of what it held, adds what is
 * asked for, and forgets the rest: reminded, expired, forfeited.
 */
export class Spender {
  readonly #applicant: Applicant;
  readonly #visitor: Visitor;
  readonly #whenever: Whenever;
  #begun = false;

  constructor(given: { applicant: Applicant; visitor: Visitor; whenever: Whenever }) {
    this.#applicant = given.applicant;
    this.#visitor = given.visitor;
    this.#whenever = given.whenever;
  }

  /** Below 0.15 it thinks of its funds no more once it has asked; below 0.35 it never finds the receipts. */
  get #memory(): number {
    return this.#applicant.chance('thinks of its funds').next();
  }

  /** It has something to sell: an event or two in the next weeks. A tier without funds is answered so. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const chance = this.#applicant.chance('its events');
    for (let nth = 0; nth < 1 + Math.floor(chance.between(0, 2)); nth++) {
      const dueMs = this.#whenever.now() + chance.between(0.2, 3) * DAY_MS;
      const [fundMinor, days] = [Math.round(chance.between(200, 1_500)) * 100, chance.between(3, 9)];
      this.#whenever.signedInAt(dueMs, `asks for funds for event ${nth}`, () =>
        this.#visitor.ask('POST', '/api/portal/mdf', {
          key: `event-${nth}-of-${this.#applicant.number}`,
          activity: 'event',
          title: `Event ${nth}`,
          expected: 'Some leads.',
          activityOn: dayOf(dueMs + days * DAY_MS),
          budgetMinor: fundMinor * 3,
          fundMinor,
        }),
      );
    }
  }

  /** A letter about its funds: what is next is on the page. */
  reads(name: string, letterKey: string): void {
    const chance = this.#applicant.chance(`${name} of ${letterKey}`);
    if (this.#memory < 0.15 || chance.next() < 0.25) return;
    this.#looks(this.#whenever.now() + chance.between(0.1, 1) * DAY_MS, chance.between(0.3, 1));
  }

  #looks(dueMs: number, shareSpent: number): void {
    this.#whenever.signedInAt(dueMs, 'looks at its funds', async () => {
      const answer = await this.#visitor.ask('GET', '/api/portal/mdf');
      if (answer.status !== 200) return;
      const { requests } = shown.parse(JSON.parse(answer.text));
      for (const one of requests) await this.#goesOn(one, shareSpent);
    });
  }

  async #goesOn(one: Request, shareSpent: number): Promise<void> {
    const path = `/api/portal/mdf/${one.requestId}`;
    const today = dayOf(this.#whenever.now());
    if (one.state === 'approved' && today < one.activityOn) {
      return this.#looks(Date.parse(`${one.activityOn}T18:00:00.000Z`) + DAY_MS, shareSpent);
    }
    if (one.state === 'approved') await this.#visitor.ask('POST', `${path}/activity`, { heldOn: one.activityOn });
    if (this.#memory < 0.35) return;
    if (one.state === 'held' || one.state === 'more-asked') {
      const links = [`https://files.example.com/${one.requestId}/${one.state}`];
      const actualMinor = Math.round(one.budgetMinor * shareSpent);
      await this.#visitor.ask('POST', `${path}/proof`, { actualMinor, links, leadCount: 12 });
    }
    // Held: its proof takes some days.
    if (one.state === 'approved') this.#looks(this.#whenever.now() + 4 * DAY_MS, shareSpent);
  }
}
