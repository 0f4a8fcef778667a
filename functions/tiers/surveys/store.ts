import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { commit } from '../../shared/commit.ts';
import { due, keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import { mismatchedRepeat, notFound } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { expiry, type TransactItem, table } from '../../shared/table.ts';
import { standingFactOf } from '../committing.ts';
import { type Satisfaction, type Survey, surveyItem } from '../items.ts';
import { addFact, findAnswer, putAnswer } from '../store.ts';
import { sameAnswer, satisfactionOf, surveyLetter } from './planning.ts';
import type { ToldAnswer } from './routes.ts';

const TableName = () => settings.programTable();
const DAY_MS = 86_400_000;
/** A survey and its person go this long after it is over. */
const KEPT_MS = 30 * DAY_MS;

const get = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

/** Room deals keeps the customer's contact beside the deal, until it is over. */
const contactItem = z.looseObject({ name: z.string().min(1), email: z.string().min(3) });
const dealItem = z.looseObject({ customer: z.looseObject({ name: z.string() }) });

/** Whom to ask about a deal; undefined where nobody is known. */
export const contactOf = async (dealId: string) => {
  const [contact, deal] = await Promise.all([get(keys.dealPart(dealId, 'CONTACT')), get(keys.deal(dealId))]);
  const found = contactItem.safeParse(contact);
  if (!found.success) return undefined;
  const customer = dealItem.safeParse(deal);
  return {
    name: found.data.name,
    email: found.data.email,
    company: customer.success
      ? customer.data.customer.name
      : found.data.email.slice(found.data.email.lastIndexOf('@') + 1),
  };
};

const expires = ({ closesAt }: Survey): number => expiry(Date.parse(closesAt), KEPT_MS);

/** A survey with the person it asks: name and address lie there alone, and go with it. Written once for a deal. */
export const addSurvey = (survey: Survey, contact: { name: string; email: string; company: string }, now: string) => {
  const { surveyId, sendAt, personId = '' } = survey;
  const person = { type: 'PERSON', personId, ...contact, marketingConsent: false, createdAt: now };
  const put = (Item: Record<string, unknown>): TransactItem => ({
    Put: {
      TableName: TableName(),
      Item: { ...Item, expiresAt: expires(survey) },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  });
  const waits = { GSI1PK: due.surveys('waiting'), GSI1SK: `${sendAt}#${surveyId}` };
  return commit([put({ ...keys.survey(surveyId), ...survey, ...waits }), put({ ...keys.person(personId), ...person })]);
};

export const findSurvey = async (surveyId: string): Promise<Survey | undefined> => {
  const item = await get(keys.survey(surveyId));
  return item && surveyItem.parse(item);
};

/** Surveys to be sent, or over, by an instant. */
export async function* surveysDue(which: 'waiting' | 'sent', before: string): AsyncGenerator<Survey> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        IndexName: 'byDue',
        KeyConditionExpression: 'GSI1PK = :which AND GSI1SK < :before',
        ExpressionAttributeValues: { ':which': due.surveys(which), ':before': before },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const item of page.Items ?? []) yield surveyItem.parse(item);
    start = page.LastEvaluatedKey;
  } while (start);
}

const move = (survey: Survey, to: Partial<Survey>): TransactItem => {
  const { surveyId, state } = survey;
  const next = { ...survey, ...to };
  const waits = next.state === 'sent' ? { GSI1PK: due.surveys('sent'), GSI1SK: `${next.closesAt}#${surveyId}` } : {};
  return {
    Put: {
      TableName: TableName(),
      Item: { ...keys.survey(surveyId), ...next, ...waits, expiresAt: expires(survey) },
      ConditionExpression: '#state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': state },
    },
  };
};

/** Sends a survey that is due, in the partner's name; one of a partner that is gone is closed. */
export const sendSurvey = async (survey: Survey, now: string): Promise<void> => {
  const profile = await readProfile(survey.partnerId);
  if (profile) await commit([move(survey, { state: 'sent' })], [putLetter(surveyLetter(survey, profile.company, now))]);
  else await closeSurvey(survey);
};

export const closeSurvey = (survey: Survey) => commit([move(survey, { state: 'closed' })]);

/** Takes the answer of a survey. `refused`: it was answered, or closed, meanwhile. */
export const answerSurvey = (survey: Survey, answer: Satisfaction) => {
  const { score, at: answeredAt } = answer;
  return commit(
    [move(survey, { state: 'answered', score, answeredAt }), putAnswer(answer)],
    [putEvent(standingFactOf(survey, 'satisfaction-told.v1', answer.key, answeredAt))],
  );
};

/** Takes answers that were told, each once. Throws 404 for a partner nobody knows, 422 for a key with another answer. */
export const takeAnswers = async (told: readonly ToldAnswer[], source: 'list' | 'webhook', now: string) => {
  let taken = 0;
  for (const { key, ...rest } of told) {
    const profile = await readProfile(rest.partnerId);
    if (!profile) throw notFound('partner');
    const answer = satisfactionOf({ ...rest, key: `${source}:${key}` }, source, now);
    const following = { events: [standingFactOf(profile, 'satisfaction-told.v1', answer.key, now)], letters: [] };
    if ((await addFact(putAnswer(answer), following)) === 'done') {
      taken += 1;
      continue;
    }
    const kept = await findAnswer(answer.partnerId, answer.key);
    if (!kept || !sameAnswer(kept, answer)) throw mismatchedRepeat(`The answer ${key} was told before, and otherwise.`);
  }
  return { taken, before: told.length - taken };
};
