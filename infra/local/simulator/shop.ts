import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Webhook } from 'standardwebhooks';
import type { Clock } from '../clock.ts';
import type { Cloud } from '../cloud.ts';
import type { Chance } from './chance.ts';
import type { Journal } from './journal.ts';
import type { Applicant } from './people.ts';
import type { Http } from './web.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** One affiliate in so many buys through its own link. */
const CHEATS = 7;

/** Who tells of sales, as the journal names it. */
export const SHOP = 'the shop';

/** What the shop knows of a sale: what the program must have made of it is compared in the end. */
export interface Sold {
  readonly sale: string;
  readonly affiliate: string;
  readonly at: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly cheats: boolean;
}

/**
 * The customer of Tandem: a shop whose visitors come by affiliates' links, buy, renew, ask for their money back, dispute,
 * and now and then are the affiliate itself. It tells of all that by signed webhooks, which come twice, late, and out
 * of order, as they do.
 */
export class Shop {
  readonly sold: Sold[] = [];
  readonly #clock: Clock;
  readonly #http: Http;
  readonly #journal: Journal;
  readonly #secret: string;
  #deliveries = 0;

  constructor(given: { clock: Clock; http: Http; journal: Journal; secret: string }) {
    this.#clock = given.clock;
    this.#http = given.http;
    this.#journal = given.journal;
    this.#secret = given.secret;
  }

  /** An affiliate has placed its link (path `/r/...`): up to four people follow it in the next two weeks. */
  promote(applicant: Applicant, link: string): void {
    const chance = applicant.chance('customers');
    const cheats = chance.next() < 1 / CHEATS;
    const count = Math.floor(chance.between(0, 5)) + (cheats ? 1 : 0);
    for (let number = 0; number < count; number++) {
      const own = applicant.chance(`customer ${number}`);
      const customer = { applicant, number, chance: own, cheats: cheats && number === 0, link };
      this.#after(own.between(0.1, 14) * DAY_MS, `${applicant.company}: customer ${number} comes`, () =>
        this.#come(customer),
      );
    }
  }

  #after(delayMs: number, what: string, act: () => unknown): void {
    this.#clock.at(Math.round(this.#clock.now() + delayMs), () => {
      void this.#journal.does(SHOP, what, act);
    });
  }

  async #come(customer: Customer): Promise<void> {
    const { applicant, number, chance, link } = customer;
    const ip = `203.0.${Math.floor(chance.between(0, 250))}.${Math.floor(chance.between(1, 250))}`;
    const answer = await this.#http('GET', link, { ip, userAgent: BROWSER });
    const touch = URL.parse(answer.location ?? '')?.searchParams.get('click');
    const name = `${applicant.company}: customer ${number}`;
    const touches = touch ? [touch] : [];
    if (chance.next() < 0.3) {
      const lead = { leadId: `lead_${applicant.number}_${number}`, ...this.#who(customer, ip), touches };
      this.#tell('lead', lead, this.#clock.now(), chance, name);
    }
    if (chance.next() < 0.2) return;
    this.#after(chance.between(0.02, 3) * DAY_MS, `${name} buys`, () => this.#buy(customer, { nth: 0, ip, touches }));
  }

  #who({ applicant, number, cheats }: Customer, ip: string) {
    const id = `${applicant.number}_${number}`;
    const email = cheats ? applicant.email.replace('@', '+shop@') : `buyer@customer-${id.replace('_', '-')}.example`;
    return { customerId: `cus_${id}`, email, ip };
  }

  #buy(customer: Customer, { nth, ip, touches }: { nth: number; ip: string; touches: readonly string[] }): void {
    const { applicant, number, cheats } = customer;
    const chance = applicant.chance(`customer ${number} pays ${nth}`);
    const sale = `pay_${applicant.number}_${number}_${nth}`;
    const name = `${applicant.company}: ${sale}`;
    const currency = applicant.chance(`currency of ${number}`).next() < 0.2 ? 'EUR' : 'USD';
    const amountMinor = Math.floor(chance.between(900, 30_000));
    const at = this.#clock.now();
    this.sold.push({ sale, affiliate: applicant.email, at, amountMinor, currency, cheats });
    const data = {
      saleId: sale,
      ...this.#who(customer, ip),
      amountMinor,
      taxMinor: Math.floor(amountMinor / 6),
      currency,
    };
    this.#tell('sale', { ...data, touches, product: chance.pick(['team', 'solo']) }, at, chance, name);
    this.#return({ sale, amountMinor, currency }, chance, name);
    const renews = chance.next() < 0.7;
    if (renews)
      this.#after(30 * DAY_MS, `${name} renews`, () => this.#buy(customer, { nth: nth + 1, ip, touches: [] }));
  }

  /** Some want their money back, in part or whole; some banks take it, and give it back once in two. */
  #return(paid: { sale: string; amountMinor: number; currency: string }, chance: Chance, name: string): void {
    const fate = chance.next();
    const { sale, currency } = paid;
    if (fate < 0.15) {
      const amountMinor = chance.next() < 0.5 ? paid.amountMinor : Math.ceil(paid.amountMinor / 3);
      const refund = { refundId: `re_${sale}`, saleId: sale, amountMinor, currency };
      this.#after(chance.between(0.01, 20) * DAY_MS, `${name} is refunded`, () =>
        this.#tell('refund', refund, this.#clock.now(), chance, name),
      );
    } else if (fate < 0.2) {
      const dispute = { chargebackId: `dp_${sale}`, saleId: sale, amountMinor: paid.amountMinor, currency };
      const opens = chance.between(1, 12) * DAY_MS;
      this.#after(opens, `${name} is disputed`, () =>
        this.#tell('chargeback', { ...dispute, state: 'opened' }, this.#clock.now(), chance, name),
      );
      if (chance.next() < 0.5) {
        this.#after(opens + 5 * DAY_MS, `${name} is won back`, () =>
          this.#tell('chargeback', { ...dispute, state: 'won' }, this.#clock.now(), chance, name),
        );
      }
    }
  }

  /** Sends it now or, one in six, hours or days late; one in six twice at once. */
  #tell(type: string, data: Record<string, unknown>, happenedAt: number, chance: Chance, name: string): void {
    const late = chance.next() < 0.17 ? chance.between(0.1, 60) * HOUR_MS : 1_000;
    const copies = chance.next() < 0.17 ? 2 : 1;
    const text = JSON.stringify({ type, timestamp: new Date(happenedAt).toISOString(), data });
    this.#after(late, `${name}: tells of ${type}`, () =>
      Promise.all(Array.from({ length: copies }, () => this.#send(text))),
    );
  }

  async #send(text: string): Promise<void> {
    this.#deliveries += 1;
    const id = `msg_${this.#deliveries}`;
    const answer = await this.#http('POST', '/api/events', { body: text, headers: () => this.#sign(id, text) });
    if (answer.status >= 300) throw new Error(`The program answered ${answer.status}: ${answer.text}`);
  }

  /** Signed anew at each try: a signature is good for five minutes. */
  #sign(id: string, text: string): Record<string, string> {
    const at = new Date(this.#clock.now());
    return {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(this.#secret).sign(id, at, text),
    };
  }
}

interface Customer {
  readonly applicant: Applicant;
  readonly number: number;
  readonly chance: Chance;
  readonly cheats: boolean;
  readonly link: string;
}

/** A shop with the secret that the stage began with. */
export const openShop = async (cloud: Cloud, http: Http, journal: Journal): Promise<Shop> => {
  const asked = new GetSecretValueCommand({ SecretId: 'tandem-local-intake-secrets' });
  const { SecretString = '{}' } = await new SecretsManagerClient(cloud.clientConfig()).send(asked);
  return new Shop({ clock: cloud.clock, http, journal, secret: `whsec_${JSON.parse(SecretString).first}` });
};
