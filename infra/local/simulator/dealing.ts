import * as z from 'zod';
import type { Letter } from '../services/types.ts';
import type { Applicant } from './people.ts';
import type { Visitor } from './visitor.ts';

const DAY_MS = 86_400_000;
/** Customers that several resellers want: few, so that they meet. */
const WANTED = 8;

/** What a dealer needs of whoever it is: the time, and to be signed in when its moment has come. */
export interface Whenever {
  readonly now: () => number;
  readonly signedInAt: (dueMs: number, what: string, act: () => Promise<unknown>) => void;
}

const shown = z.object({
  state: z.string(),
  can: z.object({ update: z.boolean(), extend: z.boolean(), win: z.boolean(), checkAgain: z.boolean() }),
});

/**
 * A reseller with its certificate: registers customers of its own and one that others want, too, at the same instant as
 * they; follows what is approved, forgets some, asks for more time, wins and loses.
 */
export class Dealer {
  readonly #applicant: Applicant;
  readonly #visitor: Visitor;
  readonly #whenever: Whenever;
  #begun = false;

  constructor(given: { applicant: Applicant; visitor: Visitor; whenever: Whenever }) {
    this.#applicant = given.applicant;
    this.#visitor = given.visitor;
    this.#whenever = given.whenever;
  }

  /** The certificate is there. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const chance = this.#applicant.chance('its customers');
    const now = this.#whenever.now();
    for (let nth = 0; nth < 1 + Math.floor(chance.between(0, 3)); nth++) {
      const name = `client-${nth}-of-${this.#applicant.domain.split('.')[0]}`;
      this.#registers(now + chance.between(0.5, 12) * DAY_MS, name);
    }
    // Whoever wants a wanted one comes when the day begins: several at the same instant.
    const day = Math.ceil(now / DAY_MS + chance.between(0, 3));
    this.#registers(day * DAY_MS, `wanted-${Math.floor(chance.between(0, WANTED))}`);
  }

  /** A letter about one of its deals. */
  reads(name: string, letter: Letter): void {
    const dealId = /\/portal\/deals\/([0-9A-Z]{26})/.exec(letter.links.join(' '))?.[1];
    if (!dealId) return;
    const chance = this.#applicant.chance(`${name} of ${letter.tags.letter_key ?? letter.id}`);
    const soon = this.#whenever.now() + chance.between(0.1, 3) * DAY_MS;
    if (name === 'deal-approved') this.#follows(dealId, chance);
    if (name === 'deal-silent' && chance.next() < 0.5) this.#updates(soon, dealId);
    if (name === 'deal-ending' && chance.next() < 0.6) this.#extends(soon, dealId);
    if (name === 'deal-rejected' && chance.next() < 0.3) {
      this.#does(soon, dealId, 'appeals', () => this.#post(dealId, 'appeal', { reason: 'We were there first.' }));
    }
    if (name === 'deal-next-in-line') {
      this.#does(soon, dealId, 'checks again', (can) => can.checkAgain && this.#post(dealId, 'checks'));
    }
  }

  #follows(dealId: string, chance: ReturnType<Applicant['chance']>): void {
    // One in three is forgotten at once: reminded, warned, expired.
    if (chance.next() < 0.33) return;
    const now = this.#whenever.now();
    const ends = now + chance.between(5, 100) * DAY_MS;
    for (let at = now + 20 * DAY_MS; at < ends; at += 25 * DAY_MS) this.#updates(at, dealId);
    const years = 1 + Math.floor(chance.between(0, 3));
    if (chance.next() < 0.6) {
      this.#does(ends, dealId, 'wins', (can) => {
        const wonOn = new Date(this.#whenever.now()).toISOString().slice(0, 10);
        return can.win && this.#post(dealId, 'win', { wonOn, termYears: years });
      });
    } else {
      const body = { as: 'lost', reason: 'They stay with what they have.' };
      this.#does(ends, dealId, 'loses', (can) => can.win && this.#post(dealId, 'end', body));
    }
  }

  #updates(dueMs: number, dealId: string): void {
    this.#does(dueMs, dealId, 'updates', (can) => {
      const note = `Talked on ${new Date(this.#whenever.now()).toISOString()}.`;
      return can.update && this.#post(dealId, 'updates', { note });
    });
  }

  #extends(dueMs: number, dealId: string): void {
    this.#does(dueMs, dealId, 'asks for more time for', (can) => {
      return can.extend && this.#post(dealId, 'extension', { reason: 'Their board meets later.' });
    });
  }

  #registers(dueMs: number, customer: string): void {
    this.#whenever.signedInAt(dueMs, `registers ${customer}`, () =>
      this.#visitor.ask('POST', '/api/portal/deals', {
        customer: `${customer} Inc`,
        domain: `www.${customer}-company.com`,
        arr: { minor: 4_800_000, currency: 'USD' },
        closeOn: new Date(this.#whenever.now() + 60 * DAY_MS).toISOString().slice(0, 10),
        contact: { name: 'Cora Customer', email: `cora@${customer}-company.com` },
        products: ['Platform'],
        invoicing: 'agency',
        country: 'US',
      }),
    );
  }

  /** Looks at the deal first, as a person does. */
  #does(dueMs: number, dealId: string, what: string, act: (can: z.infer<typeof shown>['can']) => unknown): void {
    this.#whenever.signedInAt(dueMs, `${what} deal ${dealId}`, async () => {
      const answer = await this.#visitor.ask('GET', `/api/portal/deals/${dealId}`);
      if (answer.status === 200) await act(shown.parse(JSON.parse(answer.text)).can);
    });
  }

  #post(dealId: string, path: string, body: Record<string, unknown> = {}): Promise<unknown> {
    return this.#visitor.ask('POST', `/api/portal/deals/${dealId}/${path}`, body);
  }
}
