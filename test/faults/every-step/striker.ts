import { actionOf, callerOf } from '../../../infra/local/door/fault-plan.ts';
import { AWS, type Fault, type Faults } from '../../../infra/local/door/faults.ts';
import type { ServiceCall } from '../../../infra/local/service.ts';
import type { Subject, Subjects } from './subjects.ts';

/**
 * How a step can go wrong. `refused`: it is not done, and the SDK's own repeats fail too. `killed`: it is done, and the
 * function ends there. `unheard`: it is done, the answer is lost, and the caller asks again. `again`: AWS delivers twice.
 */
export type Harm = 'refused' | 'killed' | 'unheard' | 'again';

/** One call of one kind of invocation: `partners-move-stage TransactWriteItems 3`. */
export interface Strike {
  readonly step: string;
  readonly harm: Harm;
  readonly subject: Subject;
  readonly function: string;
  readonly action: string;
  readonly atMs: number;
}

/** What concerns nobody in particular: the first look of a schedule at everything that is due. */
const EVERYBODY: Subject = { name: 'everybody', mayBeStruck: true };

interface Invocation {
  readonly kind: string;
  readonly subject: Subject | undefined;
  /** From here on a step is like the one before: of lists, loops and jobs of many, the second or third stands for all. */
  readonly most: number;
  /** How often each action was called so far. */
  readonly calls: Map<string, number>;
  /** Actions of which the last call was refused. */
  readonly refused: Set<string>;
}

/** Each function recovers before it is struck again for the same company: soon where a person tries again, else in a day. */
const RECOVERS_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const OFTEN = 5;
const AN_ID = /[0-9A-HJKMNP-TV-Z]{26}/;
const WRITES = /^(Put|Copy|Update|Delete|Transact(?!Get)|BatchWrite|Send|Start|Invoke)/;

/**
 * Lets every step of every invocation go wrong in every way, each once: whenever a step comes by that has not been
 * struck so, at a subject that may still be struck, it strikes. Nobody lists the steps: a new handler is struck when
 * a scenario reaches it.
 */
export class Striker {
  readonly strikes: Strike[] = [];
  /** Step -> ways in which it can go wrong, and how often it came by. */
  readonly steps = new Map<string, { readonly harms: readonly Harm[]; readonly seen: number }>();
  readonly functions = new Set<string>();
  readonly subjects: Subjects;
  /** Who is left alone for now. */
  readonly resting = new Set<Subject>();
  /** Nobody is struck. */
  calm = false;
  readonly #tried: Set<string>;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #invocations = new Map<string, Invocation>();
  readonly #lastMs = new Map<string, number>();

  /** `tried`: what was struck in earlier scenarios; `only`: strikes nothing else. */
  constructor(options: { tried: Set<string>; only?: readonly string[] | undefined; subjects: Subjects }) {
    this.#tried = options.tried;
    this.#only = options.only && new Set(options.only);
    this.subjects = options.subjects;
  }

  readonly faults: Faults = (call) => (call.role === 'admin' ? undefined : this.#look(call));

  #look(call: ServiceCall): Fault | undefined {
    const { from } = call;
    if (!from) {
      const text = Buffer.from(call.body).toString();
      const target =
        call.role === AWS ? actionOf(call) : (call.path.match(/function(?:%3A|:)([\w-]+)/)?.[1] ?? call.action);
      if (call.service === 'lambda') this.functions.add(target);
      return this.#strike(call, `${callerOf(call)} -> ${target} ${kindOf(text)}`, this.subjects.of(text));
    }
    const invocation = this.#invocationOf(from.requestId, from.function, from.payload);
    const body = Buffer.from(call.body).toString();
    this.subjects.learn(body);
    // The SDK says which of its calls are repeats; they meet what the first one met.
    if (/attempt=[2-9]/.test(call.headers['amz-sdk-request'] ?? '')) {
      return invocation.refused.has(call.action) ? REFUSED : undefined;
    }
    // Reads run side by side, in an order that depends on what is remembered: so each action is counted by itself.
    const count = (invocation.calls.get(call.action) ?? 0) + 1;
    invocation.calls.set(call.action, count);
    const nth = Math.min(count, invocation.most);
    const step = `${from.function} ${invocation.kind} ${call.action} ${nth}`;
    // Of a batch with letters of several companies, each call is about one of them.
    // Of a page of the team about many, it is about who looks.
    const own = invocation.kind.includes(' /') && this.subjects.areMany(body) ? undefined : this.subjects.named(body);
    const subject = own ?? invocation.subject ?? this.subjects.of(body);
    const fault = this.#strike(call, step, subject);
    if (fault === REFUSED) invocation.refused.add(call.action);
    return fault;
  }

  #invocationOf(requestId: string, name: string, payload: string): Invocation {
    let invocation = this.#invocations.get(requestId);
    if (!invocation) {
      const tellsOfOne = this.subjects.acting ? AN_ID.test(payload) : this.subjects.named(payload) !== undefined;
      const ofMany = !tellsOfOne && !payload.includes('"routeKey":');
      const most = /^\{("Records"|\})/.test(payload)
        ? 2
        : /"detail-type":/.test(payload) || ofMany
          ? 3
          : Number.POSITIVE_INFINITY;
      const blank = { most, calls: new Map<string, number>(), refused: new Set<string>() };
      invocation = { kind: kindOf(payload), subject: this.subjects.of(payload), ...blank };
      this.#invocations.set(requestId, invocation);
      this.functions.add(name);
    }
    return invocation;
  }

  #strike(call: ServiceCall, step: string, subject: Subject = EVERYBODY): Fault | undefined {
    const harms = harmsOf(call);
    this.steps.set(step, { harms, seen: (this.steps.get(step)?.seen ?? 0) + 1 });
    const atMs = call.at ?? 0;
    if (this.calm || !subject.mayBeStruck || this.resting.has(subject)) return undefined;
    const place = `${subject.name} ${placeOf(call)}`;
    if (atMs < (this.#lastMs.get(place) ?? 0) + (this.subjects.acting === subject ? RECOVERS_MS : DAY_MS)) {
      return undefined;
    }
    const harm = harms.find((one) => this.#isNext(`${step} ${one}`));
    if (!harm) return undefined;
    this.#tried.add(`${step} ${harm}`);
    this.#lastMs.set(place, atMs);
    this.strikes.push({ step, harm, subject, function: callerOf(call), action: call.action, atMs });
    return FAULTS[harm];
  }

  #isNext(strike: string): boolean {
    return !this.#tried.has(strike) && (this.#only?.has(strike) ?? true);
  }

  /** What was never struck, though it came by often enough: a cold start's own calls do not. */
  get left(): readonly string[] {
    return [...this.steps].flatMap(([step, { harms, seen }]) =>
      seen < OFTEN ? [] : harms.map((harm) => `${step} ${harm}`).filter((one) => !this.#tried.has(one)),
    );
  }
}

/** Where it strikes. The sweeper sends what the sender could not: one letter is not struck in both. */
const placeOf = (call: ServiceCall): string =>
  (call.role === AWS ? actionOf(call) : callerOf(call)).replace('email-sweep-letters', 'email-send-letters');

const REFUSED: Fault = { kind: 'server-error', when: 'before' };
export const FAULTS: Readonly<Record<Harm, Fault>> = {
  refused: REFUSED,
  killed: { kind: 'crash', when: 'after' },
  unheard: { kind: 'reset', when: 'after' },
  again: { kind: 'duplicate' },
};

const harmsOf = (call: ServiceCall): readonly Harm[] => {
  if (call.role === AWS)
    return call.headers['x-amz-invocation-type'] === 'Event' ? ['refused', 'again'] : ['refused', 'unheard'];
  if (!call.from) return ['refused', 'unheard'];
  // Killed after a read, nothing has happened that was not there before it.
  if (call.action === 'GetSecretValue') return ['refused'];
  return WRITES.test(call.action) ? ['refused', 'killed', 'unheard'] : ['refused'];
};

/** What kind of invocation it is, as far as its steps differ by it: route, event, fact, letter, step of a workflow. */
const kindOf = (payload: string): string => {
  // The authorizer does the same before every route.
  if (payload.includes('"type":"REQUEST"')) return '';
  const route = /"routeKey":"([^"]+)"/.exec(payload)?.[1];
  if (route) return route;
  const event = /"detail-type":"([^"]+)"/.exec(payload)?.[1];
  return event ?? '';
};
