import { derivedId } from '../../shared/ids.ts';
import { readPolicy } from '../../shared/policy-reader.ts';
import { Problem } from '../../shared/problem.ts';
import { programKey } from '../../shared/program-key.ts';
import { received, sameAsSent } from '../acting.ts';
import type { NewLead } from '../contract.ts';
import { change } from '../store.ts';
import { choicesOf } from '../viewing.ts';

const invalid = (field: string, all: readonly { id: string }[]): Problem => {
  const message = `must be one of ${all.map(({ id }) => id).join(', ')}`;
  return new Problem(422, 'invalid-input', `${field}: ${message}`, { errors: [{ where: 'body', field, message }] });
};

/** Takes a lead in, once for each source key; its workflow begins. */
export const takeLead = async (
  asked: NewLead,
  now: Date,
): Promise<{ leadId: string; state: 'recorded' | 'repeat' }> => {
  const { policy, version } = await readPolicy(now);
  const { regions, verticals } = choicesOf(policy);
  if (!regions.some(({ id }) => id === asked.region)) throw invalid('region', regions);
  if (!verticals.some(({ id }) => id === asked.vertical)) throw invalid('vertical', verticals);
  const leadId = derivedId(await programKey(), 'lead', asked.source).toLowerCase();
  let isNew = false;
  await change(leadId, (found) => {
    if (found) sameAsSent(found, asked);
    isNew = found === undefined;
    return found ? undefined : received(asked, leadId, version, now.toISOString());
  });
  return { leadId, state: isNew ? 'recorded' : 'repeat' };
};
