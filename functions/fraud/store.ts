import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LetterOrder } from '../email/contract.ts';
import { commit } from '../shared/commit.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { expiry, type TransactItem, table } from '../shared/table.ts';
import { accrualEvent } from './announcing.ts';
import { type Accrual, type Flag, flagItem, heldItem } from './contract.ts';
import { type Move, moves, type Told } from './flag.ts';

const PAGE = 50;
/** An item and an event each; a transaction takes 100 and has others too. */
const AT_ONCE = 30;
const SHADOW_KEPT_MS = 180 * 86_400_000;
const TableName = () => settings.programTable();

interface Following {
  readonly events?: readonly ProgramEvent[];
  readonly letters?: readonly LetterOrder[];
}

const outboxOf = ({ events = [], letters = [] }: Following): TransactItem[] => [
  ...events.map(putEvent),
  ...letters.map(putLetter),
];

const indexOf = (flag: Flag): Record<string, unknown> => {
  if (flag.state === 'open') return { GSI1PK: due.flags('open'), GSI1SK: `${flag.nextAt}#${flag.flagId}` };
  if (flag.state === 'shadow') {
    const expiresAt = expiry(Date.parse(flag.raisedAt), SHADOW_KEPT_MS);
    return { GSI1PK: due.flags('shadow'), GSI1SK: `${flag.raisedAt}#${flag.flagId}`, expiresAt };
  }
  return { GSI1PK: due.flags('done'), GSI1SK: `${flag.decidedAt}#${flag.flagId}` };
};

const itemOf = (flag: Flag) => ({ ...keys.flag(flag.partnerId, flag.flagId), ...flag, ...indexOf(flag) });

const putHeld = ({ partnerId, flagId }: Flag, { customer, sale }: Accrual): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.held(partnerId, flagId, customer, sale), type: 'HELD', flagId, customer, sale },
  },
});

/** While a partner's flag is open, what the partner earns is held: a sale that comes finds this. */
const standingHold = ({ partnerId, flagId, rule }: Flag) => ({
  key: keys.watch(partnerId, `HOLD#${flagId}`),
  item: { type: 'WATCH-HOLD', flagId, rule },
});

/**
 * Writes a new flag with what it holds or rejects at once, and what must follow; false when it was raised before. At
 * most 20 accruals; others are added afterwards.
 */
export const raiseFlag = async (flag: Flag, told: Told | undefined, following: Following): Promise<boolean> => {
  const { scope, state, accruals, action } = flag;
  const put = { TableName: TableName(), Item: itemOf(flag), ConditionExpression: 'attribute_not_exists(PK)' };
  const stands = scope === 'partner' && state === 'open' && action === 'hold' ? [standingHold(flag)] : [];
  const holds = stands.map(({ key, item }) => ({ Put: { TableName: TableName(), Item: { ...key, ...item } } }));
  const held = told ? accruals.map((one) => putHeld(flag, one)) : [];
  const events = told ? accruals.map((one) => accrualEvent(flag, one, told, flag.raisedAt)) : [];
  const outbox = outboxOf({ ...following, events: [...events, ...(following.events ?? [])] });
  return (await commit([{ Put: put }, ...holds, ...held], outbox)) === 'done';
};

/** Lets an open flag hold more. What it holds already stays as it is; a flag that was closed meanwhile holds nothing. */
export const holdMore = async (flag: Flag, accruals: readonly Accrual[], at: string): Promise<void> => {
  for (let from = 0; from < accruals.length; from += AT_ONCE) {
    const some = accruals.slice(from, from + AT_ONCE);
    const isOpen: TransactItem = {
      ConditionCheck: {
        TableName: TableName(),
        Key: keys.flag(flag.partnerId, flag.flagId),
        ConditionExpression: '#state = :open',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':open': 'open' },
      },
    };
    const events = some.map((one) => putEvent(accrualEvent(flag, one, 'held', at)));
    await commit([isOpen, ...some.map((one) => putHeld(flag, one))], events);
  }
};

/**
 * Writes a flag after a move, if it is still as it was seen: `refused` when somebody was quicker. What a closed flag
 * held is told in the same transaction, as far as it fits; the rest follows by `flag-closed.v1`.
 */
export const moveFlag = async (flag: Flag, move: Move, told: Told | undefined, following: Following) => {
  const change: TransactItem = {
    Put: {
      TableName: TableName(),
      Item: itemOf(flag),
      ConditionExpression: '#state = :from AND changes = :seen',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':from': moves[move].from, ':seen': flag.changes - 1 },
    },
  };
  const ends = flag.scope === 'partner' && moves[move].from === 'open' && moves[move].to !== 'open';
  const forget: TransactItem[] = ends ? [{ Delete: { TableName: TableName(), Key: standingHold(flag).key } }] : [];
  const at = flag.history.at(-1)?.at ?? flag.raisedAt;
  const held = told ? await heldBy(flag, AT_ONCE) : [];
  const events = told ? held.map((one) => accrualEvent(flag, one, told, at)) : [];
  return commit([change, ...forget], outboxOf({ ...following, events: [...events, ...(following.events ?? [])] }));
};

/** What a flag holds, or has held, in the order of its keys; at most `most`. */
export const heldBy = async (flag: Pick<Flag, 'partnerId' | 'flagId'>, most: number): Promise<readonly Accrual[]> => {
  const held: Accrual[] = [];
  for await (const one of allHeld(flag)) {
    held.push(one);
    if (held.length === most) break;
  }
  return held;
};

async function* allHeld({ partnerId, flagId }: Pick<Flag, 'partnerId' | 'flagId'>): AsyncGenerator<Accrual> {
  const { PK, SK } = keys.held(partnerId, flagId, '', '');
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :held)',
        ExpressionAttributeValues: { ':pk': PK, ':held': SK.replace(/#+$/, '#') },
        ConsistentRead: true,
        Limit: 200,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      const { customer, sale } = heldItem.parse(item);
      yield { customer, sale };
    }
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Tells of everything that a closed flag has held. What was told before is left out. */
export const tellAll = async (flag: Flag, told: Told, at: string): Promise<void> => {
  let some: Accrual[] = [];
  const tell = () =>
    commit(
      [],
      some.map((one) => putEvent(accrualEvent(flag, one, told, at))),
    );
  for await (const one of allHeld(flag)) {
    some.push(one);
    if (some.length < AT_ONCE) continue;
    await tell();
    some = [];
  }
  await tell();
};

export const findFlag = async (partnerId: string, flagId: string): Promise<Flag | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.flag(partnerId, flagId), ConsistentRead: true }),
  );
  return Item ? flagItem.parse(Item) : undefined;
};

/** A partner's flags, the newest first: ids are derived, so by date. At most 200. */
export const flagsOf = async (partnerId: string): Promise<readonly Flag[]> => {
  const { PK, SK } = keys.flag(partnerId, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :flags)',
      ExpressionAttributeValues: { ':pk': PK, ':flags': SK },
      Limit: 200,
    }),
  );
  const flags = (Items ?? []).map((item) => flagItem.parse(item));
  return flags.toSorted((one, other) => (one.raisedAt < other.raisedAt ? 1 : -1));
};

/** A page of flags: open ones by their next step, the others newest first. `dueBy`: only those due by then. */
export const listFlags = async (
  which: 'open' | 'shadow' | 'done',
  from: IndexKey | undefined,
  dueBy?: string,
): Promise<{ flags: readonly Flag[]; cursor: string | undefined }> => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: dueBy ? 'GSI1PK = :which AND GSI1SK <= :dueBy' : 'GSI1PK = :which',
      ExpressionAttributeValues: { ':which': due.flags(which), ...(dueBy ? { ':dueBy': `${dueBy}#~` } : {}) },
      ScanIndexForward: which === 'open',
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: { ...from, GSI1PK: due.flags(which) } } : {}),
    }),
  );
  return { flags: (page.Items ?? []).map((item) => flagItem.parse(item)), cursor: writeCursor(page.LastEvaluatedKey) };
};
