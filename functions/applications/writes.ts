import { signInRequested } from '../access/contract.ts';
import { factRecorded } from '../shared/event.ts';
import { keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { expiry, type TransactItem } from '../shared/table.ts';
import {
  type Application,
  type ApplicationVerified,
  applicationOfRun,
  type CompanyFacts,
  type Refusal,
  verifiedEvent,
} from './contract.ts';
import type { Draft } from './draft.ts';
import { refusalReasons } from './verification.ts';

const DAY_MS = 86_400_000;

type Values = Readonly<Record<string, unknown>>;

const put = (key: Values, item: Values, condition?: string): TransactItem => ({
  Put: {
    TableName: settings.programTable(),
    Item: { ...key, ...item },
    ...(condition ? { ConditionExpression: condition } : {}),
  },
});
const putNew = (key: Values, item: Values): TransactItem => put(key, item, 'attribute_not_exists(PK)');

/** Sets `values` on the application while it is unverified, so that only one answer to a link is ever written. */
const settle = (applicationId: string, values: Values, forgetAt?: number): TransactItem => {
  const names = Object.keys(values);
  const sets = names.map((name) => `#${name} = :${name}`).join(', ');
  const remove = forgetAt === undefined ? ' REMOVE expiresAt' : '';
  return {
    Update: {
      TableName: settings.programTable(),
      Key: keys.application(applicationId),
      UpdateExpression: `SET ${sets}${forgetAt === undefined ? '' : ', expiresAt = :forget'}${remove}`,
      ConditionExpression: '#status = :unverified',
      ExpressionAttributeNames: { ...Object.fromEntries(names.map((name) => [`#${name}`, name])), '#status': 'status' },
      ExpressionAttributeValues: {
        ...Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
        ':unverified': 'unverified',
        ...(forgetAt === undefined ? {} : { ':forget': forgetAt }),
      },
    },
  };
};

/** An unverified application, its person and the letter that asks to confirm. All of it removes itself in time. */
export const draftWrites = ({ application, person }: Draft): TransactItem[] => {
  const expiresAt = expiry(Date.parse(application.verifyUntil), DAY_MS);
  return [
    putNew(keys.application(application.applicationId), { ...application, expiresAt }),
    putNew(keys.person(person.personId), { ...person, expiresAt }),
    putLetter({
      key: `application/${application.applicationId}/verify-address`,
      letter: 'verify-address',
      to: { personId: person.personId },
      orderedAt: application.submittedAt,
      data: { tokenId: application.applicationId, nominated: application.source === 'nomination' },
    }),
  ];
};

interface Beginning {
  readonly application: Application;
  readonly facts: CompanyFacts;
  readonly partnerId: string;
  readonly run: number;
  readonly personId: string;
  readonly addressHash: string;
  readonly policyVersion: number;
  readonly at: string;
}

const verifiedData = (from: Beginning): ApplicationVerified => ({
  ...from.facts,
  personId: from.personId,
  applicationId: from.application.applicationId,
  source: from.application.source,
  policyVersion: from.policyVersion,
});

/** Confirmed: the mailbox and the domain are claimed, the person stays, and the lifecycle begins. */
export const beginWrites = (from: Beginning, ownsDomain: boolean): TransactItem[] => {
  const { application, partnerId, run, personId, at, policyVersion } = from;
  const verified = { status: 'verified', partnerId, run, personId, verifiedAt: at, policyVersion };
  const owner = { partnerId, personId };
  const firstRun = run === 1;
  return [
    // Of a later run the application is kept under the partner; this one only answers a second click.
    settle(application.applicationId, verified, firstRun ? undefined : expiry(Date.parse(at), 7 * DAY_MS)),
    {
      Update: {
        TableName: settings.programTable(),
        Key: keys.person(personId),
        UpdateExpression: 'SET partnerId = :partnerId, #run = :run, verifiedAt = :at REMOVE expiresAt',
        ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(erasedAt)',
        ExpressionAttributeNames: { '#run': 'run' },
        ExpressionAttributeValues: { ':partnerId': partnerId, ':run': run, ':at': at },
      },
    },
    ...(firstRun ? [putNew(keys.email(from.addressHash), { type: 'EMAIL', ...owner })] : []),
    ...(ownsDomain ? [] : [putNew(keys.domain(from.facts.domainKey), { type: 'DOMAIN', ...owner })]),
    ...(firstRun ? [] : [putNew(keys.application(applicationOfRun(partnerId, run)), { ...application, ...verified })]),
    putEvent(verifiedEvent({ partnerId, run, data: verifiedData(from), at })),
  ];
};

/** A known person filled in the form again: a sign-in letter instead, once for the same form. */
export const knownFormWrites = ({ application }: Draft, addressHash: string): TransactItem[] => [
  putEvent(signInRequested({ key: application.applicationId, addressHash, known: true, at: application.submittedAt })),
];

/** Confirmed by somebody who is here already: a sign-in letter follows. */
export const knownWrites = (application: Application, addressHash: string, nowMs: number): TransactItem[] => [
  settle(application.applicationId, { status: 'known' }, expiry(nowMs, 7 * DAY_MS)),
  putEvent(
    signInRequested({
      key: application.applicationId,
      addressHash,
      known: true,
      at: new Date(nowMs).toISOString(),
    }),
  ),
];

/** Confirmed, and refused with a reason; a partner whose company it is gets it on its timeline. */
export const refuseWrites = (
  application: Application,
  refused: { readonly refusal: Refusal; readonly partnerId?: string },
  nowMs: number,
): TransactItem[] => {
  const at = new Date(nowMs).toISOString();
  const { applicationId, personId } = application;
  const event = { occurredAt: at, recordedAt: at };
  return [
    settle(applicationId, { status: 'refused', refusal: refused.refusal }, expiry(nowMs, 90 * DAY_MS)),
    putLetter({
      key: `application/${applicationId}/declined`,
      letter: 'application-declined',
      to: { personId },
      orderedAt: at,
      data: { reason: refusalReasons[refused.refusal] },
    }),
    putEvent({
      ...event,
      id: `${applicationId}/refused`,
      name: 'application-refused.v1',
      data: { applicationId, refusal: refused.refusal },
    }),
    ...(refused.partnerId
      ? [
          putEvent({
            ...event,
            id: `${refused.partnerId}/colleague-applied/${applicationId}`,
            name: 'colleague-applied.v1',
            partnerId: refused.partnerId,
            data: { applicationId },
          }),
        ]
      : []),
  ];
};

/** What was missing was added; the workflow that waits for it goes on. Once in a run. */
export const completionWrites = (completed: {
  readonly partnerId: string;
  readonly run: number;
  readonly personId: string;
  readonly facts: CompanyFacts;
  readonly changed: readonly string[];
  readonly note: string | undefined;
  readonly at: string;
}): TransactItem[] => {
  const { partnerId, run, personId: by, facts, changed, note, at } = completed;
  const detail = { changed, ...(note === undefined ? {} : { note }) };
  return [
    {
      Update: {
        TableName: settings.programTable(),
        Key: keys.application(applicationOfRun(partnerId, run)),
        UpdateExpression: 'SET facts = :facts, completedAt = :at',
        ConditionExpression: '#status = :verified',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':facts': facts, ':at': at, ':verified': 'verified' },
      },
    },
    putEvent(
      factRecorded({ partnerId, run, fact: 'application-completed', by, detail, occurredAt: at, recordedAt: at }),
    ),
  ];
};
