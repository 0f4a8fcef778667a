import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { attemptsGranted } from './announcements.ts';
import { conclusionOf, readTaskKey } from './lab.ts';
import { concludeLab, findCertificate, grantAttempts } from './store.ts';

/** What the manager decided, or the rule at the deadline: on a lab, or on three more quiz attempts. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  const { kind, key, decision } = decisionMade.parse(data);
  if (!partnerId || !run || (kind !== 'lab' && kind !== 'quiz-attempts')) return;
  const about = readTaskKey(key);
  const profile = await readProfile(partnerId);
  if (!about || !profile) return;
  const { policy } = await readPolicySince(profile.policyVersion, now);
  if (kind === 'quiz-attempts') {
    const { personId, nth: used } = about;
    const { attempts } = policy.certification.sales;
    const following = attemptsGranted({ partnerId, run, personId, used }, attempts, now.toISOString());
    const course = { partnerId, personId, track: 'sales', used } as const;
    if (decision.outcome === 'granted') await grantAttempts(course, attempts, following);
    return;
  }
  const old = await findCertificate(partnerId, about.personId, 'technical');
  const { outcome, following } = conclusionOf({ partnerId, run, ...about }, decision, old, policy, now.toISOString());
  await concludeLab({ partnerId, ...about }, outcome, following);
});
