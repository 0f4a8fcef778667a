import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { type Logo, logoItem, type ProgramLogo, programLogoItem } from './items.ts';
import type { Following } from './logo.ts';

const TableName = (): string => settings.programTable();

const outboxOf = ({ events, letters }: Following) => [...events.map(putEvent), ...letters.map(putLetter)];

/** Asks for a logo, once for each file. */
export const addLogo = async (logo: Logo, following: Following): Promise<void> => {
  const put = {
    TableName: TableName(),
    Item: { ...keys.logo(logo.partnerId, logo.fileId), ...logo },
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  await commit([{ Put: put }], outboxOf(following));
};

/** Decides on a logo. A repeat finds it decided and changes nothing. */
export const settleLogo = async (logo: Logo, following: Following): Promise<void> => {
  const put = {
    TableName: TableName(),
    Item: { ...keys.logo(logo.partnerId, logo.fileId), ...logo },
    ConditionExpression: '#state = :asked',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':asked': 'asked' },
  };
  await commit([{ Put: put }], outboxOf(following));
};

export const findLogo = async (partnerId: string, fileId: string): Promise<Logo | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.logo(partnerId, fileId), ConsistentRead: true }),
  );
  return Item ? logoItem.parse(Item) : undefined;
};

/** The logos of a partner: a handful over the years. */
export const listLogos = async (partnerId: string): Promise<readonly Logo[]> => {
  const { PK, SK } = keys.logo(partnerId, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :logos)',
      ExpressionAttributeValues: { ':pk': PK, ':logos': SK },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => logoItem.parse(item));
};

export const findProgramLogo = async (): Promise<ProgramLogo | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.programLogo(), ConsistentRead: true }),
  );
  return Item ? programLogoItem.parse(Item) : undefined;
};

export const putProgramLogo = async (logo: ProgramLogo): Promise<void> => {
  await table().send(new PutCommand({ TableName: TableName(), Item: { ...keys.programLogo(), ...logo } }));
};
