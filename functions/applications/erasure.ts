import { type Profile, partnerStopped } from '../partners/contract.ts';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import type { TransactItem } from '../shared/table.ts';
import { applicationOfRun, type Person } from './contract.ts';
import { hasEnded } from './verification.ts';

interface Erasure {
  readonly person: Person;
  readonly profile: Profile;
  readonly addressHash: string;
  readonly domainKey: string | undefined;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

const forget = (key: Record<string, string>): TransactItem => ({
  Delete: { TableName: settings.programTable(), Key: key },
});

/** What the applicant stated goes too: an affiliate's page may carry a name. */
const blank = (applicationId: string): TransactItem => ({
  Update: {
    TableName: settings.programTable(),
    Key: keys.application(applicationId),
    UpdateExpression: 'SET #status = :erased REMOVE facts',
    ConditionExpression: 'attribute_exists(PK)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':erased': 'erased' },
  },
});

/**
 * Erasure of a partner's contact (fault 43): the person is forgotten but for an opaque id, mailbox and domain are free
 * again, the address is suppressed by its keyed hash, and a journey under way stops. Money and decisions stay: they
 * know the person by id alone.
 */
export const erasureWrites = (erasure: Erasure): TransactItem[] => {
  const { person, profile, addressHash, domainKey, by, reason, at } = erasure;
  const { personId, createdAt } = person;
  const { partnerId, run } = profile;
  const tombstone = { type: 'PERSON', personId, partnerId, run, marketingConsent: false, createdAt, erasedAt: at };
  const applications = Array.from({ length: run }, (_, index) => applicationOfRun(partnerId, index + 1));
  return [
    { Put: { TableName: settings.programTable(), Item: { ...keys.person(personId), ...tombstone } } },
    forget(keys.email(addressHash)),
    ...(domainKey ? [forget(keys.domain(domainKey))] : []),
    ...applications.map(blank),
    putEvent({
      id: `${personId}/erased`,
      name: 'person-erased.v1',
      occurredAt: at,
      recordedAt: at,
      partnerId,
      run,
      data: { personId, addressHash },
    }),
    ...(hasEnded(profile)
      ? []
      : [putEvent(partnerStopped({ partnerId, run, reason: 'erased', by, note: reason, at }))]),
  ];
};
