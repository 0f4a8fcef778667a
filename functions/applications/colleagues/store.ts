import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { signInRequested } from '../../access/contract.ts';
import { certificateItem } from '../../certification/contract.ts';
import type { LetterOrder } from '../../email/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { expiry, type TransactItem, table } from '../../shared/table.ts';
import { emailItem, type Person, personItem } from '../contract.ts';
import { type Colleague, colleagueItem, type TeamPerson } from './items.ts';

const TableName = () => settings.programTable();
const DAY_MS = 86_400_000;

const get = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

const under = async ({ PK, SK }: { PK: string; SK: string }): Promise<readonly Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': PK, ':prefix': SK },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    found.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
};

export const findColleague = async (partnerId: string, personId: string): Promise<Colleague | undefined> => {
  const item = await get(keys.colleague(partnerId, personId));
  return item && colleagueItem.parse(item);
};

/** Everybody who is invited or a member, removed ones left out. */
export const listColleagues = async (partnerId: string): Promise<readonly Colleague[]> =>
  (await under(keys.colleague(partnerId, '')))
    .map((item) => colleagueItem.parse(item))
    .filter(({ state }) => state !== 'removed');

/** Whose mailbox it is, if anybody's. */
export const ownerOf = async (mailbox: string) => {
  const item = await get(keys.email(mailbox));
  return item && emailItem.parse(item);
};

const putColleague = (colleague: Colleague, before: Colleague | undefined): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.colleague(colleague.partnerId, colleague.personId), ...colleague },
    ...(before
      ? {
          ConditionExpression: '#state = :state AND invitations = :invitations',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': before.state, ':invitations': before.invitations },
        }
      : { ConditionExpression: 'attribute_not_exists(PK)' }),
  },
});

/** An invitation with its letter; the person goes with it, unless it is accepted in time. */
export const addInvitation = (
  invitation: { readonly colleague: Colleague; readonly before: Colleague | undefined; readonly letter: LetterOrder },
  who: { readonly name: string; readonly email: string; readonly company: string },
) => {
  const { colleague, before, letter } = invitation;
  const { personId, invitedAt: createdAt, validUntil } = colleague;
  const person = { type: 'PERSON', personId, ...who, marketingConsent: false, createdAt };
  const expiresAt = expiry(Date.parse(validUntil), DAY_MS);
  const putPerson = { TableName: TableName(), Item: { ...keys.person(personId), ...person, expiresAt } };
  return commit([putColleague(colleague, before), { Put: putPerson }], [putLetter(letter)]);
};

const told = (
  { partnerId, personId, invitations }: Colleague,
  run: number,
  what: 'joined' | 'left',
  at: string,
  erased = false,
): ProgramEvent => ({
  id: `${partnerId}/colleague/${personId}/${what}/${invitations}`,
  name: what === 'joined' ? 'colleague-joined.v1' : 'colleague-left.v1',
  occurredAt: at,
  recordedAt: at,
  partnerId,
  run,
  data: { personId, ...(erased ? { erased } : {}) },
});

/** The invitation is accepted: the mailbox is the colleague's, and a sign-in letter follows. `refused`: look again. */
export const acceptInvitation = (colleague: Colleague, { run }: Pick<Profile, 'run'>, mailbox: string, at: string) => {
  const { partnerId, personId } = colleague;
  const key = `${partnerId}/${personId}/${colleague.invitations}`;
  return commit(
    [
      putColleague({ ...colleague, state: 'member', joinedAt: at }, colleague),
      {
        Update: {
          TableName: TableName(),
          Key: keys.person(personId),
          UpdateExpression: 'SET partnerId = :partnerId, #run = :run, verifiedAt = :at REMOVE expiresAt',
          ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(erasedAt)',
          ExpressionAttributeNames: { '#run': 'run' },
          ExpressionAttributeValues: { ':partnerId': partnerId, ':run': run, ':at': at },
        },
      },
      {
        Put: {
          TableName: TableName(),
          Item: { ...keys.email(mailbox), type: 'EMAIL', personId, partnerId },
          ConditionExpression: 'attribute_not_exists(PK)',
        },
      },
    ],
    [
      putEvent(told(colleague, run, 'joined', at)),
      putEvent(signInRequested({ key, addressHash: mailbox, known: false, at })),
    ],
  );
};

/** The person is forgotten but for an opaque id; the session ends with the name. The mailbox is free again. */
export const forgetColleague = (
  colleague: Colleague,
  of: {
    readonly run: number;
    readonly mailbox: string | undefined;
    readonly createdAt: string;
    readonly suppress: boolean;
  },
  at: string,
) => {
  const { partnerId, personId, state } = colleague;
  const { run, mailbox, createdAt, suppress } = of;
  const tombstone = { type: 'PERSON', personId, partnerId, run, marketingConsent: false, createdAt, erasedAt: at };
  const erased: ProgramEvent = {
    ...{ id: `${personId}/erased/${colleague.invitations}`, name: 'person-erased.v1', occurredAt: at, recordedAt: at },
    data: { personId, addressHash: mailbox ?? '' },
  };
  return commit(
    [
      putColleague({ ...colleague, state: 'removed', removedAt: at }, colleague),
      { Put: { TableName: TableName(), Item: { ...keys.person(personId), ...tombstone } } },
      ...(state === 'member' && mailbox ? [{ Delete: { TableName: TableName(), Key: keys.email(mailbox) } }] : []),
    ],
    [putEvent(told(colleague, run, 'left', at, suppress)), ...(suppress && mailbox ? [putEvent(erased)] : [])],
  );
};

/** The contact and all colleagues, with what they are certified in at an instant. */
export const readTeam = async (
  profile: Pick<Profile, 'partnerId' | 'personId' | 'startedAt'>,
  now: string,
): Promise<readonly TeamPerson[]> => {
  const { partnerId, personId, startedAt } = profile;
  const colleagues = await listColleagues(partnerId);
  const ids = [personId, ...colleagues.map((one) => one.personId)];
  const items: Record<string, unknown>[] = [];
  for (let from = 0; from < ids.length; from += 100)
    items.push(...(await readItems(ids.slice(from, from + 100).map(keys.person))));
  const people = new Map(
    items.map((item) => personItem.parse(item)).map((one): [string, Person] => [one.personId, one]),
  );
  const certificates = (await under({ PK: keys.partner(partnerId).PK, SK: 'CERTIFICATE#' }))
    .map((item) => certificateItem.parse(item))
    .filter(({ state, expiresOn }) => state === 'current' && now < expiresOn);
  const shown = (id: string, role: TeamPerson['role'], since: string): TeamPerson => {
    const { name = '', email = '' } = people.get(id) ?? {};
    const own = certificates.filter((one) => one.personId === id).map(({ track }) => track);
    return { personId: id, name, email, role, since, certificates: own };
  };
  return [
    shown(personId, 'owner', startedAt),
    ...colleagues.map((one) =>
      shown(one.personId, one.state === 'member' ? 'member' : 'invited', one.joinedAt ?? one.invitedAt),
    ),
  ];
};
