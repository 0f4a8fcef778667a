import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type FileItem, fileItem } from '../library/contract.ts';
import { commit } from '../shared/commit.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { isConditionFailure, type TransactItem, table } from '../shared/table.ts';
import type { Following } from './announcements.ts';
import {
  type Attempt,
  attemptItem,
  type Certificate,
  type Course,
  certificateItem,
  courseItem,
  type Track,
} from './contract.ts';

const TableName = (): string => settings.programTable();
type Key = ReturnType<typeof keys.course>;

const get = async (key: Key): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: TableName(), Key: key, ConsistentRead: true }))).Item;

const outboxOf = ({ events, letters }: Following): TransactItem[] => [
  ...events.map(putEvent),
  ...letters.map(putLetter),
];

export const findCourse = async (partnerId: string, personId: string, of: Track): Promise<Course | undefined> => {
  const item = await get(keys.course(partnerId, personId, of));
  return item ? courseItem.parse(item) : undefined;
};

export const findAttempt = async (course: Course, number: number): Promise<Attempt | undefined> => {
  if (number < 1) return undefined;
  const item = await get(keys.attempt(course.partnerId, course.personId, course.track, number));
  return item ? attemptItem.parse(item) : undefined;
};

export const findCertificate = async (
  partnerId: string,
  personId: string,
  of: Track,
): Promise<Certificate | undefined> => {
  const item = await get(keys.certificate(partnerId, personId, of));
  return item ? certificateItem.parse(item) : undefined;
};

/** A file that the partner sent (room library). */
export const findFile = async (partnerId: string, fileId: string): Promise<FileItem | undefined> => {
  const item = await get(keys.file(partnerId, fileId));
  return item ? fileItem.parse(item) : undefined;
};

/** All certificates of a partner: a person has at most two. */
export const listCertificates = async (partnerId: string): Promise<readonly Certificate[]> => {
  const { PK } = keys.partner(partnerId);
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :certificates)',
      ExpressionAttributeValues: { ':pk': PK, ':certificates': 'CERTIFICATE#' },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => certificateItem.parse(item));
};

/** Begins a course. False when it has begun already. */
export const addCourse = async (course: Course): Promise<boolean> => {
  try {
    await table().send(
      new PutCommand({
        TableName: TableName(),
        Item: { ...keys.course(course.partnerId, course.personId, course.track), ...course },
        ConditionExpression: 'attribute_not_exists(PK)',
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Marks a module of a begun course as read; the first time stays. */
export const markModule = async (course: Course, module: string, at: string): Promise<Course> => {
  const { Attributes } = await table().send(
    new UpdateCommand({
      TableName: TableName(),
      Key: keys.course(course.partnerId, course.personId, course.track),
      UpdateExpression: 'SET modules.#module = if_not_exists(modules.#module, :at)',
      ExpressionAttributeNames: { '#module': module },
      ExpressionAttributeValues: { ':at': at },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return courseItem.parse(Attributes);
};

const updateCourse = (
  course: Pick<Course, 'partnerId' | 'personId' | 'track'>,
  set: string,
  when: string,
  values: Record<string, unknown>,
): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: keys.course(course.partnerId, course.personId, course.track),
    UpdateExpression: set,
    ConditionExpression: when,
    ExpressionAttributeValues: values,
  },
});

const putCertificate = (certificate: Certificate): TransactItem => {
  const { partnerId, personId, track, expiresOn } = certificate;
  return {
    Put: {
      TableName: TableName(),
      Item: {
        ...keys.certificate(partnerId, personId, track),
        ...certificate,
        GSI1PK: due.certificatesExpiring,
        GSI1SK: `${expiresOn}#${partnerId}#${personId}#${track}`,
      },
    },
  };
};

/** Adds an attempt and counts it. False when another one was started meanwhile. */
export const addAttempt = async (attempt: Attempt): Promise<boolean> => {
  const { partnerId, personId, track, number } = attempt;
  const put = {
    TableName: TableName(),
    Item: { ...keys.attempt(partnerId, personId, track, number), ...attempt },
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  const values = { ':number': number, ':before': number - 1 };
  const count = updateCourse(attempt, 'SET attemptsStarted = :number', 'attemptsStarted = :before', values);
  return (await commit([{ Put: put }, count])) === 'done';
};

/** Marks an open attempt, once; a passed one brings its certificate and new attempts for the renewal. */
export const settleAttempt = async (
  attempt: Attempt,
  passed: { certificate: Certificate; attemptsAllowed: number } | undefined,
  following: Following,
): Promise<boolean> => {
  const { partnerId, personId, track, number, state, submittedAt, answers, correct } = attempt;
  const settle: TransactItem = {
    Update: {
      TableName: TableName(),
      Key: keys.attempt(partnerId, personId, track, number),
      UpdateExpression: 'SET #state = :state, submittedAt = :at, answers = :answers, correct = :correct',
      ConditionExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':open': 'open',
        ':state': state,
        ':at': submittedAt,
        ':answers': answers,
        ':correct': correct,
      },
    },
  };
  const values = passed && { ':allowed': passed.attemptsAllowed };
  const allow = values && updateCourse(attempt, 'SET attemptsAllowed = :allowed', 'attribute_exists(PK)', values);
  const facts = [settle, ...(passed ? [putCertificate(passed.certificate)] : []), ...(allow ? [allow] : [])];
  return (await commit(facts, outboxOf(following))) === 'done';
};

/** Takes lab proof for review. False when one is being reviewed, or was handed in meanwhile. */
export const submitLab = async (
  course: Course,
  lab: { proof: string; at: string },
  following: Following,
): Promise<boolean> => {
  const update = updateCourse(
    course,
    'SET lab = :submitted, labs = :labs, labProof = :proof, labSubmittedAt = :at REMOVE labNote',
    'labs = :before AND lab <> :submitted',
    {
      ':submitted': 'submitted',
      ':labs': course.labs + 1,
      ':before': course.labs,
      ':proof': lab.proof,
      ':at': lab.at,
    },
  );
  return (await commit([update], outboxOf(following))) === 'done';
};

/** Ends the review of the `nth` lab. A repeat finds it ended and changes nothing. */
export const concludeLab = async (
  of: { partnerId: string; personId: string; nth: number },
  outcome: { passed: Certificate } | { failed: string },
  following: Following,
): Promise<void> => {
  const passed = 'passed' in outcome;
  const update = updateCourse(
    { ...of, track: 'technical' },
    passed ? 'SET lab = :outcome' : 'SET lab = :outcome, labNote = :note',
    'labs = :nth AND lab = :submitted',
    {
      ':outcome': passed ? 'passed' : 'failed',
      ':nth': of.nth,
      ':submitted': 'submitted',
      ...(passed ? {} : { ':note': outcome.failed }),
    },
  );
  await commit([update, ...(passed ? [putCertificate(outcome.passed)] : [])], outboxOf(following));
};

/** Allows more attempts after `used` were used. A repeat finds them allowed and changes nothing. */
export const grantAttempts = async (
  of: { partnerId: string; personId: string; track: Track; used: number },
  more: number,
  following: Following,
): Promise<void> => {
  const values = { ':used': of.used, ':allowed': of.used + more };
  await commit(
    [updateCourse(of, 'SET attemptsAllowed = :allowed', 'attemptsAllowed = :used', values)],
    outboxOf(following),
  );
};
