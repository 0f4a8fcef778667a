import { hashesOfCustomer, listAliases } from '../../shared/alias-reader.ts';
import type { Session } from '../../shared/http.ts';
import { newId } from '../../shared/ids.ts';
import { programKey } from '../../shared/program-key.ts';
import { domainSignal } from '../../shared/signals.ts';
import { lookAgain } from '../aliasing/store.ts';
import type { Alias, Deal, Registration } from '../contract.ts';
import { customerOf, domainsOf, readSimilar, readUnder } from '../customers/store.ts';
import { latestDealWith, readForChecks, readRegistrar, readTermsSince } from '../partners/store.ts';
import { askedHash, checkRepeat, displace, isCurrent, type Registered, recheck, register } from '../registering.ts';
import { findDeal } from '../store.ts';
import { type Step, writeDeals } from '../writing/store.ts';

const TRIES = 8;

type Registrar = Awaited<ReturnType<typeof readRegistrar>>;

/** Whom a registration has displaced gives the customer back in the same transaction [D5]. */
const stepsOf = async (
  before: Deal | undefined,
  { deal, displaced }: Registered,
  { terms }: Registrar,
  about: Partial<Step>,
  now: Date,
): Promise<readonly Step[]> => {
  const own: Step = { ...about, before, after: deal };
  const theirs = displaced ? await findDeal(displaced) : undefined;
  if (!theirs) return [own];
  const their = await readTermsSince(theirs.policyVersion, now);
  return [own, { before: theirs, after: displace(theirs, deal, their.terms ?? terms, now.toISOString()) }];
};

const busy = (): Error =>
  Object.assign(new Error('The customer changes hands all the time.'), { name: 'TransactionConflictException' });

/**
 * Takes a registration. The first claim on a customer is one conditional write: whoever loses the race reads what the
 * winner wrote, and is answered by the table of conflicts [B11, D5]. The same again finds what it registered [Z4].
 */
export const takeRegistration = async (session: Session, body: Registration, now: Date): Promise<Deal> => {
  const registrar = await readRegistrar(session.partnerId, now);
  const { profile, policy, terms } = registrar;
  const shared = [...policy.signUp.freeMailDomains, ...policy.signUp.sharedPlatforms];
  const key = await programKey();
  const { domain, hash } = await customerOf(key, body.domain, shared);
  const at = now.toISOString();
  const dealId = newId(now.getTime());
  const { partnerId, run, company } = profile;
  const named = { dealId, partnerId, run, company, domain, hash, personId: session.personId, byName: session.name };
  for (let tries = 0; tries < TRIES; tries++) {
    const previous = await latestDealWith(partnerId, hash);
    const found = previous ? await findDeal(previous) : undefined;
    if (found && isCurrent(found, askedHash(body, domain), at)) {
      checkRepeat(found, body);
      return found;
    }
    const domains = await hashesOfCustomer(key, hash);
    const [known, customer, similar] = await Promise.all([
      readForChecks(registrar, body, at),
      readUnder(domains),
      readSimilar(body.customer),
    ]);
    const result = register(body, named, { ...known, customer }, similar, terms);
    const contact = { type: 'DEAL-CONTACT' as const, dealId, ...body.contact };
    const about = { contact, previous, limit: known.limit };
    const steps = await stepsOf(undefined, result, registrar, about, now);
    if ((await writeDeals(steps)) !== 'done') continue;
    await meetAliases(key, domain, domains, now);
    return result.deal;
  }
  throw busy();
};

/** Another domain became the customer's while the registration was on its way: whoever is later of the two looks [D5]. */
const meetAliases = async (key: string, domain: string, seen: readonly string[], now: Date): Promise<void> => {
  const related = (await listAliases()).filter((one) => one.domain === domain || one.customer === domain);
  const isNew = (one: Alias): boolean => [one.domain, one.customer].some((it) => !seen.includes(domainSignal(key, it)));
  for (const alias of related.filter(isNew)) await lookAgain(alias, now);
};

/** Checks a registration again that was blocked, or that is in line. */
export const takeAgain = async (session: Session, seen: Deal, now: Date): Promise<Deal> => {
  const registrar = await readRegistrar(session.partnerId, now);
  const person = { by: session.personId, byName: session.name };
  let before = seen;
  for (let tries = 0; tries < TRIES; tries++) {
    const [known, customer] = await Promise.all([
      readForChecks(registrar, before.customer, now.toISOString()),
      readUnder(await domainsOf(before)),
    ]);
    const result = recheck(before, person, { ...known, customer }, registrar.terms);
    const steps = await stepsOf(before, result, registrar, { limit: known.limit }, now);
    if ((await writeDeals(steps)) === 'done') return result.deal;
    before = (await findDeal(before.dealId)) ?? before;
  }
  throw busy();
};
