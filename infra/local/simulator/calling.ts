import * as z from 'zod';
import type { Whenever } from './dealing.ts';
import type { Applicant } from './people.ts';
import type { Visitor } from './visitor.ts';

const DAY_MS = 86_400_000;

const shown = z.object({ leads: z.array(z.object({ leadId: z.string(), state: z.string() })) });

/** A reseller that takes leads: calls most of them, declines some, overlooks others, and tells what came of it. */
export class Caller {
  readonly #applicant: Applicant;
  readonly #visitor: Visitor;
  readonly #whenever: Whenever;
  readonly #takesLeads: () => void;
  #begun = false;

  /** `takesLeads`: the program hears that there is somebody to give leads to. */
  constructor(given: { applicant: Applicant; visitor: Visitor; whenever: Whenever; takesLeads: () => void }) {
    this.#applicant = given.applicant;
    this.#visitor = given.visitor;
    this.#whenever = given.whenever;
    this.#takesLeads = given.takesLeads;
  }

  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const dueMs = this.#whenever.now() + this.#applicant.chance('takes leads').between(0.1, 2) * DAY_MS;
    this.#whenever.signedInAt(dueMs, 'takes leads', async () => {
      const setting = { accepts: true, regions: ['europe'], verticals: ['software'] };
      const { status } = await this.#visitor.ask('PUT', '/api/portal/lead-setting', setting);
      if (status === 200) this.#takesLeads();
    });
  }

  /** A letter about a lead: there is one on its page. */
  reads(letterKey: string): void {
    const chance = this.#applicant.chance(`a lead of ${letterKey}`);
    const [answer, ends] = [chance.next(), chance.next()];
    if (answer < 0.3) return;
    const dueMs = this.#whenever.now() + chance.between(0.02, 0.5) * DAY_MS;
    const body = answer < 0.45 ? { answer: 'decline', reason: 'We are fully booked.' } : { answer: 'accept' };
    this.#each(dueMs, 'answers its leads', 'offered', (path) => this.#visitor.ask('POST', `${path}/answer`, body));
    const outcome = ends < 0.4 ? 'won' : ends < 0.8 ? 'lost' : 'contacted';
    const after = dueMs + chance.between(2, 12) * DAY_MS;
    this.#each(after, 'tells of its leads', 'accepted', (path) =>
      this.#visitor.ask('POST', `${path}/outcome`, { outcome }),
    );
  }

  #each(dueMs: number, what: string, state: string, act: (path: string) => Promise<unknown>): void {
    this.#whenever.signedInAt(dueMs, what, async () => {
      const answer = await this.#visitor.ask('GET', '/api/portal/leads');
      if (answer.status !== 200) return;
      const { leads } = shown.parse(JSON.parse(answer.text));
      for (const one of leads) if (one.state === state) await act(`/api/portal/leads/${one.leadId}`);
    });
  }
}
