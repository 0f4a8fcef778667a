import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import type { Following } from '../following.ts';
import { outboxOf } from '../store.ts';
import type { ChannelTerms } from './items.ts';

/** The terms as they become, with what follows, if nobody wrote them meanwhile. */
export const keepChannelTerms = ({
  terms,
  following,
}: {
  readonly terms: ChannelTerms;
  readonly following: Following;
}): Promise<'done' | 'refused'> => {
  const Put = {
    TableName: settings.programTable(),
    Item: { ...keys.channelTerms(terms.partnerId), ...terms },
    ...(terms.version === 1
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : {
          ConditionExpression: '#version = :before',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':before': terms.version - 1 },
        }),
  };
  return commit([{ Put }], outboxOf(following));
};
