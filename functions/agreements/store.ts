import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Journey, journeyItem } from '../onboarding/contract.ts';
import { type AgreementType, agreementFor } from '../policy/contract.ts';
import { type Scorecard, scorecardItem } from '../scorecard/contract.ts';
import { commit } from '../shared/commit.ts';
import { factRecorded } from '../shared/event.ts';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { readFacts, readProfile } from '../shared/partner-reader.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { table } from '../shared/table.ts';
import { type Agreement, agreementItem } from './contract.ts';

const get = async (Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

export const findAgreement = async (
  partnerId: string,
  run: number,
  type: AgreementType,
): Promise<Agreement | undefined> => {
  const item = await get(keys.agreement(partnerId, run, type));
  return item ? agreementItem.parse(item) : undefined;
};

const findJourney = async (partnerId: string, run: number): Promise<Journey | undefined> => {
  const item = await get(keys.journey(partnerId, run));
  return item ? journeyItem.parse(item) : undefined;
};

/** The newest scorecard that led to a decision: a re-score changes nothing that was decided. */
const decidingScorecard = async (partnerId: string, run: number): Promise<Scorecard | undefined> => {
  const { PK, SK } = keys.scorecard(partnerId, run, 1);
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :run)',
      ExpressionAttributeValues: { ':pk': PK, ':run': SK.slice(0, SK.lastIndexOf('#') + 1) },
      ScanIndexForward: false,
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => scorecardItem.parse(item)).find((one) => one.occasion !== 're-score');
};

/** All that showing and accepting need to know of a partner. Throws 404 when there is no such partner. */
export const readSigner = async (partnerId: string, now: Date) => {
  const profile = await readProfile(partnerId);
  if (!profile) throw notFound('partner');
  const { run, programType, policyVersion } = profile;
  const [accepted, journey, scorecard, facts, { version, policy }] = await Promise.all([
    findAgreement(partnerId, run, agreementFor[programType]),
    findJourney(partnerId, run),
    decidingScorecard(partnerId, run),
    readFacts(partnerId, run),
    readPolicySince(policyVersion, now),
  ]);
  return { profile, accepted, signBy: journey?.agreement.lapse.at, scorecard, facts, version, policy };
};

/** Records the act and announces it as fact `agreement-accepted`. False when one is on record already. */
export const addAgreement = async (agreement: Agreement): Promise<boolean> => {
  const { partnerId, run, acceptedAt, acceptedBy, hash, version } = agreement;
  const put = {
    TableName: settings.programTable(),
    Item: { ...keys.agreement(partnerId, run, agreement.agreement), ...agreement },
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  const event = factRecorded({
    partnerId,
    run,
    fact: 'agreement-accepted',
    by: acceptedBy,
    detail: { agreement: agreement.agreement, version, hash },
    occurredAt: acceptedAt,
    recordedAt: acceptedAt,
  });
  return (await commit([{ Put: put }], [putEvent(event)])) === 'done';
};
