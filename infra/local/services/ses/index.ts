/**
 * SES: accepts what AWS would accept, keeps every message with its envelope, and tells of bounces and complaints.
 * Sending never leaves the machine.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { ValuesAnswer } from '../../door/answers.ts';
import type { Ground, Permission, ServiceAnswer, ServiceCall } from '../../service.ts';
import { ServiceFault } from '../fault.ts';
import { createIds, type Ids } from '../ids.ts';
import { propertiesOf } from '../json-service.ts';
import type { SesService } from '../types.ts';
import { emitFeedback, type FeedbackKind, feedbackSets, wantsFeedback } from './feedback.ts';
import { addressOf, type Kept, Letters } from './letters.ts';
import { checkOutgoing, type Outgoing, readRaw, readRawValues, readSimple } from './outgoing.ts';
import { queryAnswer, queryFault, readQuery, type Xml } from './query.ts';

type Outcome = 'delivered' | 'bounce' | 'complaint';

export const createSes = (ground: Ground): SesService => {
  const letters = new Letters(ground.stateDir && join(ground.stateDir, 'inbox'));
  const office = new PostOffice(ground, letters);
  const identities = identitiesOf(ground);
  const ids = createIds(ground.seed, ground.clock);
  const sets = new Set(ground.resources('AWS::SES::ConfigurationSet').map((resource) => resource.ref));
  const check = (outgoing: Outgoing): void =>
    checkOutgoing(outgoing, ground, sets, (source) => identityFor(identities, source) !== undefined);
  return {
    name: 'ses',
    permissions: (call) => permissionsOf(ground, identities, call),
    handle: async (call) => answer(office, identities, check, ids, call),
    inbox: letters,
    mail: {
      bounce: (address, kind = 'Permanent') => office.tell(address, 'Bounce', kind),
      complain: (address) => office.tell(address, 'Complaint'),
      delivered: (address) => office.tell(address, 'Delivery'),
      throttle: (count) => {
        office.refusals = count;
      },
      fate: (address, outcome) => office.fates.set(address.toLowerCase(), outcome),
    },
  };
};

/** Takes letters in and says what became of them. */
class PostOffice {
  refusals = 0;
  readonly fates = new Map<string, Outcome>();
  readonly #ground: Ground;
  readonly #letters: Letters;
  readonly #sets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #ids: Ids;

  constructor(ground: Ground, letters: Letters) {
    this.#ground = ground;
    this.#letters = letters;
    this.#sets = feedbackSets(ground);
    this.#ids = createIds(ground.seed, ground.clock);
  }

  /** Answers the message id. */
  accept(outgoing: Outgoing): string {
    if (this.refusals > 0) {
      this.refusals--;
      throw new ServiceFault('Throttling', 'Maximum sending rate exceeded.', 400);
    }
    const at = this.#ground.clock.now();
    const id = this.#freshId(outgoing, at);
    const letter: Kept = { ...outgoing, id, at, feedback: [] };
    this.#letters.add(letter);
    this.#feed(letter, 'Send', letter.destinations);
    for (const destination of letter.destinations) this.#decide(letter, addressOf(destination));
    return id;
  }

  /** Ids derive from letter and time; the loop is for the same letter, before and after a restart, on a standing clock. */
  #freshId({ raw, destinations }: Outgoing, at: number): string {
    for (;;) {
      const unique = this.#ids.uuid(`letter to ${destinations.join()}`, raw);
      const id = `${at.toString(16).padStart(16, '0')}-${unique}-000000`;
      if (!this.#letters.has(id)) return id;
    }
  }

  tell(address: string, kind: FeedbackKind, bounceType: 'Permanent' | 'Transient' = 'Permanent'): void {
    const letter = this.#letters.latestTo(address);
    if (!letter) throw new Error(`No letter to ${address} has been sent.`);
    this.#letters.note(letter, this.#ground.clock.now(), kind);
    this.#feed(letter, kind, [address], bounceType);
  }

  #decide(letter: Kept, address: string): void {
    const outcome = this.fates.get(address.toLowerCase()) ?? simulatorOutcome(address);
    const kind = outcome === 'bounce' ? 'Bounce' : 'Delivery';
    if (kind === 'Bounce') this.#letters.note(letter, letter.at, kind);
    this.#feed(letter, kind, [address]);
    if (outcome !== 'complaint') return;
    this.#letters.note(letter, letter.at, 'Complaint');
    this.#feed(letter, 'Complaint', [address]);
  }

  #feed(
    letter: Kept,
    kind: FeedbackKind,
    recipients: readonly string[],
    bounceType: 'Permanent' | 'Transient' = 'Permanent',
  ): void {
    if (!wantsFeedback(this.#sets, letter, kind)) return;
    const feedbackId = this.#ids.uuid('feedback', `${letter.id}${kind}${recipients.join()}`);
    emitFeedback(this.#ground, letter, {
      kind,
      recipients,
      at: this.#ground.clock.now(),
      bounceType,
      feedbackId,
    });
  }
}

/** The addresses of Amazon's mailbox simulator do here what they do there. */
const simulatorOutcome = (address: string): Outcome => {
  const match = /^(bounce|complaint)(\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address);
  return match?.[1]?.toLowerCase() === 'bounce' ? 'bounce' : match ? 'complaint' : 'delivered';
};

const identitiesOf = (ground: Ground): ReadonlySet<string> => {
  const shape = z.looseObject({ EmailIdentity: z.string() });
  const named = ground
    .resources('AWS::SES::EmailIdentity')
    .map((resource) => propertiesOf(resource, shape).EmailIdentity);
  return new Set(named.map((identity) => identity.toLowerCase()));
};

/** The verified identity that covers an address: the address itself before its domain, as SES chooses. */
const identityFor = (identities: ReadonlySet<string>, source: string): string | undefined => {
  const address = addressOf(source).toLowerCase();
  return [address, address.split('@').at(-1) ?? ''].find((identity) => identities.has(identity));
};

const readOutgoing = async (call: ServiceCall): Promise<Outgoing> =>
  call.action === 'SendRawEmail' ? rawOf(call) : readSimple(readQuery(call));

const rawOnes = new WeakMap<ServiceCall, Outgoing>();

/** A raw message is long, and looked at twice: by the grants and by the office. */
const rawOf = (call: ServiceCall): Outgoing => {
  const outgoing = rawOnes.get(call) ?? (call.json ? readRawValues(call.json) : readRaw(readQuery(call)));
  rawOnes.set(call, outgoing);
  return outgoing;
};

const permissionsOf = (ground: Ground, identities: ReadonlySet<string>, call: ServiceCall): readonly Permission[] => {
  const action = `ses:${call.action}`;
  if (call.action !== 'SendRawEmail' && call.action !== 'SendEmail') return [{ action, resource: '*' }];
  const arn = (kind: string, name: string) => `arn:aws:ses:${ground.region}:${ground.account}:${kind}/${name}`;
  const { source, set } = call.action === 'SendRawEmail' ? senderOfRaw(call) : senderOf(readQuery(call));
  const identity = identityFor(identities, source) ?? addressOf(source);
  const context = { 'ses:FromAddress': addressOf(source) };
  return [
    { action, resource: arn('identity', identity), context },
    ...(set ? [{ action, resource: arn('configuration-set', set), context }] : []),
  ];
};

const senderOfRaw = (call: ServiceCall) => {
  const { source, configurationSet } = rawOf(call);
  return { source, set: configurationSet };
};

const senderOf = (form: URLSearchParams) => ({
  source: form.get('Source') ?? '',
  set: form.get('ConfigurationSetName'),
});

type Check = (outgoing: Outgoing) => void;

const answer = async (
  office: PostOffice,
  identities: ReadonlySet<string>,
  check: Check,
  ids: Ids,
  call: ServiceCall,
): Promise<ServiceAnswer> => {
  if (call.json) return answerValues(office, check, call);
  const requestId = ids.uuid('request', call.body);
  try {
    return queryAnswer(call.action, await perform(office, identities, check, call), requestId);
  } catch (error) {
    if (error instanceof ServiceFault) return queryFault(error, requestId);
    throw error;
  }
};

/** To a caller that sent a raw message in values. */
const answerValues = (office: PostOffice, check: Check, call: ServiceCall): ServiceAnswer => {
  try {
    const outgoing = rawOf(call);
    check(outgoing);
    return new ValuesAnswer({ MessageId: office.accept(outgoing) }, {});
  } catch (error) {
    if (error instanceof ServiceFault) return queryFault(error, 'local');
    throw error;
  }
};

const perform = async (
  office: PostOffice,
  identities: ReadonlySet<string>,
  check: Check,
  call: ServiceCall,
): Promise<Xml> => {
  switch (call.action) {
    case 'SendRawEmail':
    case 'SendEmail': {
      const outgoing = await readOutgoing(call);
      check(outgoing);
      return { MessageId: office.accept(outgoing) };
    }
    case 'GetSendQuota':
      return { Max24HourSend: '50000.0', MaxSendRate: '14.0', SentLast24Hours: '0.0' };
    case 'GetAccountSendingEnabled':
      return { Enabled: 'true' };
    case 'ListIdentities':
      return { Identities: { member: [...identities] } };
    default:
      throw new ServiceFault('InvalidAction', `The local cloud does not know ses:${call.action}.`);
  }
};
